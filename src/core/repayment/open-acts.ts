import type { IntentKind } from "@/core/intent/intent";
import { holdersWait, type Kept } from "@/core/keeper/acts-due";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";

/** What anybody may do on chain for a receivable; the keeper does it by itself, an administrator can ask again. */
export const OPEN_ACTS = [
  "sweep",
  "pay-out",
  "close-funding",
  "close-release",
  "declare-default",
] as const satisfies readonly IntentKind[];

export type OpenActKind = (typeof OPEN_ACTS)[number];

/** Whether an act is possible, and from which second on where a deadline stands before it (null: no deadline). */
export type OpenAct = {
  readonly kind: OpenActKind;
  readonly possible: boolean;
  readonly from: number | null;
};

const DAY_SECONDS = 86_400;

/**
 * The acts open to anybody for a receivable at a moment of the chain, unix seconds. Deadlines are passed at
 * `t > deadline`. None before the registration, when the contract does not know the deal.
 */
export const openActs = (kept: Kept, now: number): readonly OpenAct[] => {
  if (kept.deal === null) return [];
  const { offer, terms } = dealFromJson(kept.deal as JsonStruct);
  const inEscrow = ["funded", "released"].includes(kept.status) && kept.escrow > 0n;
  const after = (deadline: number, waits: boolean) => ({
    possible: waits && now > deadline,
    from: waits ? deadline + 1 : null,
  });
  const defaultAfter = terms.dueAt + (offer.graceDays + offer.noticeDays) * DAY_SECONDS;
  return [
    { kind: "sweep", possible: kept.unswept > 0n, from: null },
    { kind: "pay-out", possible: holdersWait(kept), from: null },
    { kind: "close-funding", ...after(offer.fundBy, kept.status === "funding") },
    { kind: "close-release", ...after(offer.deliverBy, inEscrow) },
    { kind: "declare-default", ...after(defaultAfter, kept.status === "released") },
  ];
};
