import type { Target } from "./schemata";

/** The waterfall, release and claims, and all that money passes through on its way. */
export const TARGETS: readonly Target[] = [
  { file: "contracts/libraries/Waterfall.sol" },
  { file: "contracts/abstracts/Attestations.sol" },
  { file: "contracts/abstracts/Collections.sol" },
  { file: "contracts/abstracts/NoteToken.sol" },
  { file: "contracts/abstracts/Payouts.sol" },
  { file: "contracts/abstracts/ReceivableStore.sol" },
  {
    file: "contracts/Receivables.sol",
    but: ["register", "_requireUnknownBefore", "_registerLots", "_registerLot"],
  },
];

/** Where the changed program lies, below the project's folder. */
export const MUTATION_FOLDER = ".quaynote/mutation";

/** Files of tests that say nothing about the targets: what they cost, how they are deployed, how they are measured. */
export const EXCLUDED: readonly string[] = [
  "branch-plant.test.ts",
  "deployment.test.ts",
  "gas-snapshot.test.ts",
];

/** Mutants that do the same as the original, each with its reason. */
export const EQUIVALENTS = "contracts/test/equivalent-mutants.json";

/** The least score that is accepted. */
export const FLOOR_PERCENT = 90;
