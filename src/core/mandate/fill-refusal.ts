import type { Deal } from "@/core/typed-data/deal";
import type { Mandate } from "@/core/typed-data/mandate";
import type { Hex } from "@/core/typed-data/typed-data";

const DAY_SECONDS = 86_400;

/** A field of a mandate that an offer may not fit. */
export type MandateField =
  | "coins"
  | "sellers"
  | "buyers"
  | "warehouses"
  | "minRateBps"
  | "maxAdvanceBps"
  | "maxTenorDays"
  | "maxGraceDays"
  | "needsRecourse"
  | "minTicket";

/** Why Market refuses a filling, by the name of its error. */
export type FillRefusal =
  | { readonly error: "TooLate" | "NotMatcher" | "Revoked" }
  | { readonly error: "OutsideMandate"; readonly field: MandateField }
  | { readonly error: "AboveLimit"; readonly room: bigint };

/** What a filling is judged by; amounts in the coin's smallest unit, `now` in unix seconds. */
export type Filling = {
  readonly mandate: Mandate;
  readonly deal: Deal;
  readonly amount: bigint;
  readonly caller: Hex;
  readonly now: number;
  readonly isRevoked: boolean;
  /** What the mandate lent of this coin so far. */
  readonly filled: bigint;
  /** What it put into this receivable so far. */
  readonly filledFor: bigint;
};

const isIn = (list: readonly Hex[], account: Hex): boolean =>
  list.some((each) => BigInt(each) === BigInt(account));

const isInOrAny = (list: readonly Hex[], account: Hex): boolean =>
  list.length === 0 || isIn(list, account);

/** The fields in the order in which the contract looks at them. */
const fits: Record<MandateField, (filling: Filling) => boolean> = {
  coins: ({ mandate, deal }) => isIn(mandate.coins, deal.terms.coin),
  sellers: ({ mandate, deal }) => isInOrAny(mandate.sellers, deal.terms.seller),
  buyers: ({ mandate, deal }) => isInOrAny(mandate.buyers, deal.terms.buyer),
  warehouses: ({ mandate, deal }) =>
    [deal.terms.warehouse, ...deal.attesters].every((each) => isInOrAny(mandate.warehouses, each)),
  minRateBps: ({ mandate, deal }) =>
    Math.min(deal.offer.rateBps, deal.offer.lateRateBps) >= mandate.minRateBps,
  maxAdvanceBps: ({ mandate, deal }) => deal.offer.advanceBps <= mandate.maxAdvanceBps,
  maxTenorDays: ({ mandate, deal, now }) => {
    const days = (moment: number) => Math.ceil((moment - now) / DAY_SECONDS);
    const { terms, offer } = deal;
    return (
      terms.dueAt > now && days(Math.max(terms.dueAt, offer.deliverBy)) <= mandate.maxTenorDays
    );
  },
  maxGraceDays: ({ mandate, deal }) =>
    deal.offer.graceDays + deal.offer.noticeDays <= mandate.maxGraceDays,
  needsRecourse: ({ mandate, deal }) => deal.offer.recourse || !mandate.needsRecourse,
  minTicket: ({ mandate, amount }) => amount >= mandate.minTicket,
};

const FIELDS = Object.keys(fits) as MandateField[];

const above = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What a mandate's two limits leave after what was filled; limits never grow back. */
export const mandateRoom = (
  mandate: Mandate,
  { filled, filledFor }: { readonly filled: bigint; readonly filledFor: bigint },
): bigint =>
  least(above(mandate.cumulativeLimit, filled), above(mandate.perReceivableLimit, filledFor));

/**
 * Why Market would refuse a filling with a valid signature, or undefined where it hands the money on to Receivables:
 * the twin of Market.fill, in its order.
 */
export const fillRefusal = (filling: Filling): FillRefusal | undefined => {
  const { mandate, amount, caller, now, isRevoked } = filling;
  if (now > mandate.expiry) return { error: "TooLate" };
  const isOpen = BigInt(mandate.matcher) === 0n;
  if (!isOpen && BigInt(mandate.matcher) !== BigInt(caller)) return { error: "NotMatcher" };
  if (isRevoked) return { error: "Revoked" };
  const field = FIELDS.find((each) => !fits[each](filling));
  if (field) return { error: "OutsideMandate", field };
  const room = mandateRoom(mandate, filling);
  return amount > room ? { error: "AboveLimit", room } : undefined;
};
