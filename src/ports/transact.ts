import type { IntentWish } from "@/core/intent/intent";

/** One fact of what was done, written in the transaction that did it. */
export type AuditFact = {
  /** Noun, dot, past participle: "offer.signed". */
  readonly name: string;
  /** A user id, "buyer-link" or "worker". */
  readonly actor: string;
  readonly organisationId: string | null;
  readonly subject: string;
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
};

/** What every transaction offers beside the stores of its noun. */
export type Journal = {
  /** Appends to the hash-chained audit trail. */
  readonly record: (fact: AuditFact) => Promise<void>;
  /** Records a chain write; answers the intent's id, the existing one when the key is known. */
  readonly wish: (wish: IntentWish) => Promise<string>;
  /** Tells open pages that something about this subject moved; sent at commit. */
  readonly announce: (subject: string) => Promise<void>;
};

/** Runs `work` in one database transaction with the stores `S`; a throw rolls everything back. */
export type Transact<S> = <T>(
  work: (stores: S & { readonly journal: Journal }) => Promise<T>,
) => Promise<T>;
