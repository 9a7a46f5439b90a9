import { type HostileRow, type Tries, tried } from "./hostile-row";
import type { World } from "./world";

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
      status > 0 && status < 500 && ms < 4_000,
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

/** Texts that a spreadsheet, a reader's eye or a pattern takes for more than text. */
export const textRows: readonly HostileRow[] = [
  tried("H7", "no exported cell runs as a formula", formulas, "files and exports"),
  tried("H10", "a name can neither hide characters nor turn its direction", names, "names refused"),
  tried("H11", "a sign that only looks like @ signs nobody in", mails, "addresses refused"),
  tried("H38", "no text makes a pattern run long", patterns, "texts in time"),
];
