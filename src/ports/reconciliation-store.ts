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
  /** Collection accounts that ever held money of a currency, and what the books say they hold, minor units. */
  readonly collections: readonly {
    readonly currency: Currency;
    readonly account: string;
    readonly receivableId: string;
    readonly ledger: bigint;
  }[];
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
  /** Receivables that were compared one by one. */
  readonly compared: readonly string[];
  /** Those whose read model differs from the contract, or whose collection account holds what the books do not say. */
  readonly strays: readonly string[];
};

/** Reads what is compared and keeps what was found. */
export type ReconciliationStore = {
  /** Null before the first block. */
  readonly books: () => Promise<BooksAtCursor | null>;
  readonly lastBlock: () => Promise<number | null>;
  /** Keeps the finding; strays are stopped, those that agree again go on. */
  readonly record: (finding: Finding) => Promise<void>;
};
