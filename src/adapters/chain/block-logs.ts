import { getAddress } from "ethers";
import { bloomOf, mayContain } from "@/adapters/chain/bloom";
import type { RawLog } from "@/adapters/chain/decode";
import { type ChainConnection, NodeAnswer } from "@/adapters/chain/provider";
import { type BlockHead, ChainUnreachable } from "@/ports/chain-reader";

type RawReceipt = {
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly logs: readonly RawLog[];
};

/** Every receipt of a block; one by one where the node does not know the shorter way. */
const receiptsOf = async (node: ChainConnection, block: BlockHead): Promise<RawReceipt[]> => {
  try {
    const receipts = await node.rpc<RawReceipt[] | null>("eth_getBlockReceipts", [
      { blockHash: block.hash },
    ]);
    if (receipts) return receipts;
  } catch (error) {
    if (!(error instanceof NodeAnswer)) throw error;
  }
  const receipts = await node.rpcMany<RawReceipt | null>(
    block.transactions.map((hash) => ({ method: "eth_getTransactionReceipt", params: [hash] })),
  );
  return receipts.flatMap((receipt) => receipt ?? []);
};

const textOf = ({ address, topics, data, transactionHash, logIndex }: RawLog): string =>
  JSON.stringify([address, topics, data, transactionHash, Number(logIndex)]).toLowerCase();

const sameLogs = (left: readonly RawLog[], right: readonly RawLog[]): boolean => {
  const texts = new Set(left.map(textOf));
  return left.length === right.length && right.every((log) => texts.has(textOf(log)));
};

/** What is wrong with a block's receipts, or null. */
const faultOf = (block: BlockHead, receipts: readonly RawReceipt[]): string | null => {
  const known = new Set(receipts.map(({ transactionHash }) => transactionHash.toLowerCase()));
  const whole = block.transactions.every((hash) => known.has(hash.toLowerCase()));
  if (!whole || receipts.length !== block.transactions.length) return "left out receipts";
  if (receipts.some(({ blockHash }) => blockHash !== block.hash)) return "mixed up receipts";
  const bloom = bloomOf(receipts.flatMap(({ logs }) => logs));
  return bloom === block.logsBloom.toLowerCase() ? null : "tells logs that do not fit the bloom";
};

/**
 * Logs of our contracts in one block, in chain order. Asked by the block's hash, and believed only when its receipts tell
 * the same logs and all receipts together make up the block's bloom filter.
 * @throws ChainUnreachable when the node hides, adds or mixes something up.
 */
export const logsOf = async (
  node: ChainConnection,
  addresses: readonly string[],
  block: BlockHead,
): Promise<RawLog[]> => {
  if (!addresses.some((address) => mayContain(block.logsBloom, address))) return [];
  const refuse = (fault: string): never => {
    throw new ChainUnreachable(`Node ${node.name} ${fault} in block ${block.number}.`);
  };
  const query = { blockHash: block.hash, address: addresses };
  const [logs, receipts] = await Promise.all([
    node.rpc<RawLog[]>("eth_getLogs", [query]),
    receiptsOf(node, block),
  ]).catch((error: unknown) =>
    error instanceof NodeAnswer
      ? refuse(`does not tell (${error.message})`)
      : Promise.reject(error),
  );
  const fault = faultOf(block, receipts);
  if (fault) return refuse(fault);
  const ours = new Set(addresses);
  const told = receipts.flatMap((receipt) => receipt.logs);
  const wanted = told.filter(({ address }) => ours.has(getAddress(address)));
  if (!sameLogs(wanted, logs)) return refuse("tells other logs than its receipts");
  return wanted.sort((left, right) => Number(left.logIndex) - Number(right.logIndex));
};
