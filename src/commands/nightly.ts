import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./embedded/folder";
import { runProgram } from "./run-program";

/**
 * `npm run nightly`: every heavy run, one after the other, each to its end; `npm run nightly -- soak sim` those only. What
 * each prints is kept in `.quaynote/reports/nightly`; `--json` prints the verdicts for programs. Ends with 1 where any failed.
 */
const RUNS: Readonly<Record<string, { readonly args: readonly string[]; readonly hours: number }>> =
  {
    contracts: { args: ["test", "contracts", "--depth", "nightly"], hours: 4 },
    coverage: { args: ["test", "contracts", "--coverage"], hours: 1 },
    mutation: { args: ["mutate-contracts"], hours: 2 },
    faults: { args: ["faults", "--json", "--depth", "nightly"], hours: 2 },
    sim: { args: ["sim", "--seeds", "40", "--json"], hours: 2 },
    planted: { args: ["sim", "--planted", "--json"], hours: 2 },
    hostile: { args: ["hostile", "--json", "--depth", "nightly"], hours: 2 },
    soak: { args: ["soak", "--json"], hours: 1 },
    gas: { args: ["bench-gas", "--json"], hours: 1 },
    indexer: { args: ["bench-indexer", "--json"], hours: 1 },
    web: { args: ["check-web", "--json"], hours: 1 },
  };

type Verdict = {
  readonly name: string;
  readonly held: boolean;
  readonly minutes: number;
  readonly log: string;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in RUNS));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Runs: ${Object.keys(RUNS).join(", ")}.`);
  process.exit(2);
}

const folder = join(root, ".quaynote", "reports", "nightly");
mkdirSync(folder, { recursive: true });

const verdicts: Verdict[] = [];
for (const [name, { args, hours }] of Object.entries(RUNS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const from = performance.now();
  const boot = join(root, "src", "boot.mjs");
  const { code, output } = await runProgram(process.execPath, [boot, ...args], {
    timeoutMs: hours * 3_600_000,
  });
  const path = join(folder, `${name}.log`);
  writeFileSync(path, output);
  const minutes = Math.round((performance.now() - from) / 6_000) / 10;
  const verdict = { name, held: code === 0, minutes, log: relative(root, path) };
  verdicts.push(verdict);
  const says = verdict.held ? "held" : "BROKEN";
  if (!values.json)
    console.log(`${name.padEnd(10)} ${says.padEnd(7)} ${minutes} min  ${verdict.log}`);
}
if (values.json) console.log(JSON.stringify(verdicts, null, 2));
process.exit(verdicts.every(({ held }) => held) ? 0 : 1);
