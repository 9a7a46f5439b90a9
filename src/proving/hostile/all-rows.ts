import type { Depth, Verdict } from "../faults/fault-row";
import { chainRows } from "./chain-rows";
import { headerRows } from "./header-rows";
import type { HostileRow } from "./hostile-row";
import { inputRows } from "./input-rows";
import { absentRows, leakRows } from "./leak-rows";
import { outboundRows } from "./outbound-rows";
import { randomPass } from "./random-pass";
import { sessionRows } from "./session-rows";
import { signatureRows } from "./signature-rows";
import { tenantRows } from "./tenant-rows";
import { textRows } from "./text-rows";
import { uploadRows } from "./upload-rows";
import type { World } from "./world";

const numberOf = ({ row }: HostileRow): number => Number(row.slice(1));

/** Every row of hostile input, in the order of their numbers. */
const hostileRows: readonly HostileRow[] = [
  ...uploadRows,
  ...textRows,
  ...inputRows,
  ...sessionRows,
  ...tenantRows,
  ...headerRows,
  ...signatureRows,
  ...chainRows,
  ...outboundRows,
  ...leakRows,
  ...absentRows,
].sort((one, other) => numberOf(one) - numberOf(other));

/** One row as it came out. */
export type Result = { readonly row: string; readonly promise: string } & Verdict;

/** Rows that read what the others left behind come last. */
const LAST = ["H39", "H40", "H42"];

const runRow = async (
  world: World,
  depth: Depth,
  { row, promise, run }: HostileRow,
): Promise<Result> => {
  const { faults, hangs, leaks } = world.door;
  const before = [faults.length, hangs.length, leaks.length];
  const verdict = await run(world, depth).catch(
    (error: Error): Verdict => ({
      status: "broken",
      figure: "ended early",
      why: error.stack?.slice(0, 600) ?? "",
    }),
  );
  const found = [faults, hangs, leaks].flatMap((list, at) => list.slice(before[at]));
  if (found.length === 0) return { row, promise, ...verdict };
  const why = [verdict.why, ...found.slice(0, 3)].filter(Boolean).join("; ");
  return { row, promise, figure: verdict.figure, status: "broken", why };
};

const RANDOM: Omit<HostileRow, "run"> = {
  row: "H0",
  promise: "drawn inputs make no procedure fail, hang or fill the memory",
};

/** Runs the chosen rows and the random pass, tells each as it ends, and answers all. */
export const runHostile = async (
  world: World,
  {
    depth,
    only,
    seed,
    tell,
  }: { depth: Depth; only: readonly string[]; seed: number; tell: (result: Result) => void },
): Promise<Result[]> => {
  const isChosen = ({ row }: { row: string }) => only.length === 0 || only.includes(row);
  const isLast = ({ row }: { row: string }) => LAST.includes(row);
  const random: HostileRow = { ...RANDOM, run: () => randomPass(world, depth, seed) };
  const chosen = hostileRows.filter(isChosen);
  const ordered = [
    ...chosen.filter((each) => !isLast(each)),
    ...(isChosen(RANDOM) ? [random] : []),
    ...chosen.filter(isLast),
  ];
  const results: Result[] = [];
  for (const row of ordered) {
    const result = await runRow(world, depth, row);
    tell(result);
    results.push(result);
  }
  return results.sort((one, other) => Number(one.row.slice(1)) - Number(other.row.slice(1)));
};
