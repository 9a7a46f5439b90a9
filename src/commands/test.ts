import { parseArgs } from "node:util";
import { measureCoverage } from "./contracts/coverage";
import { partsByName } from "./testing/parts";
import { runParts } from "./testing/run-parts";

/**
 * `npm test`: every part; `npm test -- db e2e`: only those named. Of the contracts: `--depth nightly` tries longer,
 * `--coverage` tells which branches no test takes (`--json` the figures alone).
 */
const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    coverage: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    depth: { type: "string", default: "change" },
  },
});
const unknown = names.filter((name) => !(name in partsByName));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Parts: ${Object.keys(partsByName).join(", ")}.`);
  process.exit(2);
}
const profiles: Record<string, string> = {
  change: "default",
  nightly: "nightly",
  release: "release",
};
const profile = profiles[values.depth];
if (!profile) {
  console.error(`There is no depth ${values.depth}: ${Object.keys(profiles).join(", ")}.`);
  process.exit(2);
}
/** Read by Hardhat: which figures of `hardhat.config.ts` the fuzz and invariant tests run with. */
process.env.HARDHAT_TEST_PROFILE = profile;
if (values.coverage) process.exit(await measureCoverage({ isJson: values.json }));
const chosen = names.length > 0 ? names : Object.keys(partsByName);
const parts = [...new Set(chosen.flatMap((name) => partsByName[name] ?? []))];
process.exit(await runParts(parts));
