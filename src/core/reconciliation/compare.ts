import type { AccountCode } from "@/core/ledger/chart";
import type { Currency } from "@/core/money";

/** What books, read model and chain say about one currency at one block; minor units. Debits are positive. */
export type Stand = {
  readonly currency: Currency;
  /** Balances of the books by account code. */
  readonly ledger: Readonly<Partial<Record<AccountCode, bigint>>>;
  /** Sums of the read model over all receivables. */
  readonly readModel: {
    readonly escrow: bigint;
    readonly advance: bigint;
    readonly lendersDue: bigint;
  };
  /** Balances on chain. */
  readonly contractCash: bigint;
  readonly collectionCash: bigint;
};

/** One compared figure. */
export type Part = {
  readonly name: "contract-cash" | "collection-cash" | "in-transit" | "escrow" | "advance";
  readonly ledger: bigint;
  /** The other side: the chain for cash, the read model for the rest, nought for money on the way. */
  readonly other: bigint;
};

/** A currency compared. `difference` is ledger cash less chain cash and must be 0. */
export type Comparison = {
  readonly currency: Currency;
  readonly ledger: bigint;
  readonly chain: bigint;
  readonly difference: bigint;
  readonly parts: readonly Part[];
};

/** Compares one currency. Money on the way that stays there was sent to the contract by mistake; it is cash all the same. */
export const compare = (stand: Stand): Comparison => {
  const of = (code: AccountCode): bigint => stand.ledger[code] ?? 0n;
  const ledger = of("contract-cash") + of("collection-cash");
  const chain = stand.contractCash + stand.collectionCash;
  return {
    currency: stand.currency,
    ledger,
    chain,
    difference: ledger - chain,
    parts: [
      { name: "contract-cash", ledger: of("contract-cash"), other: stand.contractCash },
      { name: "collection-cash", ledger: of("collection-cash"), other: stand.collectionCash },
      { name: "in-transit", ledger: of("in-transit"), other: 0n },
      { name: "escrow", ledger: -of("escrow"), other: stand.readModel.escrow },
      { name: "advance", ledger: of("advance"), other: stand.readModel.advance },
    ],
  };
};

/** Parts that do not agree. */
export const disagreeing = ({ parts }: Comparison): readonly Part[] =>
  parts.filter(({ ledger, other }) => ledger !== other);
