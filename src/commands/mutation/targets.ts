import type { Target } from "./schemata";

/** The waterfall, release, payouts and claims. */
export const TARGETS: readonly Target[] = [
  { file: "contracts/libraries/Waterfall.sol" },
  { file: "contracts/abstracts/Attestations.sol" },
  { file: "contracts/abstracts/Collections.sol" },
  { file: "contracts/abstracts/Payouts.sol" },
  {
    file: "contracts/abstracts/ReceivableStore.sol",
    only: ["_lenderTotal", "_distributed", "_escrowOf", "_expected", "_owed"],
  },
  {
    file: "contracts/Receivables.sol",
    only: ["release", "_releasePart", "settle", "sweep", "payOut"],
  },
  { file: "contracts/ReceivablesDisputes.sol", only: ["release", "_endDelivery"] },
  { file: "contracts/ReceivablesNotes.sol", only: ["claim", "claimTo", "dueTo"] },
];

/** Two changes in code that is no product's: a test sees the one and none the other, or the run cannot be believed. */
export const PLANT = {
  file: "contracts/mocks/BranchPlant.sol",
  only: ["oneWay"],
  seen: "4 -> 4 + 1",
  unseen: "5 -> 5 + 1",
} as const satisfies Target & { seen: string; unseen: string };

/** Where the changed program lies, below the project's folder. */
export const MUTATION_FOLDER = ".quaynote/mutation";

const OF_OTHERS = /^(coin|deployment|gas|no-pause|participants|role-delays|roles|verify)\b/;
const TOO_LONG =
  /^(differential-lives|market-differential)\b| (deal hash|10,000 one-unit|.* of seed [1-9]7)\b/;

/** Tests, named after file and title, that say nothing about the targets or are too long to be tried on each mutant. */
export const isLeftOut = (test: string): boolean => OF_OTHERS.test(test) || TOO_LONG.test(test);

/** Mutants that do the same as the original, each with its reason. */
export const EQUIVALENTS = "contracts/test/equivalent-mutants.json";

/** The least score that is accepted. */
export const FLOOR_PERCENT = 90;
