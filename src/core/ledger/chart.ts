import type { Currency } from "@/core/money";

/**
 * The chart of accounts, in plain words. The books are those of the contracts: what coin they hold,
 * and to whom it belongs. A debit is positive, a credit negative; every journal sums to nought per currency.
 *
 * `kind` says how to read a balance:
 * - holds: coin that lies on chain under our contracts (debit);
 * - owes: to whom that coin belongs (credit);
 * - passes: only on the way; nought after every transaction;
 * - tells: a pair that keeps count and moves no coin.
 */
export type AccountKind = "holds" | "owes" | "passes" | "tells";

export const chart = {
  "contract-cash": { kind: "holds", says: "Coin held by the Receivables contract." },
  "collection-cash": {
    kind: "holds",
    says: "Coin a buyer sent to a receivable's collection account, not swept yet.",
  },
  "in-transit": {
    kind: "passes",
    says: "A coin movement seen on chain whose reason has not been told yet by the same transaction. What stays here was sent by mistake.",
  },
  unswept: { kind: "owes", says: "Buyers' money in collection accounts, before the waterfall." },
  escrow: { kind: "owes", says: "Lenders' money that waits for delivery." },
  "lenders-due": {
    kind: "owes",
    says: "Lenders' share of collections and of escrow given back, not paid out yet.",
  },
  claim: {
    kind: "owes",
    says: "Money set aside for somebody: platform fees, a payer's surplus, a payee the coin refused.",
  },
  advance: { kind: "tells", says: "Principal at work with the seller, not repaid yet." },
  "lender-principal": { kind: "tells", says: "The same principal, as lenders' claim." },
  collections: { kind: "tells", says: "Everything collected, before it is split." },
  "tier-fee": { kind: "tells", says: "Collections that went to the platform fee." },
  "tier-late": { kind: "tells", says: "Collections that went to the late charge." },
  "tier-charge": { kind: "tells", says: "Collections that went to the discount charge." },
  "tier-principal": { kind: "tells", says: "Collections that repaid principal." },
  "tier-remainder": { kind: "tells", says: "Collections that went to the seller." },
  "tier-surplus": { kind: "tells", says: "Collections beyond the debt, kept for the payer." },
  statement: {
    kind: "tells",
    says: "What one party put in (debit) and what was paid to it or set aside for it (credit).",
  },
  statements: { kind: "tells", says: "The other side of all statements." },
} as const satisfies Record<string, { kind: AccountKind; says: string }>;

/** Code of an account in the chart. */
export type AccountCode = keyof typeof chart;

/** One account: a code in a currency, of one receivable or party where that matters. */
export type Account = {
  readonly code: AccountCode;
  readonly currency: Currency;
  readonly receivableId: string | null;
  /** Checksummed address of the party. */
  readonly party: string | null;
};

/** The account's id in the books: its parts in a fixed order, "-" for none. */
export const accountId = ({ code, currency, receivableId, party }: Account): string =>
  [code, currency, receivableId ?? "-", party ?? "-"].join(":");
