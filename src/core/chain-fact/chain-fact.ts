import type { Json } from "@/core/intent/intent";
import { CHAIN_STATUSES, type ChainStatus } from "@/core/receivable/chain-status";

/** Arguments of a fact by their Solidity names: whole numbers as decimal strings, bytes and addresses as 0x hex. */
export type FactArgs = { readonly [name: string]: Json };

/** One decoded log of our contracts, at its place in the chain. */
export type ChainFact = {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly blockAt: Date;
  readonly txHash: string;
  readonly logIndex: number;
  /** Position inside a batch transfer's log; 0 for every other log. */
  readonly part: number;
  /** "Receivables", "Participants", or "SettlementCoin". */
  readonly contract: string;
  /** The event's name in the contract's interface. */
  readonly name: string;
  /** The receivable the fact is about, with the lowest bit cleared; null when it is about none. */
  readonly receivableId: string | null;
  readonly args: FactArgs;
};

/** Order of two facts in the chain. */
export const inChainOrder = (left: ChainFact, right: ChainFact): number =>
  left.blockNumber - right.blockNumber || left.logIndex - right.logIndex || left.part - right.part;

/** A text argument. @throws TypeError when it is missing: a fact the decoder did not make. */
export const textOf = (args: FactArgs, name: string): string => {
  const value = args[name];
  if (typeof value !== "string") throw new TypeError(`The fact has no text called ${name}.`);
  return value;
};

/** A whole-number argument, in minor units or plain count. @throws TypeError when it is none. */
export const wholeOf = (args: FactArgs, name: string): bigint => BigInt(textOf(args, name));

/** A moment given in unix seconds. */
export const momentOf = (args: FactArgs, name: string): Date =>
  new Date(Number(wholeOf(args, name)) * 1000);

/** How one collection was split into the six tiers; minor units. */
export type Tiers = {
  readonly fee: bigint;
  readonly late: bigint;
  readonly charge: bigint;
  readonly principal: bigint;
  readonly remainder: bigint;
  readonly surplus: bigint;
};

/** The split carried by a collection or buy-back. @throws TypeError when the fact has none. */
export const tiersOf = (args: FactArgs): Tiers => {
  const split = args.split;
  if (split === null || typeof split !== "object" || Array.isArray(split))
    throw new TypeError("The fact has no split.");
  const parts = split as FactArgs;
  return {
    fee: wholeOf(parts, "fee"),
    late: wholeOf(parts, "late"),
    charge: wholeOf(parts, "charge"),
    principal: wholeOf(parts, "principal"),
    remainder: wholeOf(parts, "remainder"),
    surplus: wholeOf(parts, "surplus"),
  };
};

/** The state at a place of the contract's enum. @throws RangeError for a number the contract does not have. */
export const chainStatusAt = (place: number): ChainStatus => {
  const status = CHAIN_STATUSES[place];
  if (!status) throw new RangeError("The chain named a state that does not exist.");
  return status;
};

/** What the contract's `position` answers as delivered once that is the whole amount due. */
export const ALL_DELIVERED = 2n ** 56n - 1n;

/** The contract's answer as a value, minor units. */
export const deliveredOnChain = (answer: bigint, amountDue: bigint): bigint =>
  answer === ALL_DELIVERED ? amountDue : answer;

/** The resulting state carried by a fact. @throws RangeError for a number the contract does not have. */
export const statusOf = (args: FactArgs): ChainStatus =>
  chainStatusAt(Number(wholeOf(args, "status")));
