import { type HostileRow, type Tries, tried } from "./hostile-row";
import { callerOf, everyProcedure, isText, placesOf } from "./procedure-inputs";
import type { World } from "./world";

const NUMBERS: readonly unknown[] = [
  -1,
  -0,
  0.5,
  1e308,
  Number.POSITIVE_INFINITY,
  2 ** 53 + 2,
  "0x10",
  "1,000",
  "\u0661\u0662",
  "1e3",
  " 1",
  "1 ",
  "NaN",
  Number.NaN,
  "0.000000000000000000000000000001",
  null,
  true,
  [1],
  { $n: "1.5" },
  { $n: "-" },
  { $n: "1e5" },
  -1n,
  2n ** 63n,
  2n ** 256n,
  10n ** 89n,
];

const isNumeric = (shape: { type?: string; pattern?: string; enum?: unknown[] }): boolean =>
  ["number", "integer"].includes(shape.type ?? "") || Object.keys(shape).length === 0;

const numbers = async (world: World, tries: Tries): Promise<void> => {
  let places = 0;
  for (const { path, shape, isMutation } of everyProcedure)
    for (const put of placesOf(path, shape, isNumeric)) {
      places += 1;
      for (const value of NUMBERS) {
        const { status } = await world.call(callerOf(path), path, put(value), { isMutation });
        tries.check(status < 500 && status > 0, `${path} with ${String(value)}: ${status}`);
      }
      await world.forgetCounts();
    }
  tries.note(`${places} fields that take a number`);
};

const OPERATORS: readonly unknown[] = [
  { not: "" },
  { contains: "" },
  { startsWith: "a" },
  { gt: "" },
  { in: [""] },
  { OR: [] },
  { equals: null },
  ["a"],
];
const operators = async (world: World, tries: Tries): Promise<void> => {
  for (const { path, shape, isMutation } of everyProcedure)
    for (const put of placesOf(path, shape, isText)) {
      for (const value of OPERATORS) {
        const { status } = await world.call(callerOf(path), path, put(value), { isMutation });
        tries.check(
          status === 400 || status === 404,
          `${path} took ${JSON.stringify(value)}: ${status}`,
        );
      }
      await world.forgetCounts();
    }
};

const INJECTIONS = [
  "'",
  "' or '1'='1",
  '"; select pg_sleep(9)--',
  "') or pg_sleep(9) is null--",
  "%",
  "_",
  "\\",
  "%' and 1=0--",
  "$\u007b1}",
  "$1",
  "a' union select null--",
  "1::int",
  "||pg_sleep(9)||",
  "\u02bc or 1=1",
];

const injections = async (world: World, tries: Tries): Promise<void> => {
  const lists = everyProcedure.filter(({ isMutation }) => !isMutation);
  for (const { path, shape } of lists)
    for (const put of placesOf(path, shape, isText))
      for (const text of INJECTIONS) {
        const { status, ms } = await world.call(callerOf(path), path, put(text));
        tries.check(
          status < 500 && status > 0 && ms < 5_000,
          `${path} with ${text}: ${status} in ${ms.toFixed(0)} ms`,
        );
      }
  await world.forgetCounts();
  const count = async (search: string): Promise<number> => {
    const { value } = await world.call("seller", "order.list", { filter: { search } });
    return (value as { total?: number } | undefined)?.total ?? -1;
  };
  for (const text of ["' or '1'='1", "%", "_", "%%", "\\"])
    tries.check((await count(text)) === 0, `the search for ${text} found ${await count(text)}`);
};

const POLLUTIONS = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"a":{"__proto__":{"polluted":1}}}',
  '[{"__proto__":{"polluted":1}}]',
];

const pollution = async (world: World, tries: Tries): Promise<void> => {
  for (const { path, isMutation } of everyProcedure)
    for (const text of POLLUTIONS) {
      const { status } = await world.call(callerOf(path), path, JSON.parse(text), { isMutation });
      tries.check(status < 500 && status > 0, `${path} with ${text}: ${status}`);
    }
  await world.forgetCounts();
  for (const query of [
    "__proto__[polluted]=1",
    "constructor[prototype][polluted]=1",
    "__proto__.polluted=1",
  ])
    for (const path of ["/orders", "/verify", "/api/exports/orders", "/sign-in"]) {
      const { status } = await world.door.send("seller", {
        path: `${path}?${query}`,
        headers: world.headersOf("seller"),
      });
      tries.check(status < 500, `${path}?${query}: ${status}`);
    }
  const csv =
    "__proto__,constructor,toString,invoice_number,buyer_name,currency,amount_due,due_date\n1,2,3,P-1,Buyer,HKD,10.00,2027-06-30\n";
  tries.check(
    (await world.upload("seller", "__proto__", csv)).status === 200,
    "a header named __proto__",
  );
  const { status, value } = await world.call("stranger", "session.environment");
  tries.check(
    status === 200 && !JSON.stringify(value).includes("polluted"),
    "the server was changed",
  );
};

const batches = async (world: World, tries: Tries): Promise<void> => {
  const headers = world.headersOf("seller");
  const get = (path: string) => world.door.send("seller", { path, headers });
  const post = (path: string, body: string) =>
    world.door.send("seller", {
      method: "POST",
      path,
      headers: { ...headers, "content-type": "application/json" },
      body,
    });
  const many = (times: number) => Array.from({ length: times }, () => "session.me").join(",");
  const refused = async (
    what: string,
    answer: Promise<{ status: number; text: string }>,
    wanted: readonly number[],
  ) => {
    const { status, text } = await answer;
    tries.check(wanted.includes(status) && !text.includes('"result"'), `${what}: ${status}`);
  };
  await refused("11 calls", get(`/api/trpc/${many(11)}?batch=1&input={}`), [400]);
  await refused("800 calls", get(`/api/trpc/${many(800)}?batch=1&input={}`), [400]);
  await refused("commas", get(`/api/trpc/${",".repeat(2_000)}?batch=1&input={}`), [400, 404]);
  await refused(
    "10 MB",
    post("/api/trpc/session.walletChallenge", `{"a":"${"a".repeat(10_000_000)}"}`),
    [413],
  );
  await refused(
    "depth 10,000",
    post("/api/trpc/import.discard", `${"[".repeat(10_000)}${"]".repeat(10_000)}`),
    [400],
  );
  await refused(
    "depth 4,000",
    get(`/api/trpc/order.list?input=${"[".repeat(4_000)}${"]".repeat(4_000)}`),
    [400],
  );
  const keys = JSON.stringify(
    Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`k${at}`, 1])),
  );
  await refused("60,000 keys", post("/api/trpc/import.discard", keys), [400]);
  await refused("no JSON", post("/api/trpc/import.discard", "{"), [400]);
  await refused(
    "a number of a million digits",
    post("/api/trpc/credit.issue", `{"amount":{"$n":"${"9".repeat(900_000)}"}}`),
    [400],
  );
};

/** Values and shapes that no field of a procedure takes. */
export const inputRows: readonly HostileRow[] = [
  tried(
    "H12",
    "every field that takes a number refuses what is none, without a float",
    numbers,
    "values refused or taken",
  ),
  tried(
    "H24",
    "a call that is too many, too large or too deep runs nothing",
    batches,
    "calls refused",
  ),
  tried("H25", "a search is a text, never a piece of a query", injections, "texts taken literally"),
  tried("H26", "an object is refused where a text is expected", operators, "objects refused"),
  tried("H27", "no name of a field changes the program", pollution, "names without effect"),
];
