import type { StoredCredit } from "@/core/credit/credit-list";
import type { CreditBooks, CreditWords } from "@/core/credit/credit-note";
import type { RepaidSoFar } from "@/core/repayment/owed";
import type { OrgScope } from "@/core/scope/scope";
import type { Terms } from "@/core/typed-data/deal";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";

/** A seller's receivable with what a credit on it rests on, locked for the transaction. */
export type ReceivableToCredit = {
  readonly id: string;
  readonly terms: Terms;
  /** As the contract wants it back; null before the registration. */
  readonly deal: JsonStruct | null;
  /** Without what is owed, which follows from `repaid` and the clock. */
  readonly books: Omit<CreditBooks, "owed">;
  /** Null before the registration. */
  readonly repaid: RepaidSoFar | null;
  /** The credit note on its way to the chain, or null. */
  readonly underWay: Pick<StoredCredit, "id" | "diluted" | "documentHash"> | null;
};

/** A signed credit note to be saved. */
export type NewCredit = {
  readonly id: string;
  readonly receivableId: string;
  readonly words: CreditWords;
  readonly amount: bigint;
  readonly diluted: bigint;
  readonly documentHash: Hex;
  readonly message: JsonStruct;
  readonly signature: string;
  readonly at: Date;
};

/** Credit notes inside one transaction; only the seller's own receivables exist here. */
export type CreditStore = {
  /** Locks the receivable. @throws Refusal `object.not_found`. */
  readonly lock: (scope: OrgScope, receivableId: string) => Promise<ReceivableToCredit>;
  readonly add: (scope: OrgScope, credit: NewCredit) => Promise<void>;
};
