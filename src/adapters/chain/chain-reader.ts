import { type BlockEvidence, evidenceOf, type Scene } from "@/adapters/chain/block-evidence";
import { blocksOf } from "@/adapters/chain/block-heads";
import { collectionAccountOf } from "@/adapters/chain/collection-account";
import { confirmWith } from "@/adapters/chain/confirm-blocks";
import { type ContractBook, interfaces } from "@/adapters/chain/contracts";
import { factsAmong, sidesOf } from "@/adapters/chain/decode";
import { type ChainConnection, firstOf, inTurn, NodeAnswer } from "@/adapters/chain/provider";
import { chainStatusAt } from "@/core/chain-fact/chain-fact";
import {
  type BlockFacts,
  type BlockHead,
  type ChainReader,
  ChainUnreachable,
  type CollectionLookup,
  type FiguresOnChain,
  type NodeHead,
  WrongChain,
} from "@/ports/chain-reader";

/** Blocks read side by side. */
const SIDE_BY_SIDE = 8;

/** Asks node after node and keeps the longest answer. */
const longest = async (
  nodes: readonly ChainConnection[],
  numbers: readonly number[],
): Promise<readonly BlockHead[]> => {
  let best: readonly BlockHead[] | null = null;
  let silence: unknown;
  for (const node of inTurn(nodes)) {
    try {
      const found = await blocksOf(node, numbers);
      if (!best || found.length > best.length) best = found;
      if (best.length === numbers.length) return best;
    } catch (error) {
      if (!(error instanceof ChainUnreachable)) throw error;
      silence = error;
    }
  }
  if (!best) throw silence;
  return best;
};

const rangeOf = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);

/** Asks by block hash; a node that does not have the block is no answer. */
const callsAt = (
  nodes: readonly ChainConnection[],
  blockHash: string,
  calls: readonly { to: string; data: string }[],
): Promise<string[]> =>
  firstOf(nodes, async (node) => {
    try {
      return await node.rpcMany<string>(
        calls.map((call) => ({ method: "eth_call", params: [call, { blockHash }] })),
      );
    } catch (error) {
      if (!(error instanceof NodeAnswer)) throw error;
      throw new ChainUnreachable(`Node ${node.name}: ${error.message}`, { cause: error });
    }
  });

const figuresFrom = (answer: string): FiguresOnChain => {
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
};

const heads = async (nodes: readonly ChainConnection[]): Promise<NodeHead[]> =>
  Promise.all(
    nodes.map(async (node): Promise<NodeHead> => {
      try {
        return { name: node.name, head: Number(await node.rpc<string>("eth_blockNumber", [])) };
      } catch (error) {
        if (error instanceof WrongChain) throw error;
        return { name: node.name, head: null };
      }
    }),
  );

/** The blocks' evidence in order, a few blocks at a time. */
const gather = async (
  nodes: readonly ChainConnection[],
  scene: Scene,
  blocks: readonly BlockHead[],
): Promise<BlockEvidence[]> => {
  const found: BlockEvidence[] = [];
  for (let start = 0; start < blocks.length; start += SIDE_BY_SIDE) {
    const part = blocks.slice(start, start + SIDE_BY_SIDE);
    found.push(
      ...(await Promise.all(
        part.map((block) => firstOf(nodes, (node) => evidenceOf(node, scene, block))),
      )),
    );
  }
  return found;
};

const factsOf = async (
  book: ContractBook,
  gathered: readonly BlockEvidence[],
  collections: CollectionLookup,
): Promise<BlockFacts[]> => {
  const known = new Map(await collections([...new Set(gathered.flatMap(sidesOf))]));
  return gathered.map((evidence) => {
    for (const { name, receivableId, args } of evidence.own)
      if (name === "LotRegistered" && receivableId)
        known.set(String(args.collectionAccount), receivableId);
    const { number, hash, parentHash, blockAt } = evidence.block;
    const facts = factsAmong(book, evidence, known);
    return { number, hash, parentHash, blockAt, facts, evidence: evidence.hash };
  });
};

/** Reads blocks, decoded facts and balances from one or more nodes. */
export const chainReader = (nodes: readonly ChainConnection[], book: ContractBook): ChainReader => {
  const scene = { book, addresses: [book.receivables, book.participants, ...book.coins.values()] };
  return {
    checkChain: async () => {
      await heads(nodes);
    },
    heads: () => heads(nodes),
    headNumber: async () => {
      const known = (await heads(nodes)).flatMap(({ head }) => head ?? []);
      if (known.length === 0) throw new ChainUnreachable("No node tells its newest block.");
      return Math.max(...known);
    },
    blockAt: async (number) => (await longest(nodes, [number]))[0] ?? null,
    blocksIn: (from, to) => longest(nodes, rangeOf(from, to)),
    factsOf: async (blocks, collections) =>
      factsOf(book, await gather(nodes, scene, blocks), collections),
    confirm: confirmWith(nodes, scene),
    collectionAccount: (receivableId) => collectionAccountOf(book, receivableId),
    balancesAt: async (blockHash, asks) => {
      const calls = asks.map(({ coin, account }) => ({
        to: coin,
        data: interfaces.coin.encodeFunctionData("balanceOf", [account]),
      }));
      return (await callsAt(nodes, blockHash, calls)).map(BigInt);
    },
    figuresAt: async (blockHash, ids) => {
      const calls = ids.map((id) => ({
        to: book.receivables,
        data: interfaces.receivables.encodeFunctionData("position", [id]),
      }));
      return (await callsAt(nodes, blockHash, calls)).map(figuresFrom);
    },
  };
};
