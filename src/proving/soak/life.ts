import type { Hex } from "@/core/typed-data/typed-data";

/** Something a person did and was told that it is done. Amounts in minor units. */
export type Act =
  | { readonly kind: "propose"; readonly registrationId: string }
  | { readonly kind: "countersign"; readonly registrationId: string }
  | { readonly kind: "offer" }
  | { readonly kind: "fund"; readonly lender: string; readonly amount: bigint }
  | { readonly kind: "deliver"; readonly release: bigint }
  | { readonly kind: "pay"; readonly payer: string; readonly amount: bigint }
  | { readonly kind: "transfer"; readonly payer: string; readonly amount: bigint };

/** One receivable's life as those who live it know it: what was acknowledged, never what became of it. */
export type Life = {
  readonly number: number;
  /** Minor units of the order's currency; 0 until an order was chosen. */
  amountDue: bigint;
  receivableId: Hex | null;
  readonly acts: Act[];
  /** Seconds since the run began. */
  readonly begunAt: number;
  /** When the pages said that it is over; null while they do not. */
  endedAt: number | null;
  /** Why it could not go on; null where it could. */
  stuck: string | null;
};

/** An effect by its name; two effects of one name are one too many. */
export type Effect = string;

const nobody = `0x${"0".repeat(40)}`;

/** What has to stand on the chain for an act, each exactly once. */
const onChain = (act: Act): Effect[] => {
  switch (act.kind) {
    case "propose":
    case "offer":
      return [];
    case "countersign":
      return ["LotRegistered"];
    case "fund":
      return [`Funded ${act.lender} ${act.amount}`];
    case "deliver":
      return [`Released ${act.release}`];
    case "pay":
      return [`Collected ${act.payer} ${act.amount}`];
    case "transfer":
      return [`Transfer ${act.payer} ${act.amount}`, `Collected ${nobody} ${act.amount}`];
  }
};

/** Who funded is paid once, when the buyer has paid, and the first funding freezes the offer. */
const following = (acts: readonly Act[]): Effect[] => {
  const lenders = acts.flatMap((act) => (act.kind === "fund" ? [act.lender] : []));
  const isPaid = acts.some(({ kind }) => kind === "pay" || kind === "transfer");
  return [
    ...(lenders.length > 0 ? ["OfferFrozen"] : []),
    ...(isPaid ? lenders.map((lender) => `PaidOut ${lender}`) : []),
  ];
};

/** What has to stand in the audit trail for an act: the name of one row. */
const inTrail = (act: Act): Effect[] => {
  switch (act.kind) {
    case "propose":
      return ["registration.proposed"];
    case "countersign":
      return ["registration.countersigned"];
    case "offer":
      return ["offer.signed"];
    case "fund":
      return [`funding.submitted ${act.amount}`];
    case "deliver":
      return ["delivery.confirmed"];
    case "pay":
      return [`payment.submitted ${act.amount}`];
    case "transfer":
      return [];
  }
};

/** Every effect that the acknowledged acts of a life must have had, on the chain and in the audit trail. */
export const effectsDue = ({ acts }: Pick<Life, "acts">): Effect[] => [
  ...acts.flatMap(onChain),
  ...following(acts),
  ...acts.flatMap(inTrail),
];

const counted = (effects: readonly Effect[]): Map<Effect, number> => {
  const counts = new Map<Effect, number>();
  for (const effect of effects) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  return counts;
};

/** What is missing and what is there too often, in words. */
export const weigh = (
  due: readonly Effect[],
  found: readonly Effect[],
): { readonly lost: string[]; readonly doubled: string[] } => {
  const [wanted, had] = [counted(due), counted(found)];
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const effect of new Set([...wanted.keys(), ...had.keys()])) {
    const more = (had.get(effect) ?? 0) - (wanted.get(effect) ?? 0);
    const told = `${effect}: ${had.get(effect) ?? 0} instead of ${wanted.get(effect) ?? 0}`;
    if (more < 0) lost.push(told);
    if (more > 0) doubled.push(told);
  }
  return { lost, doubled };
};
