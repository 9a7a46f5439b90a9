import { keccak256, Wallet } from "ethers";
import { chainReader } from "@/adapters/chain/chain-reader";
import { interfaces } from "@/adapters/chain/contracts";
import { openChain } from "@/adapters/chain/provider";
import {
  enterParties,
  openWorld,
  type Parties,
  registerOne,
  type World,
} from "@/commands/testing/settlement-world";
import { LOCAL_CHAIN_ID } from "@/env";
import type { ChainReader } from "@/ports/chain-reader";
import { onOwnChain } from "@/proving/harness/own-chain";
import { ownDatabase } from "@/proving/harness/own-database";
import { eventually } from "@/proving/harness/relay-ground";
import { followChain, type Indexer, type Pass } from "@/workers/indexer/follow-chain";
import { openLog } from "@/workers/log";
import { relayLane } from "@/workers/relayer/relay-lane";

const log = openLog("silent", "trial");
const DUE = 100_000_000_000n;
const GWEI = 1_000_000_000n;
const MINING_MS = 10_000;

/** Final for the trials: as deep as on the main chain. */
export const DEPTH = 64;

/** A signed transfer of coins into the collection account, as bytes. */
export type Payment = { readonly raw: string; readonly hash: string };

const payments = (world: World, collection: string) => {
  const coin = world.settlement.coins.get("HKD") ?? "";
  const next = new Map<string, number>();
  const hand = async ({ raw }: Payment): Promise<void> => {
    await world.rpc("eth_sendRawTransaction", [raw]);
  };
  return {
    /** The next nonces are those of the chain again: what was signed before may never be mined. */
    forgetNonces: () => next.clear(),
    sign: async (payer: Wallet, amount: bigint, feeGwei = 10n): Promise<Payment> => {
      const from = payer.address;
      const counted = await world.rpc<string>("eth_getTransactionCount", [from, "latest"]);
      const nonce = next.get(from) ?? Number(counted);
      next.set(from, nonce + 1);
      const raw = await payer.signTransaction({
        type: 2,
        chainId: LOCAL_CHAIN_ID,
        nonce,
        to: coin,
        data: interfaces.coin.encodeFunctionData("transfer", [collection, amount]),
        gasLimit: 200_000n,
        maxFeePerGas: feeGwei * GWEI * 10n,
        maxPriorityFeePerGas: feeGwei * GWEI,
      });
      return { raw, hash: keccak256(raw) };
    },
    hand,
    /** Comes back when it is in a block: the node answers before it has mined. */
    send: async (payment: Payment): Promise<void> => {
      await hand(payment);
      const isMined = async () =>
        (await world.rpc<object | null>("eth_getTransactionReceipt", [payment.hash])) !== null;
      if ((await eventually(MINING_MS, isMined, 5)) === null)
        throw new Error(`${payment.hash} came into no block.`);
    },
  };
};

const prepare = async (world: World, parties: Parties) => {
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  const buyer = new Wallet(parties.buyer.privateKey);
  const payers = [buyer, ...parties.lenders.map(({ privateKey }) => new Wallet(privateKey))];
  for (const { address } of payers)
    await world.rpc("anvil_setBalance", [address, "0x3635c9adc5dea00000"]);
  const collection = world.settlement.chain.collectionAccount(id);
  return { id, collection, buyer, payers, ...payments(world, collection) };
};

const passesOf = (world: World) => {
  const indexerOf = (parts: Partial<Indexer> = {}): Indexer => ({
    index: world.settlement.index,
    chain: world.settlement.chain,
    fromBlock: world.deployed.block,
    finalityDepth: DEPTH,
    log,
    ...parts,
  });
  const patience = { ...world.relayer.patience, finalityDepth: DEPTH };
  return {
    indexerOf,
    follow: (parts?: Partial<Indexer>): Promise<Pass> => followChain(indexerOf(parts)),
    relay: () => relayLane({ ...world.relayer, patience }, "operator"),
    /** A reader over these nodes, each a connection of its own. */
    readerOf: (...rpcUrls: string[]): ChainReader =>
      chainReader(
        rpcUrls.map((rpcUrl) => openChain({ rpcUrl, chainId: LOCAL_CHAIN_ID })),
        world.node.book,
      ),
    reorganise: (depth: number) => world.rpc("anvil_reorg", [depth, []]),
  };
};

const open = async (rpcUrl: string, databaseUrl: string) => {
  const world = await openWorld({ rpcUrls: [rpcUrl], databaseUrl });
  try {
    const parties = await enterParties(world, 2);
    const prepared = await prepare(world, parties);
    const { pool } = world;
    const count = async (table: string, where = "true"): Promise<number> => {
      const found = await pool.query<{ n: bigint }>(
        `select count(*) as n from "${table}" where ${where}`,
      );
      return Number(found.rows[0]?.n ?? 0n);
    };
    return { world, parties, rpcUrl, count, ...prepared, ...passesOf(world) };
  } catch (error) {
    await world.close();
    throw error;
  }
};

/** A chain, a database and a registered receivable of one trial's own. */
export type Trial = Awaited<ReturnType<typeof open>>;

/** Opens a trial beside whatever else runs, and removes every trace of it. */
export const inTrial = async <T>(act: (trial: Trial) => Promise<T>): Promise<T> => {
  const databaseUrl = await ownDatabase("trial");
  return onOwnChain(async (rpcUrl) => {
    const trial = await open(rpcUrl, databaseUrl);
    try {
      return await act(trial);
    } finally {
      await trial.world.close();
    }
  });
};
