import { type Decision, decide, refuse } from "@/core/refusal";
import { owedInAll } from "@/core/repayment/owed";
import type { Hex } from "@/core/typed-data/typed-data";
import { advanceCap, type Owed } from "@/core/waterfall/waterfall";

/** Why a seller credits. */
export const CREDIT_CAUSES = ["returned", "short", "damaged", "price", "other"] as const;
export type CreditCause = (typeof CREDIT_CAUSES)[number];

/** True for one of the causes. */
export const isCreditCause = (text: string): text is CreditCause =>
  (CREDIT_CAUSES as readonly string[]).includes(text);

/** A receivable as a credit on it looks at it; minor units, cumulative. */
export type CreditBooks = {
  readonly status: string;
  readonly amountDue: bigint;
  readonly diluted: bigint;
  readonly collected: bigint;
  readonly funded: bigint;
  readonly released: bigint;
  readonly escrow: bigint;
  readonly principalPaid: bigint;
  /** 0 while no offer is frozen. */
  readonly advanceBps: number;
  /** What lenders and platform are owed at this moment. */
  readonly owed: Owed;
};

const CREDITABLE = new Set(["registered", "funding", "funded", "released"]);
const UNREGISTERED = new Set(["proposed", "countersigned", "registering", "none"]);

/** Whether a credit can be signed in this state at all. */
export const mayCredit = (status: string): Decision<true> => {
  if (CREDITABLE.has(status)) return decide(true);
  return refuse(UNREGISTERED.has(status) ? "credit.not_registered" : "credit.over");
};

const above = (left: bigint, right: bigint): bigint => (left > right ? left - right : 0n);

/**
 * How much more can be credited now, minor units: what is left of the amount due after everything paid, credited and
 * owed to lenders and platform. It shrinks by the day while a charge runs.
 */
export const creditRoom = ({ amountDue, collected, owed, diluted }: CreditBooks): bigint =>
  above(amountDue - diluted, collected + owedInAll(owed));

/** What a credit changes, minor units. */
export type CreditEffect = {
  /** Credits in all with this one: the figure that is signed. */
  readonly diluted: bigint;
  /** What the buyer still owes. */
  readonly owes: { readonly before: bigint; readonly after: bigint };
  /** What is held back for the seller once all are paid; null while nobody has funded. */
  readonly holdBack: { readonly before: bigint; readonly after: bigint } | null;
  /** Escrow that can then never be released and goes back to the lenders at once. */
  readonly returned: bigint;
  /** The state that follows where the credit itself brings it about. */
  readonly becomes: "funded" | "refunded" | "settled" | null;
};

/** Escrow that the caps of the release no longer need once the buyer owes `expected` in all. */
const returnedAt = (books: CreditBooks, expected: bigint): bigint => {
  const { status, funded, released, escrow, principalPaid, collected, advanceBps } = books;
  const lendable = principalPaid + advanceCap(BigInt(advanceBps), expected, collected);
  const most = status !== "funding" && lendable > funded ? funded : lendable;
  return above(escrow, above(most, released));
};

const becomesOf = (
  books: CreditBooks,
  { expected, returned }: { expected: bigint; returned: bigint },
): CreditEffect["becomes"] => {
  const { status, escrow, released, principalPaid, owed, collected, advanceBps } = books;
  if (status === "released")
    return released === principalPaid &&
      escrow > 0n &&
      escrow === returned &&
      owedInAll(owed) === 0n
      ? "settled"
      : null;
  if (status === "registered") return null;
  if (escrow === returned) return "refunded";
  const cap = advanceCap(BigInt(advanceBps), expected, collected);
  return status === "funding" && escrow >= cap ? "funded" : null;
};

/**
 * What a credit of `amount` would do, before anybody signs; the contract decides the same way.
 * Refuses `credit.not_registered`, `credit.over`, `credit.amount_invalid` and `credit.over_limit` (detail `most`).
 */
export const credit = (books: CreditBooks, amount: bigint): Decision<CreditEffect> => {
  const may = mayCredit(books.status);
  if (!may.ok) return may;
  if (amount <= 0n) return refuse("credit.amount_invalid");
  const room = creditRoom(books);
  if (amount > room) return refuse("credit.over_limit", { most: room.toString() });
  const { amountDue, collected, escrow, owed } = books;
  const diluted = books.diluted + amount;
  const expected = amountDue - diluted;
  const returned = books.status === "registered" ? 0n : returnedAt(books, expected);
  const left = (whole: bigint, kept: bigint) => above(whole - collected, owedInAll(owed) + kept);
  return decide({
    diluted,
    owes: {
      before: above(amountDue - books.diluted, collected),
      after: above(expected, collected),
    },
    holdBack:
      books.funded === 0n
        ? null
        : {
            before: left(amountDue - books.diluted, escrow),
            after: left(expected, escrow - returned),
          },
    returned,
    becomes: becomesOf(books, { expected, returned }),
  });
};

/** A credit note as its seller words it; `file` is the document where there is one. */
export type CreditWords = {
  readonly number: string;
  readonly cause: CreditCause;
  readonly note: string | null;
  readonly file: { readonly name: string; readonly hash: Hex } | null;
};

/** A cause that says nothing by itself needs words. */
export const checkWords = ({ cause, note }: CreditWords): Decision<true> =>
  cause === "other" && note === null ? refuse("credit.reason_missing") : decide(true);
