import { getAddress } from "ethers";
import { mayContain } from "@/adapters/chain/bloom";
import { collectionAccountOf } from "@/adapters/chain/collection-account";
import { type ContractBook, interfaces } from "@/adapters/chain/contracts";
import { dealOfCalldata, decodeBlock, type RawLog } from "@/adapters/chain/decode";
import { type ChainConnection, NodeAnswer } from "@/adapters/chain/provider";
import { type ChainFact, chainStatusAt } from "@/core/chain-fact/chain-fact";
import {
  type BlockHead,
  type ChainReader,
  ChainUnreachable,
  type FiguresOnChain,
} from "@/ports/chain-reader";

type RawBlock = {
  number: string;
  hash: string;
  parentHash: string;
  timestamp: string;
  logsBloom: string;
};

const headOf = (block: RawBlock): BlockHead => ({
  number: Number(block.number),
  hash: block.hash,
  parentHash: block.parentHash,
  blockAt: new Date(Number(block.timestamp) * 1000),
  logsBloom: block.logsBloom,
});

const balanceCall = (blockHash: string, coin: string, account: string) => ({
  method: "eth_call",
  params: [
    { to: coin, data: interfaces.coin.encodeFunctionData("balanceOf", [account]) },
    { blockHash },
  ],
});

const balances = async (
  chain: ChainConnection,
  blockHash: string,
  asks: readonly { coin: string; account: string }[],
): Promise<bigint[]> => {
  const answers = await chain.rpcMany<string>(
    asks.map(({ coin, account }) => balanceCall(blockHash, coin, account)),
  );
  return answers.map((answer) => BigInt(answer));
};

const figures = async (
  { chain, book }: { chain: ChainConnection; book: ContractBook },
  blockHash: string,
  ids: readonly string[],
): Promise<FiguresOnChain[]> => {
  const answers = await chain.rpcMany<string>(
    ids.map((id) => ({
      method: "eth_call",
      params: [
        {
          to: book.receivables,
          data: interfaces.receivables.encodeFunctionData("position", [id]),
        },
        { blockHash },
      ],
    })),
  );
  return answers.map((answer) => {
    const [position] = interfaces.receivables.decodeFunctionResult("position", answer);
    return {
      status: chainStatusAt(Number(position.status)),
      funded: position.funded,
      released: position.released,
      delivered: position.delivered,
      diluted: position.diluted,
      collected: position.collected,
      principalPaid: position.principalRepaid,
    };
  });
};

/** Logs of our contracts in one block, by its hash; a node that hides some is caught by bloom and receipts. */
const logsOf = async (
  chain: ChainConnection,
  addresses: readonly string[],
  block: BlockHead,
): Promise<RawLog[]> => {
  const hinted = addresses.filter((address) => mayContain(block.logsBloom, address));
  if (hinted.length === 0) return [];
  const logs = await chain.rpc<RawLog[]>("eth_getLogs", [
    { blockHash: block.hash, address: addresses },
  ]);
  if (logs.some((log) => log.blockHash !== block.hash))
    throw new ChainUnreachable(`The node answered with logs of another block than ${block.hash}.`);
  const heard = new Set(logs.map((log) => getAddress(log.address)));
  if (hinted.every((address) => heard.has(address))) return logs;
  const receipts = await receiptLogs(chain, block);
  if (!receipts) return logs;
  const wanted = new Set(addresses);
  const expected = receipts.filter((log) => wanted.has(getAddress(log.address))).length;
  if (expected !== logs.length)
    throw new ChainUnreachable(`The node left out logs of block ${block.number}.`);
  return logs;
};

/** All logs of a block as its receipts tell them; null where the node does not know the method. */
const receiptLogs = async (chain: ChainConnection, block: BlockHead): Promise<RawLog[] | null> => {
  try {
    const receipts = await chain.rpc<{ logs: RawLog[] }[] | null>("eth_getBlockReceipts", [
      { blockHash: block.hash },
    ]);
    return receipts?.flatMap(({ logs }) => logs) ?? null;
  } catch (error) {
    if (error instanceof NodeAnswer) return null;
    throw error;
  }
};

/** Adds to a registration what its collection account held before anybody watched it. */
const withOpeningBalances = async (
  chain: ChainConnection,
  book: ContractBook,
  block: BlockHead,
  facts: readonly ChainFact[],
): Promise<ChainFact[]> => {
  const lots = facts.filter(({ name }) => name === "LotRegistered");
  const found = await balances(
    chain,
    block.parentHash,
    lots.map(({ args, receivableId }) => ({
      coin: args.coin as string,
      account: collectionAccountOf(book, receivableId ?? ""),
    })),
  );
  return facts.map((fact) => {
    const place = lots.indexOf(fact);
    if (place < 0 || !fact.receivableId) return fact;
    const args = {
      ...fact.args,
      openingBalance: (found[place] ?? 0n).toString(),
      collectionAccount: collectionAccountOf(book, fact.receivableId),
    };
    return { ...fact, args };
  });
};

/** Adds to a frozen offer the whole deal, read from the call that froze it. */
const withDeals = (chain: ChainConnection, facts: readonly ChainFact[]): Promise<ChainFact[]> =>
  Promise.all(
    facts.map(async (fact) => {
      if (fact.name !== "OfferFrozen") return fact;
      const call = await chain.rpc<{ input: string } | null>("eth_getTransactionByHash", [
        fact.txHash,
      ]);
      if (!call) throw new ChainUnreachable(`The node does not show transaction ${fact.txHash}.`);
      const deal = dealOfCalldata(call.input);
      return deal ? { ...fact, args: { ...fact.args, deal } } : fact;
    }),
  );

/** Reads blocks, decoded facts and balances from one node. */
export const chainReader = (chain: ChainConnection, book: ContractBook): ChainReader => {
  const addresses = [book.receivables, book.participants, ...book.coins.values()];
  return {
    checkChain: chain.checkChain,
    headNumber: async () => Number(await chain.rpc<string>("eth_blockNumber", [])),
    blockAt: async (number) => {
      const block = await chain.rpc<RawBlock | null>("eth_getBlockByNumber", [
        `0x${number.toString(16)}`,
        false,
      ]);
      return block && headOf(block);
    },
    factsOf: async (block, collections) => {
      const logs = await logsOf(chain, addresses, block);
      const facts = await decodeBlock({ book, collections }, block, logs);
      return withDeals(chain, await withOpeningBalances(chain, book, block, facts));
    },
    collectionAccount: (receivableId) => collectionAccountOf(book, receivableId),
    balancesAt: (blockHash, asks) => balances(chain, blockHash, asks),
    figuresAt: (blockHash, ids) => figures({ chain, book }, blockHash, ids),
  };
};
