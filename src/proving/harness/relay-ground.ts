import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { callNode } from "@/commands/embedded/chain";
import { openWorld, type World } from "@/commands/testing/settlement-world";
import type { SenderLabel } from "@/core/intent/intent";
import type { Patience } from "@/core/relay/next-step";
import { env } from "@/env";
import { relayLane } from "@/workers/relayer/relay-lane";
import type { Relayer } from "@/workers/relayer/relayer";
import { type ChainProxy, startChainProxy } from "./chain-proxy";
import { ownDatabase } from "./own-database";
import { variablesOf } from "./worker-child";

let deployed: World["deployed"] | undefined;

/** A database of its own, proxies before the node, and the worker's parts between them. */
export type Ground = Awaited<ReturnType<typeof openGround>>;

/** Fast enough for a trial: what takes 10 and 48 seconds in earnest. */
const QUICK = { resendAfterMs: 300, bumpAfterMs: 1_500 };

/** The wish for a coin or some, to an account nobody else pays. */
export const mintTo = (world: World, account: string): Promise<string> =>
  world.wish({
    key: `mint:${account}`,
    kind: "mint",
    payload: { currency: "HKD", to: account, amount: "5" },
    signer: "operator",
  });

/** Where a ground stands and what is before its node. */
type Place = {
  readonly proxies?: number;
  readonly seed?: number;
  /** A database and a node of somebody's own; contracts are deployed on such a node anew. */
  readonly databaseUrl?: string;
  readonly rpcUrl?: string;
};

/** Opens ground before a node. On the process's own the contracts are deployed once for all grounds. */
export const openGround = async ({ proxies = 1, seed = 1, ...own }: Place = {}) => {
  const databaseUrl = own.databaseUrl ?? (await ownDatabase("fault"));
  const nodeUrl = own.rpcUrl ?? env().rpcUrl;
  const before: ChainProxy[] = [];
  for (let each = 0; each < proxies; each += 1)
    before.push(await startChainProxy(nodeUrl, seed + each));
  const rpcUrls = before.map(({ url }) => url);
  const world = await openWorld({
    databaseUrl,
    rpcUrls,
    deployed: own.rpcUrl ? undefined : deployed,
  });
  if (!own.rpcUrl) deployed = world.deployed;
  const patience: Patience = { ...world.relayer.patience, ...QUICK };
  const [proxy] = before as [ChainProxy];
  /** Asks the node itself, past the proxies. */
  const node = <T>(method: string, params: unknown[] = []) => callNode<T>(nodeUrl, method, params);
  return {
    world,
    proxy,
    proxies: before,
    node,
    mine: (blocks = 1) => node("anvil_mine", [`0x${blocks.toString(16)}`]),
    /** Variables under which a program stands on this ground. */
    variables: variablesOf(world),
    /** Wishes for coins to an account; the same again is the same wish. */
    mint: (account: string) => mintTo(world, account),
    /** Wishes for coins to as many fresh accounts; each pays 5 units once. */
    wishMints: async (count: number): Promise<string[]> => {
      const accounts = Array.from({ length: count }, () => Wallet.createRandom().address);
      for (const account of accounts) await mintTo(world, account);
      return accounts;
    },
    /** One pass over the lanes, quicker than in earnest. */
    relay: async (change: Partial<Relayer> = {}, labels: readonly SenderLabel[] = ["operator"]) => {
      for (const label of labels) await relayLane({ ...world.relayer, patience, ...change }, label);
    },
    close: async () => {
      for (const each of before) await each.close();
      await world.close();
    },
  };
};

/** Calls `look` until it answers true, at most `ms` long; answers how long it took, or null when it never came. */
export const eventually = async (
  ms: number,
  look: () => Promise<boolean>,
  everyMs = 50,
): Promise<number | null> => {
  const from = performance.now();
  while (performance.now() - from < ms) {
    if (await look()) return Math.round(performance.now() - from);
    await sleep(everyMs);
  }
  return null;
};

/** Runs passes until nothing is under way or waiting, whatever the nodes do meanwhile; null when it takes too long. */
export const untilDone = (
  ground: Ground,
  ms: number,
  change: Partial<Relayer> = {},
): Promise<number | null> =>
  eventually(
    ms,
    async () => {
      await ground.relay(change).catch(() => undefined);
      return (await openCount(ground)) === 0;
    },
    20,
  );

/** Intents that are neither in a block nor failed. */
export const openCount = async ({ world }: Pick<Ground, "world">): Promise<number> => {
  const { rows } = await world.pool.query<{ n: bigint }>(
    `select count(*) as n from "Intent" where status in ('waiting', 'signed', 'sent')`,
  );
  return Number(rows[0]?.n ?? 0);
};
