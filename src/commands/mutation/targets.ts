import type { Target } from "./schemata";

/** The waterfall, release, payouts and claims, and the files of tests that speak for each. */
export const TARGETS: readonly (Target & { tests: readonly string[] })[] = [
  {
    file: "contracts/libraries/Waterfall.sol",
    tests: ["differential", "lives", "dilution", "waterfall-edges", "release-edges"],
  },
  {
    file: "contracts/abstracts/Attestations.sol",
    tests: [
      ...["delivery", "disputes", "duplicates", "signers", "switches", "parties"],
      ...["arbiters", "colluding-admin", "release-edges"],
    ],
  },
  {
    file: "contracts/abstracts/Collections.sol",
    tests: [
      ...["lives", "dilution", "delivery", "disputes", "duplicates", "parties"],
      ...["state-table", "scenarios-parties", "release-edges", "payout-edges"],
    ],
  },
  {
    file: "contracts/abstracts/Payouts.sol",
    tests: [
      ...["lives", "parties", "notes", "erc7943", "forced-transfer", "sale"],
      ...["audit-findings", "payout-edges"],
    ],
  },
  {
    file: "contracts/abstracts/ReceivableStore.sol",
    only: ["_lenderTotal", "_distributed", "_escrowOf", "_expected", "_owed"],
    tests: ["lives", "dilution", "notes", "delivery", "payout-edges"],
  },
  {
    file: "contracts/Receivables.sol",
    only: ["release", "_releasePart", "settle", "sweep", "payOut"],
    tests: ["lives", "delivery", "parties", "authorisations", "release-edges", "payout-edges"],
  },
  {
    file: "contracts/ReceivablesDisputes.sol",
    only: ["release", "_endDelivery"],
    tests: ["delivery", "disputes", "dilution", "release-edges"],
  },
  {
    file: "contracts/ReceivablesNotes.sol",
    only: ["claim", "claimTo", "dueTo"],
    tests: ["lives", "parties", "notes", "authorisations", "payout-edges"],
  },
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

const PLANTS_TEST = "branch-plant";

/** Files of tests that a run loads. */
export const FILES: readonly string[] = [
  ...new Set([PLANTS_TEST, ...TARGETS.flatMap(({ tests }) => tests)]),
].map((name) => `${name}.test.ts`);

/** Too long to be tried on each mutant, and others do the same in less. */
export const isLong = (test: string): boolean =>
  /10,000 one-unit|deal hash: | of seed \d{2,} /.test(test);

/** Whether a test, named after file and title, is tried on the mutants of a file. */
export const speaksFor = (test: string, file: string): boolean => {
  const names = TARGETS.find((target) => target.file === file)?.tests ?? [PLANTS_TEST];
  return names.some((name) => test.startsWith(`${name}.`));
};

/** Mutants that do the same as the original, each with its reason. */
export const EQUIVALENTS = "contracts/test/equivalent-mutants.json";

/** The least score that is accepted. */
export const FLOOR_PERCENT = 90;
