import type { Account, AccountCode } from "@/core/ledger/chart";
import type { Currency } from "@/core/money";

/** One line of a journal: debit positive, credit negative, in minor units of the account's currency. */
export type Posting = { readonly account: Account; readonly amount: bigint };

/** One balanced entry for one fact. */
export type JournalEntry = {
  /** Noun, dot, past participle: "collection.split". */
  readonly name: string;
  readonly receivableId: string | null;
  readonly postings: readonly Posting[];
};

/** Where a line of one journal goes; the receivable and currency are the journal's own unless said otherwise. */
export type Place = { readonly code: AccountCode; readonly party?: string };

/** Makes the lines of one receivable's or coin's journal. */
export const linesFor = (currency: Currency, receivableId: string | null) => {
  const line = ({ code, party }: Place, amount: bigint): Posting => ({
    account: { code, currency, receivableId, party: party ?? null },
    amount,
  });
  return {
    /** Moves `amount` minor units: debits one place, credits the other. */
    move: (amount: bigint, to: { debit: Place; credit: Place }): Posting[] =>
      amount === 0n ? [] : [line(to.debit, amount), line(to.credit, -amount)],
    /** Notes on a party's statement that it put `amount` in. */
    putIn: (party: string, amount: bigint): Posting[] =>
      amount === 0n
        ? []
        : [line({ code: "statement", party }, amount), line({ code: "statements" }, -amount)],
    /** Notes on a party's statement that it got `amount`, or that it was set aside for it. */
    got: (party: string, amount: bigint): Posting[] =>
      amount === 0n
        ? []
        : [line({ code: "statements" }, amount), line({ code: "statement", party }, -amount)],
  };
};

/** What an entry is out of balance by, per currency; empty when it balances. */
export const imbalance = (entry: JournalEntry): Map<Currency, bigint> => {
  const sums = new Map<Currency, bigint>();
  for (const { account, amount } of entry.postings)
    sums.set(account.currency, (sums.get(account.currency) ?? 0n) + amount);
  return new Map([...sums].filter(([, sum]) => sum !== 0n));
};
