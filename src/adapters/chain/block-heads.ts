import { toQuantity } from "ethers";
import type { ChainConnection } from "@/adapters/chain/provider";
import type { BlockHead } from "@/ports/chain-reader";

type RawBlock = {
  number: string;
  hash: string;
  parentHash: string;
  timestamp: string;
  logsBloom: string;
  transactions: string[];
};

const headOf = (block: RawBlock): BlockHead => ({
  number: Number(block.number),
  hash: block.hash,
  parentHash: block.parentHash,
  blockAt: new Date(Number(block.timestamp) * 1000),
  logsBloom: block.logsBloom,
  transactions: block.transactions,
});

/** The blocks at these heights as one node knows them, as far as it does. */
export const blocksOf = async (
  node: ChainConnection,
  numbers: readonly number[],
): Promise<BlockHead[]> => {
  const found = await node.rpcMany<RawBlock | null>(
    numbers.map((number) => ({
      method: "eth_getBlockByNumber",
      params: [toQuantity(number), false],
    })),
  );
  const missing = found.indexOf(null);
  return (missing < 0 ? found : found.slice(0, missing)).flatMap((block) =>
    block ? [headOf(block)] : [],
  );
};
