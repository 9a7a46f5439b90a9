import { checkParts } from "./testing/parts";
import { runParts } from "./testing/run-parts";

/** `npm run check`: format, lint, types and unit tests with the tidy rules; under a minute. */
process.exit(await runParts(checkParts));
