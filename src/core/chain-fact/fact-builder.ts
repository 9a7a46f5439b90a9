import type { ChainFact, FactArgs, Tiers } from "@/core/chain-fact/chain-fact";

/** Builds facts for tests: a receivable of one seller, warehouse, buyer and coin, one fact a block. */

const account = (digit: string): string => `0x${digit.repeat(40)}`;

/** The parties and contracts of built facts. */
export const built = {
  id: `0x${"ab".repeat(31)}a0`,
  seller: account("1"),
  warehouse: account("2"),
  buyer: account("3"),
  lender: account("4"),
  other: account("5"),
  coin: account("6"),
  contract: account("7"),
  collection: account("8"),
  nobody: account("0"),
} as const;

/** A fact at a block; its transaction is the block's only one. */
export const factAt = (blockNumber: number, name: string, args: FactArgs): ChainFact => ({
  blockNumber,
  blockHash: `0x${blockNumber.toString(16).padStart(64, "0")}`,
  blockAt: new Date(blockNumber * 1_000_000),
  txHash: `0x${(blockNumber + 1_000_000).toString(16).padStart(64, "0")}`,
  logIndex: 0,
  part: 0,
  contract: name === "Transfer" ? "SettlementCoin" : "Receivables",
  name,
  receivableId: built.id,
  args: { receivable: built.id, ...args },
});

/** A registration of the built receivable. */
export const registeredAt = (blockNumber: number, openingBalance = 0n): ChainFact =>
  factAt(blockNumber, "LotRegistered", {
    seller: built.seller,
    warehouse: built.warehouse,
    buyer: built.buyer,
    coin: built.coin,
    registeredAt: "1000",
    openingBalance: openingBalance.toString(),
    collectionAccount: built.collection,
    deal: { terms: { receivable: built.id } },
  });

/** A funding by `lender` that takes the total to `funded`; `status` as the contract numbers it. */
export const fundedAt = (
  blockNumber: number,
  {
    lender,
    amount,
    funded,
    status,
  }: { lender: string; amount: bigint; funded: bigint; status: number },
): ChainFact =>
  factAt(blockNumber, "Funded", {
    lender,
    amount: amount.toString(),
    funded: funded.toString(),
    status: status.toString(),
  });

/** A movement of note units. */
export const noteMovedAt = (
  blockNumber: number,
  { from, to, value }: { from: string; to: string; value: bigint },
): ChainFact =>
  factAt(blockNumber, "TransferSingle", {
    from,
    to,
    id: (BigInt(built.id) | 1n).toString(),
    value: value.toString(),
  });

/** A release of `amount`. */
export const releasedAt = (blockNumber: number, amount: bigint): ChainFact =>
  factAt(blockNumber, "Released", {
    amount: amount.toString(),
    released: amount.toString(),
    delivered: "1000",
    seq: "1",
  });

/** A collection split into tiers; `status` as the contract numbers it. */
export const collectedAt = (
  blockNumber: number,
  { tiers, status, payer = built.buyer }: { tiers: Tiers; status: number; payer?: string },
): ChainFact => {
  const amount = Object.values(tiers).reduce((sum, part) => sum + part, 0n);
  return factAt(blockNumber, "Collected", {
    payer,
    amount: amount.toString(),
    split: Object.fromEntries(Object.entries(tiers).map(([name, part]) => [name, part.toString()])),
    collected: (amount - tiers.surplus).toString(),
    outstanding: "0",
    status: status.toString(),
  });
};

/** A payout to a holder. */
export const paidOutAt = (blockNumber: number, holder: string, amount: bigint): ChainFact =>
  factAt(blockNumber, "PaidOut", {
    holder,
    amount: amount.toString(),
    parked: false,
  });

/** A movement of the built coin. */
export const coinMovedAt = (
  blockNumber: number,
  { from, to, value }: { from: string; to: string; value: bigint },
): ChainFact =>
  factAt(blockNumber, "Transfer", { from, to, value: value.toString(), coin: built.coin });
