import type { FactArgs } from "@/core/chain-fact/chain-fact";
import { isClosed } from "@/core/receivable/chain-status";

/** One fact of the chain about a receivable, with its place and grade. */
export type ReceivableFact = {
  readonly key: string;
  readonly name: string;
  readonly args: FactArgs;
  readonly at: Date;
  readonly blockNumber: number;
  readonly txHash: string;
  /** False while the block could still be replaced. */
  readonly final: boolean;
};

/** Where a step of the life stands. */
export type StepState = "done" | "waiting" | "later" | "failed";

/** The eight steps of a receivable's life. */
const LIFE_STEPS = [
  "order",
  "registration",
  "offer",
  "funding",
  "delivery",
  "release",
  "collection",
  "distribution",
] as const;
/** A step of every life, or the credit notes that only some have. */
export type LifeStep = (typeof LIFE_STEPS)[number] | "credit";

/** Which step a fact of the chain belongs to; facts that repeat another one's figures belong to none. */
const stepOfFact: Readonly<Record<string, LifeStep>> = {
  LotRegistered: "registration",
  Cancelled: "registration",
  OfferFloorRaised: "offer",
  OfferFrozen: "offer",
  Funded: "funding",
  FundingClosed: "funding",
  AttestationLodged: "delivery",
  AttestationVoided: "delivery",
  Diluted: "credit",
  Released: "release",
  Returned: "release",
  Collected: "collection",
  BoughtBack: "collection",
  Defaulted: "collection",
  PaidOut: "distribution",
  Parked: "distribution",
};

/** What the life looks like from our own records; moments are null until they happened. */
export type LifeFacts = {
  readonly status: string;
  readonly orderedAt: Date;
  readonly proposedAt: Date;
  readonly countersignedAt: Date | null;
  readonly offeredAt: Date | null;
  readonly facts: readonly ReceivableFact[];
};

export type LifeRow = {
  readonly step: LifeStep;
  readonly state: StepState;
  readonly at: Date | null;
  readonly facts: readonly ReceivableFact[];
};

const ORDER_OF_STATUS: Readonly<Record<string, number>> = {
  proposed: 1,
  countersigned: 1,
  registering: 1,
  registered: 2,
  funding: 3,
  funded: 4,
  released: 6,
};

/** The step that is next, as an index of LIFE_STEPS; 8 when the life is over. */
const nextStep = ({ status, offeredAt }: LifeFacts): number => {
  if (isClosed(status)) return LIFE_STEPS.length;
  const step = ORDER_OF_STATUS[status] ?? 6;
  return step === 2 && offeredAt ? 3 : step;
};

const factsOf = (life: LifeFacts, step: LifeStep): readonly ReceivableFact[] =>
  life.facts.filter(({ name }) => stepOfFact[name] === step);

/** Credit notes are nobody's duty: where there are any, they stand before the buyer's payment, and are done. */
const creditRows = (life: LifeFacts): readonly LifeRow[] => {
  const facts = factsOf(life, "credit");
  const last = facts.at(-1);
  return last ? [{ step: "credit", facts, at: last.at, state: "done" }] : [];
};

/** The life of a receivable step by step. A step is done when something of it happened and the life went past it. */
export const lifeOf = (life: LifeFacts): readonly LifeRow[] => {
  const next = nextStep(life);
  return LIFE_STEPS.flatMap((step, index): readonly LifeRow[] => {
    const facts = factsOf(life, step);
    const at = momentOf(step, life, facts);
    const row: LifeRow = { step, facts, at, state: stateOf(index, next, { life, facts }) };
    return step === "collection" ? [...creditRows(life), row] : [row];
  });
};

const stateOf = (
  index: number,
  next: number,
  { life, facts }: { life: LifeFacts; facts: readonly ReceivableFact[] },
): StepState => {
  if (index < next) {
    if (index < 3 || facts.length > 0) return "done";
    // Delivery without a lodged attestation is proven by the release itself.
    return LIFE_STEPS[index] === "delivery" && life.facts.some(({ name }) => name === "Released")
      ? "done"
      : "later";
  }
  if (index > next) return facts.length > 0 ? "done" : "later";
  return life.status === "defaulted" ? "failed" : "waiting";
};

const momentOf = (
  step: LifeStep,
  life: LifeFacts,
  facts: readonly ReceivableFact[],
): Date | null => {
  if (step === "order") return life.orderedAt;
  if (step === "registration") return facts[0]?.at ?? life.countersignedAt ?? life.proposedAt;
  if (step === "offer") return life.offeredAt;
  if (step === "delivery" && facts.length === 0)
    return life.facts.findLast(({ name }) => name === "Released")?.at ?? null;
  return facts.at(-1)?.at ?? null;
};

/** How the amount due divides now; the parts sum to it. Minor units. */
export type MoneyPicture = {
  readonly amountDue: bigint;
  readonly collected: bigint;
  readonly diluted: bigint;
  /** Principal that lenders still wait for, or that is still to be advanced. */
  readonly advance: bigint;
  /** Fee and charges earned or expected and not paid yet. */
  readonly charges: bigint;
  readonly holdBack: bigint;
};

/**
 * Splits the amount due into what came, what was credited, what is owed to lenders and what is held back.
 * `expectedCharges` covers fee and charges until the due date that are not paid yet. What the buyer paid beyond the
 * amount due is surplus and not part of the picture.
 */
export const moneyPicture = (figures: {
  readonly amountDue: bigint;
  readonly collected: bigint;
  readonly diluted: bigint;
  readonly principal: bigint;
  readonly expectedCharges: bigint;
}): MoneyPicture => {
  const within = (part: bigint, room: bigint) => (part < 0n ? 0n : part > room ? room : part);
  const collected = within(figures.collected, figures.amountDue);
  const diluted = within(figures.diluted, figures.amountDue - collected);
  const advance = within(figures.principal, figures.amountDue - collected - diluted);
  const charges = within(
    figures.expectedCharges,
    figures.amountDue - collected - diluted - advance,
  );
  const holdBack = figures.amountDue - collected - diluted - advance - charges;
  return { amountDue: figures.amountDue, collected, diluted, advance, charges, holdBack };
};
