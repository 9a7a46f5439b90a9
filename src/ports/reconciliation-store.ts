import type { AccountCode } from "@/core/ledger/chart";
import type { Currency } from "@/core/money";
import type { Comparison } from "@/core/reconciliation/compare";
import type { Cursor } from "@/ports/chain-index";
import type { FiguresOnChain } from "@/ports/chain-reader";

/** Books and read model at one cursor, read in one snapshot. */
export type BooksAtCursor = {
  readonly cursor: Cursor;
  readonly ledger: ReadonlyMap<Currency, Readonly<Partial<Record<AccountCode, bigint>>>>;
  readonly readModel: ReadonlyMap<
    Currency,
    { readonly escrow: bigint; readonly advance: bigint; readonly lendersDue: bigint }
  >;
  /** Collection accounts that ever held money of a currency. */
  readonly collections: readonly { readonly currency: Currency; readonly account: string }[];
  /** The receivables whose facts are newest, as the read model has them. */
  readonly receivables: readonly ({ readonly id: string; readonly amountDue: bigint } & Omit<
    FiguresOnChain,
    "status"
  > & {
      readonly status: string;
    })[];
};

/** What the reconciler found at a block. */
export type Finding = {
  readonly blockNumber: number;
  readonly comparisons: readonly Comparison[];
  /** Receivables whose read model differs from the contract. */
  readonly strays: readonly string[];
};

/** Reads what is compared and keeps what was found. */
export type ReconciliationStore = {
  /** Null before the first block. */
  readonly books: () => Promise<BooksAtCursor | null>;
  readonly lastBlock: () => Promise<number | null>;
  readonly record: (finding: Finding) => Promise<void>;
};
