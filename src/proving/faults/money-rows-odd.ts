import type { Depth, FaultRow, Verdict } from "./fault-row";
import { complaints } from "./money-ground";
import { contractTests } from "./money-mocks";

const ACTS = 4;
const CELLS = 96;
const CELL = /: (?:fund|release|collect|claim): /;

/** Kinds that are tried with every change: coins that keep something back, move nothing, call back in, and refuse us. */
const CHANGE = [
  "keeps a fee from the receiver",
  "answers true and moves nothing",
  "calls back in from a transfer",
  "refuses our contract",
];

const oddCoins = async (depth: Depth): Promise<Verdict> => {
  const { expect, verdict } = complaints();
  const [wanted, only] =
    depth === "nightly" ? [CELLS] : [CHANGE.length * ACTS, `(${CHANGE.join("|")}): `];
  const { code, passed, failed, last } = await contractTests("odd-coins", only);
  const cells = passed.filter((line) => CELL.test(line));
  expect(cells.length === wanted, `${cells.length} of ${wanted} cells held`);
  expect(code === 0, failed.slice(0, 3).join("; ") || `the program ended with ${code}: ${last}`);
  const refused = cells.filter((line) => line.includes("refused")).length;
  return verdict(
    `${cells.length}/${wanted} of ${CELLS} cells: ${refused} refused by name, ${cells.length - refused} exact`,
  );
};

/** What a foreign coin can do. */
export const oddRow: FaultRow = {
  row: "F43",
  promise: "Of 24 kinds of odd coins each act is refused by name or exact, and no other coin's",
  run: oddCoins,
};
