import { accessTable } from "@/trpc/authorisation-table";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { everyProcedure, placesOf } from "./procedure-inputs";
import type { Who, World } from "./world";

const callerOf = (path: string): Who => {
  const access = accessTable[path] ?? "anyone";
  if (access === "anyone") return "stranger";
  const [kind] = access.kinds;
  return kind === "buyer" || kind === undefined ? "seller" : kind;
};

const FORMULAS = [
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\uFF1D1+1",
  "\uFF0B1",
  "\uFF0D1",
  "\uFF20a",
  "=cmd|'/c calc'!A0",
  '=HYPERLINK("http://evil.example")',
  "=IMPORTXML(1)",
  "=DDE(1)",
];

const orderCsv = (buyer: string, at: number): string => {
  const cell = `"${buyer.replaceAll('"', '""')}"`;
  return `invoice_number,buyer_name,buyer_id,currency,amount_due,due_date,issue_date\nHOST-${at},${cell},HB-${at},HKD,1000.00,2027-06-30,2026-11-01\n`;
};

/** Cells a spreadsheet would run. */
const runs = (csv: string): string[] =>
  csv
    .split(/\r\n/)
    .flatMap((line) =>
      (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])
        .map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'))
        .filter(
          (cell) =>
            /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell),
        ),
    );

const importIdOf = (text: string): string => String(JSON.parse(text || "{}").importId ?? "");

const formulas = async (world: World, tries: Tries): Promise<void> => {
  for (const [at, formula] of FORMULAS.entries()) {
    await world.forgetCounts();
    const answer = await world.upload("seller", `${formula}.csv`, orderCsv(formula, at));
    tries.check(answer.status === 200, `${JSON.stringify(formula)} not taken: ${answer.status}`);
    const id = importIdOf(answer.text);
    await world.call("seller", "import.commit", {
      importId: id,
      warehouseId: world.known.warehouseId,
      included: [],
      expected: 1,
    });
    const rows = await world.door.send("seller", {
      path: `/api/exports/failed-rows?id=${id}`,
      headers: world.headersOf("seller"),
    });
    tries.check(
      rows.status < 500 && runs(rows.text).length === 0,
      `failed rows run ${runs(rows.text)[0]}`,
    );
  }
  await world.forgetCounts();
  for (const path of ["orders", "receivables", "sample?kind=orders-csv"]) {
    const { text, status } = await world.door.send("seller", {
      path: `/api/exports/${path}`,
      headers: world.headersOf("seller"),
    });
    tries.check(
      status === 200 && runs(text).length === 0,
      `${path} (${status}) runs ${runs(text)[0]}`,
    );
  }
};

const draft = (name: string) => ({
  kind: "seller",
  name,
  legalId: null,
  country: null,
  custody: "platform",
});

const names = async (world: World, tries: Tries): Promise<void> => {
  for (const bidi of ["\u202e", "\u2066", "\u200f", "\u061c"]) {
    const { status } = await world.call(
      "platform",
      "organisation.draft",
      draft(`Harbour${bidi}Lane`),
    );
    tries.check(status === 400, `a name that turns its own direction was taken: ${status}`);
  }
  for (const hidden of ["\u200b", "\ufeff", "\u2060", "\0", "\n"]) {
    const { status } = await world.call(
      "platform",
      "organisation.draft",
      draft(`Harbour${hidden}Lane`),
    );
    tries.check(status === 400, `a name with a hidden character was taken: ${status}`);
  }
};

const mails = async (world: World, tries: Tries): Promise<void> => {
  await world.forgetCounts();
  for (const at of ["\uFF20", "\uFE6B", "@\u200b", "%40", "@@"]) {
    const answer = await world.signIn(`seller${at}demo.quaynote.test`, "harbour-lane-2026");
    tries.check(!/session=.{20}/.test(String(answer.headers["set-cookie"])), `${at} signed in`);
  }
  await world.forgetCounts();
};

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
const isText = ({ type }: { type?: string }): boolean => type === "string";

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
          status < 500 && status > 0 && ms < 20_000,
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

const REPEATS = [
  "a",
  " ",
  "0",
  "\t",
  "(",
  "a@",
  "-",
  ".",
  "x.",
  "0x",
  "=",
  "'",
  "\\",
  "<",
  "\u0301",
  "1 ",
  ",",
  "/",
  "%",
  "\u{1F600}",
];
const LONG = 100_000;

const patterns = async (world: World, tries: Tries): Promise<void> => {
  let slowest = 0;
  const timed = async (what: string, answer: Promise<{ status: number; ms: number }>) => {
    const { status, ms } = await answer;
    slowest = Math.max(slowest, ms);
    tries.check(
      status > 0 && status < 500 && ms < 20_000,
      `${what}: ${status} in ${ms.toFixed(0)} ms`,
    );
  };
  for (const text of REPEATS) {
    await world.forgetCounts();
    const long = `${text.repeat(LONG / text.length)}!`;
    await timed(`a password of ${text}`, world.signIn("a@b.test", long.slice(0, 15_000)));
    await timed(`a mail address of ${text}`, world.signIn(long.slice(0, 15_000), "x"));
    await timed(`a name of ${text}`, world.call("platform", "organisation.draft", draft(long)));
    await timed(
      `a dispute of ${text}`,
      world.call("stranger", "payment.dispute", {
        token: world.linkToken,
        name: long,
        reason: long,
      }),
    );
    await timed(
      `a wallet's text of ${text}`,
      world.call("seller", "session.linkWallet", {
        text: long.slice(0, 2_000),
        signature: `0x${"1".repeat(130)}`,
      }),
    );
    await timed(
      `a check of ${text}`,
      world.call("stranger", "verify.check", { text: long.slice(0, 3_000) }),
    );
    await timed(`a file of ${text}`, world.upload("seller", "a.csv", long));
  }
  await world.forgetCounts();
  tries.note(`slowest ${slowest.toFixed(0)} ms`);
};

export const inputRows: readonly HostileRow[] = [
  tried("H7", "no exported cell runs as a formula", formulas, "files and exports"),
  tried("H10", "a name can neither hide characters nor turn its direction", names, "names refused"),
  tried("H11", "a sign that only looks like @ signs nobody in", mails, "addresses refused"),
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
  tried("H38", "no text makes a pattern run long", patterns, "texts in time"),
];
