import { getAddress, JsonRpcProvider } from "ethers";

/** A log as the node gives it. */
export type Log = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockHash: string;
  readonly blockNumber: string;
  readonly transactionHash: string;
  readonly logIndex: string;
};

export type Block = { readonly number: number; readonly hash: string; readonly at: Date };

export type Receipt = {
  readonly hash: string;
  readonly blockHash: string;
  readonly blockNumber: number;
  readonly succeeded: boolean;
  readonly logs: number;
  /** Topics of each log. */
  readonly topics: readonly (readonly string[])[];
};

/** The chain as the auditor asks it: no cache, nothing assumed. */
export type Chain = {
  readonly chainId: () => Promise<number>;
  readonly headNumber: () => Promise<number>;
  readonly block: (number: number) => Promise<Block | null>;
  readonly logs: (ask: {
    readonly addresses: readonly string[];
    readonly from: number;
    readonly to: number;
  }) => Promise<Log[]>;
  /** Null for a transaction that is in no block. */
  readonly receipts: (hashes: readonly string[]) => Promise<Map<string, Receipt | null>>;
  readonly call: (to: string, data: string, blockHash: string) => Promise<string>;
  /** Transactions of an account up to a block. */
  readonly nonceAt: (account: string, number: number) => Promise<number>;
  readonly close: () => void;
};

type RawBlock = { number: string; hash: string; timestamp: string };
type RawReceipt = {
  transactionHash: string;
  blockHash: string;
  blockNumber: string;
  status: string;
  logs: { topics: string[] }[];
};

/** Blocks of one question for logs; nodes refuse or cut wider ones. */
const RANGE = 2_000;
const AT_ONCE = 40;
const TIMEOUT_MS = 30_000;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** Does things in groups, so that a node is not flooded. */
export const inGroups = async <T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<R[]> => {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(act))));
  return done;
};

const receiptOf = (raw: RawReceipt | null): Receipt | null =>
  raw && {
    hash: raw.transactionHash,
    blockHash: raw.blockHash,
    blockNumber: Number(raw.blockNumber),
    succeeded: raw.status === "0x1",
    logs: raw.logs.length,
    topics: raw.logs.map(({ topics }) => topics),
  };

/** Opens one node. */
export const openChain = (rpcUrl: string, chainId: number): Chain => {
  const options = { staticNetwork: true, cacheTimeout: -1, batchMaxCount: AT_ONCE } as const;
  const provider = new JsonRpcProvider(rpcUrl, chainId, options);
  provider._getConnection().timeout = TIMEOUT_MS;
  const ask = <T>(method: string, params: unknown[]): Promise<T> => provider.send(method, params);
  return {
    chainId: async () => Number(await ask<string>("eth_chainId", [])),
    headNumber: async () => Number(await ask<string>("eth_blockNumber", [])),
    block: async (number) => {
      const raw = await ask<RawBlock | null>("eth_getBlockByNumber", [hex(number), false]);
      return (
        raw && { number, hash: raw.hash, at: new Date(Number.parseInt(raw.timestamp, 16) * 1000) }
      );
    },
    logs: async ({ addresses, from, to }) => {
      const starts = Array.from(
        { length: Math.max(0, Math.ceil((to - from + 1) / RANGE)) },
        (_, index) => from + index * RANGE,
      );
      const found = await inGroups(starts, (start): Promise<Log[]> => {
        const range = { fromBlock: hex(start), toBlock: hex(Math.min(to, start + RANGE - 1)) };
        return ask("eth_getLogs", [{ address: addresses, ...range }]);
      });
      return found.flat().map((log) => ({ ...log, address: getAddress(log.address) }));
    },
    receipts: async (hashes) => {
      const found = await inGroups(
        hashes,
        (hash): Promise<RawReceipt | null> => ask("eth_getTransactionReceipt", [hash]),
      );
      return new Map(hashes.map((hash, index) => [hash, receiptOf(found[index] ?? null)]));
    },
    call: (to, data, blockHash) => ask("eth_call", [{ to, data }, { blockHash }]),
    nonceAt: async (account, number) =>
      Number(await ask<string>("eth_getTransactionCount", [account, hex(number)])),
    close: () => provider.destroy(),
  };
};

/** Blocks by number, each asked once. */
export const blocksAt = async (
  chain: Chain,
  numbers: Iterable<number>,
): Promise<Map<number, Block>> => {
  const found = await inGroups([...new Set(numbers)], chain.block);
  return new Map(found.flatMap((block) => (block ? [[block.number, block] as const] : [])));
};
