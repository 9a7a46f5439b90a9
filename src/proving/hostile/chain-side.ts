import { setTimeout as sleep } from "node:timers/promises";
import {
  Contract,
  type ContractTransactionResponse,
  JsonRpcProvider,
  NonceManager,
  parseEther,
  type TransactionRequest,
  Wallet,
} from "ethers";
import { contractBook, interfaces } from "@/adapters/chain/contracts";
import { practiceKeys } from "@/core/demo/demo";
import { type Deployment, LOCAL_CHAIN_ID } from "@/env";
import type { World } from "./world";

const INDEX_MS = 60_000;

/** The chain under the installation, as anybody with a node and a little gas can use it. */
export type ChainSide = Awaited<ReturnType<typeof openChainSide>>;

const seenBlock = async ({ pool }: World, grade: "seen" | "final"): Promise<number> => {
  const found = await pool.query<{ number: number }>(
    `select number from "ChainCursor" where grade = $1`,
    [grade],
  );
  return found.rows[0]?.number ?? -1;
};

/** Opens the chain for a stranger without any role, and for the practice buyer. */
export const openChainSide = async (world: World) => {
  const deployment = JSON.parse(world.variables.DEPLOYMENT ?? "{}") as Deployment;
  const book = contractBook(deployment.addresses);
  const provider = new JsonRpcProvider(world.variables.RPC_URL, LOCAL_CHAIN_ID, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 250,
  });
  const key = new Wallet(practiceKeys.buyer.privateKey, provider);
  const buyer = new NonceManager(key);
  const stranger = new NonceManager(Wallet.createRandom().connect(provider));
  const gas = { to: await stranger.getAddress(), value: parseEther("10") };
  await (await buyer.sendTransaction(gas)).wait();
  return {
    ...{ book, provider, key, buyer, stranger, fromBlock: deployment.fromBlock },
    coin: new Contract(book.coins.get("HKD") ?? "", interfaces.coin, provider),
    receivables: new Contract(book.receivables, interfaces.receivables, provider),
    /** Waits until the indexer has told the newest block, and the final one too. */
    indexed: async (): Promise<void> => {
      const head = await provider.getBlockNumber();
      const end = performance.now() + INDEX_MS;
      while ((await seenBlock(world, "final")) < head) {
        if (performance.now() > end) throw new Error(`Block ${head} was not indexed in time.`);
        await sleep(200);
      }
    },
    close: () => provider.destroy(),
  };
};

/** Sends a call; false where the chain refuses it, before or after it is mined. */
export const goesThrough = async (
  sender: NonceManager,
  contract: Contract,
  [name, ...values]: readonly [string, ...unknown[]],
): Promise<boolean> => {
  const method = (contract.connect(sender) as Contract).getFunction(name);
  try {
    await method.staticCall(...values);
  } catch {
    return false;
  }
  const sent = (await method.send(...values)) as ContractTransactionResponse;
  return (await sent.wait())?.status === 1;
};

/** Sends a transaction and answers its hash once it is mined. */
export const mined = async (sender: NonceManager, request: TransactionRequest): Promise<string> => {
  const sent = await sender.sendTransaction(request);
  await sent.wait();
  return sent.hash;
};
