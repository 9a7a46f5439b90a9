import { type FactArgs, textOf, wholeOf } from "@/core/chain-fact/chain-fact";

/** A credit note as it was signed and stored here; `amount` and `diluted` in minor units. */
export type StoredCredit = {
  readonly id: string;
  readonly number: string;
  readonly cause: string;
  readonly note: string | null;
  readonly amount: bigint;
  readonly diluted: bigint;
  readonly fileName: string | null;
  readonly documentHash: string;
  readonly status: string;
  readonly createdAt: Date;
};

/** A `Diluted` fact of the chain. */
export type DilutedFact = { readonly args: FactArgs; readonly at: Date; readonly txHash: string };

/** A credit as people see it: booked by the chain, on its way, or refused. */
export type CreditLine = {
  readonly key: string;
  /** Null where the seller wrote to the contract without this platform: then only the chain speaks of it. */
  readonly words: Pick<StoredCredit, "number" | "cause" | "note" | "fileName"> | null;
  readonly amount: bigint;
  /** Credits in all with this one. */
  readonly diluted: bigint;
  readonly documentHash: string;
  readonly status: "signed" | "booked" | "failed";
  readonly at: Date;
  readonly txHash: string | null;
};

const lineOf = (stored: StoredCredit, status: CreditLine["status"]): CreditLine => {
  const { id, number, cause, note, fileName, amount, diluted, documentHash, createdAt } = stored;
  return {
    key: id,
    words: { number, cause, note, fileName },
    ...{ amount, diluted, documentHash, status },
    at: createdAt,
    txHash: null,
  };
};

/**
 * All credits of a receivable, oldest first: the chain's facts, each with the words it was signed with, then what is on
 * its way or was refused.
 */
export const creditLines = (
  stored: readonly StoredCredit[],
  facts: readonly DilutedFact[],
): readonly CreditLine[] => {
  const told = new Set<string>();
  let before = 0n;
  const booked = facts.map(({ args, at, txHash }): CreditLine => {
    const diluted = wholeOf(args, "diluted");
    const documentHash = textOf(args, "documentHash").toLowerCase();
    const own = stored.findLast(
      (each) => each.diluted === diluted && each.documentHash.toLowerCase() === documentHash,
    );
    const amount = diluted - before;
    before = diluted;
    if (own) told.add(own.id);
    const words = own ? lineOf(own, "booked").words : null;
    const key = own?.id ?? `${txHash}:${diluted}`;
    return { key, words, amount, diluted, documentHash, status: "booked", at, txHash };
  });
  const others = stored.filter(({ id }) => !told.has(id));
  return [
    ...booked,
    ...others.map((each) => lineOf(each, each.status === "failed" ? "failed" : "signed")),
  ];
};
