import type { Tone } from "@/core/status/status-entry";

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Every word of the positions page, in one place so that a language is one more table. */
export const positionWords = {
  title: "Positions",
  sentence: "What you hold, what is due, what is late, and what it earned.",
  caption: "Positions",
  tabs: "Positions by state",
  all: "All",
  open: "Open",
  late: "Late",
  submitted: "On its way",
  closed: "Closed",
  export: "Export CSV",
  empty: "No positions yet",
  emptyHint: "A position stands here as soon as you fund an offer.",
  emptyState: "No position in this state",
  market: "Open the market",
  receivable: "Receivable",
  buyer: "Buyer",
  status: "State",
  due: "Due",
  principal: "Principal out",
  accrued: "Charge to date",
  ofFunded: (money: string) => `of ${money} funded`,
  signed: (money: string) => `${money} signed`,
  aYear: (rate: string) => `at ${rate} a year`,
  paid: "Paid to you",
  ofExpected: (money: string) => `of ${money} expected`,
  setAside: (money: string) => `${money} of it set aside`,
  seller: (name: string) => `from ${name}`,
  total: (count: number) => `Total of ${plural(count, "position", "positions")}`,
  outstanding: "Principal out",
  outstandingHint: "In escrow or with sellers",
  escrowHint: (money: string) => `${money} of it in escrow, earning nothing yet`,
  accruedFigure: "Charge to date",
  accruedHint: (at: string) => `Earned until ${at}, paid or not`,
  expectedFigure: "Expected in all",
  expectedHint: "Principal and charge if buyers pay on the due date",
  earned: "Earned in money",
  earnedHint: (money: string) => `Charge inside ${money} paid to you`,
  earnedSetAside: (money: string, setAside: string) =>
    `Charge inside ${money} paid to you, ${setAside} of it set aside`,
  onTheWay: "On its way",
  onTheWayHint: "Signed and not executed; no money has moved",
  lateMark: "late",
  ageing: "Principal out by age",
  ageingSentence: "The buckets sum to the principal that is out.",
} as const;

/** A signed order that the chain has not judged: its own state, beside those of a receivable. */
export const submittedChip: { word: string; tone: Tone; meaning: string } = {
  word: "Signed, not executed",
  tone: "active",
  meaning: "Your funding is signed and on its way into a block. No money has moved yet.",
};
