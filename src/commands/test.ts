import { partsByName } from "./testing/parts";
import { runParts } from "./testing/run-parts";

/** `npm test`: every part; `npm test -- db e2e`: only those named. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in partsByName));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Parts: ${Object.keys(partsByName).join(", ")}.`);
  process.exit(2);
}
const chosen = names.length > 0 ? names : Object.keys(partsByName);
const parts = [...new Set(chosen.flatMap((name) => partsByName[name] ?? []))];
process.exit(await runParts(parts));
