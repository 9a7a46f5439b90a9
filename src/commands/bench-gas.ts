import { generated } from "./products";
import { mustRun } from "./run-program";
import { makeWhenStale } from "./stale";

/** `npm run bench:gas`: whole-transaction gas beside the goals; `-- --json` prints the figures alone. */
const isJson = process.argv.includes("--json");
for (const product of generated) await makeWhenStale(product, { say: () => undefined });
const env = { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", BENCH_JSON: isJson ? "1" : "0" };
const args = ["run", "--no-compile", "contracts/test/bench-gas.ts"];
console.log((await mustRun("hardhat", args, { env })).trim());
