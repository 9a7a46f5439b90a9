import type { AccountCode } from "@/core/ledger/chart";
import type { Currency } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";

/** All accounts of one code in one currency; minor units, both sides as positive figures. */
export type TrialRow = {
  readonly currency: Currency;
  readonly code: AccountCode;
  readonly accounts: number;
  readonly postings: number;
  readonly debit: bigint;
  readonly credit: bigint;
};

/** The books at a moment. In each currency debits and credits are the same figure. */
export type TrialBalance = {
  readonly before: Date;
  readonly journals: number;
  readonly rows: readonly TrialRow[];
};

/** One line of a statement; minor units. `balance` runs on from line to line within a currency. */
export type StatementLine = {
  readonly at: Date;
  readonly blockNumber: number | null;
  readonly journal: bigint;
  /** Name of the entry: "advance.released". */
  readonly name: string;
  readonly receivableId: string | null;
  readonly reference: string | null;
  readonly currency: Currency;
  readonly putIn: bigint;
  readonly got: bigint;
  readonly balance: bigint;
};

/** What one organisation put in and got, to the moment asked for. */
export type Statement = {
  readonly organisation: string;
  readonly before: Date;
  readonly lines: readonly StatementLine[];
};

/** The books as people read them; `before` is the first moment that no longer counts. */
export type BookViews = {
  /** For the platform only. @throws Refusal `object.not_found` for everybody else. */
  readonly trialBalance: (scope: OrgScope, before: Date) => Promise<TrialBalance>;
  /** An organisation reads its own, the platform anybody's. @throws Refusal `object.not_found`. */
  readonly statement: (
    scope: OrgScope,
    ask: { readonly organisationId: string; readonly before: Date },
  ) => Promise<Statement>;
};
