import { generated } from "./products";
import { runProgram } from "./run-program";
import { makeWhenStale } from "./stale";

/**
 * `npm run bench:gas`: whole-transaction gas beside the goals, the snapshot and what others spend; ends with 1 where a
 * figure is more than 5% above the snapshot. `-- --json` prints the figures alone, `-- --update` makes them the snapshot.
 */
const has = (option: string): string => (process.argv.includes(option) ? "1" : "0");
for (const product of generated) await makeWhenStale(product, { say: () => undefined });
const env = {
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  BENCH_JSON: has("--json"),
  BENCH_UPDATE: has("--update"),
};
const args = ["run", "--no-compile", "contracts/test/bench-gas.ts"];
const { code, output } = await runProgram("hardhat", args, { env });
console.log(output.trim());
process.exit(code);
