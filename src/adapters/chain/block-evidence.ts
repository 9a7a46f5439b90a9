import { createHash } from "node:crypto";
import { AbiCoder, dataLength, toQuantity, zeroPadValue } from "ethers";
import { logsOf } from "@/adapters/chain/block-logs";
import { collectionAccountOf } from "@/adapters/chain/collection-account";
import { type ContractBook, interfaces } from "@/adapters/chain/contracts";
import {
  type DecodedLogs,
  dealOfCalldata,
  decodeLogs,
  type RawLog,
  withNonces,
} from "@/adapters/chain/decode";
import { type ChainConnection, NodeAnswer } from "@/adapters/chain/provider";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { type BlockHead, ChainUnreachable } from "@/ports/chain-reader";

/** Where the contracts live, and every address whose logs are read. */
export type Scene = { readonly book: ContractBook; readonly addresses: readonly string[] };

/** Everything one node says about our contracts in one block. */
export type BlockEvidence = DecodedLogs & {
  readonly block: BlockHead;
  /** Hash over all of it: two nodes that agree answer the same. */
  readonly hash: string;
};

/** Blocks of one question for old movements. */
const MOVES_STEP = 10_000;

/** What an account held, added up from the coin's movements: for nodes that forgot the state of old blocks. */
const heldByMoves = async (
  node: ChainConnection,
  { coin, account, upTo }: { coin: string; account: string; upTo: number },
): Promise<bigint> => {
  const moved = interfaces.coin.getEvent("Transfer")?.topicHash ?? null;
  const side = zeroPadValue(account, 32);
  let held = 0n;
  for (let from = 0; from <= upTo; from += MOVES_STEP) {
    const range = {
      address: coin,
      fromBlock: toQuantity(from),
      toBlock: toQuantity(Math.min(upTo, from + MOVES_STEP - 1)),
    };
    const [came, went] = await node.rpcMany<RawLog[]>(
      [
        [moved, null, side],
        [moved, side],
      ].map((topics) => ({ method: "eth_getLogs", params: [{ ...range, topics }] })),
    );
    for (const { data } of came ?? []) held += BigInt(data);
    for (const { data } of went ?? []) held -= BigInt(data);
  }
  return held;
};

const openingOf = async (
  node: ChainConnection,
  { coin, account, parent }: { coin: string; account: string; parent: BlockHead },
): Promise<bigint> => {
  const data = interfaces.coin.encodeFunctionData("balanceOf", [account]);
  try {
    const held = await node.rpc<string>("eth_call", [
      { to: coin, data },
      { blockHash: parent.parentHash },
    ]);
    if (dataLength(held) === 32) return AbiCoder.defaultAbiCoder().decode(["uint256"], held)[0];
  } catch (error) {
    if (!(error instanceof NodeAnswer)) throw error;
  }
  return heldByMoves(node, { coin, account, upTo: parent.number - 1 });
};

/** Adds to a registration what its collection account held before anybody watched it. */
const withOpening = async (
  node: ChainConnection,
  book: ContractBook,
  block: BlockHead,
  fact: ChainFact,
): Promise<ChainFact> => {
  const account = collectionAccountOf(book, fact.receivableId ?? "");
  const opening = await openingOf(node, { coin: String(fact.args.coin), account, parent: block });
  const args = { ...fact.args, openingBalance: opening.toString(), collectionAccount: account };
  return { ...fact, args };
};

/** Adds to a frozen offer the whole deal, read from the call that froze it. */
const withDeal = async (node: ChainConnection, fact: ChainFact): Promise<ChainFact> => {
  const call = await node.rpc<{ input: string } | null>("eth_getTransactionByHash", [fact.txHash]);
  if (!call)
    throw new ChainUnreachable(`Node ${node.name} does not show transaction ${fact.txHash}.`);
  const deal = dealOfCalldata(call.input);
  return deal ? { ...fact, args: { ...fact.args, deal } } : fact;
};

const hashOf = ({ own, transfers }: DecodedLogs): string => {
  const hash = createHash("sha256");
  for (const { txHash, logIndex, part, contract, name, args } of [...own, ...transfers])
    hash.update(JSON.stringify([txHash.toLowerCase(), logIndex, part, contract, name, args]));
  return hash.digest("hex");
};

/**
 * Reads what one node says of a block. @throws ChainUnreachable when it leaves something out or contradicts itself.
 */
export const evidenceOf = async (
  node: ChainConnection,
  { book, addresses }: Scene,
  block: BlockHead,
): Promise<BlockEvidence> => {
  const logs = await logsOf(node, addresses, block);
  const decoded = decodeLogs(book, block, logs);
  const own = await Promise.all(
    decoded.own.map((fact) => {
      if (fact.name === "LotRegistered") return withOpening(node, book, block, fact);
      return fact.name === "OfferFrozen" ? withDeal(node, fact) : fact;
    }),
  );
  // Nonces are not in the hash: blocks that were told without them are still the same.
  const hash = hashOf({ ...decoded, own });
  return { block, own: withNonces(book, own, logs), transfers: decoded.transfers, hash };
};
