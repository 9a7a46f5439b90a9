import { openPool } from "@/adapters/db/pool";
import { sealWith } from "@/adapters/keystore/seal";
import { SENDER_LABELS } from "@/core/intent/intent";
import type { Patience } from "@/core/relay/next-step";
import { type Env, env } from "@/env";
import type { Landmark } from "@/ports/landmark";
import { chainOf } from "@/wire/chain";
import { settlementOf } from "@/wire/settlement";
import { followChain } from "@/workers/indexer/follow-chain";
import { keepReceivables } from "@/workers/jobs/keep-receivables";
import { reconcileBooks } from "@/workers/jobs/reconcile-books";
import { openLog } from "@/workers/log";
import { relayLane } from "@/workers/relayer/relay-lane";
import { type Deployed, deploy } from "../../../contracts/deploy/deploy";

const log = openLog(process.env.LOG_LEVEL ?? "silent", "test");

/** Where a world stands; what is left out comes from this process's settings, and contracts are deployed. */
export type Place = Partial<Pick<Env, "databaseUrl" | "rpcUrls">> & {
  readonly deployed?: Deployed;
  readonly landmark?: Landmark;
};

/** The worker's parts over a database and contracts, without their clockwork. */
export const openParts = async ({ deployed: earlier, landmark, ...place }: Place) => {
  const rpcUrls = place.rpcUrls ?? env().rpcUrls;
  const [rpcUrl = env().rpcUrl] = rpcUrls;
  const deployed = earlier ?? (await deploy({ rpcUrl }));
  const genesisHash = `0x${"0".repeat(64)}`;
  const deployment = { ...deployed, genesisHash, fromBlock: deployed.block };
  const settings = { ...env(), ...place, rpcUrl, rpcUrls, deployment };
  const pool = openPool(settings.databaseUrl);
  const { node, clock } = chainOf(settings);
  const seal = sealWith(settings.keystoreKey);
  const parts = settlementOf({ settings, pool, clock, seal, node, landmark });
  await parts.ensureKeys();
  return { ...parts, settings, deployed, pool, node, clock };
};

export type Parts = Awaited<ReturnType<typeof openParts>>;

/** As in earnest, but for the depth at which a block counts as final. */
const PATIENCE: Patience = {
  resendAfterMs: 10_000,
  bumpAfterMs: 48_000,
  attemptsMax: 10,
  finalityDepth: 2,
};

/** The worker's passes, run by hand. */
export const passesOf = (settlement: Parts["settlement"], patience = PATIENCE) => {
  const relayer = {
    store: settlement.relay,
    chain: settlement.sender,
    keys: settlement.keys,
    headNumber: settlement.chain.headNumber,
    seenNumber: async () => (await settlement.index.cursor("seen"))?.number ?? -1,
    patience,
    landmark: settlement.landmark,
    log,
  };
  const { index, chain, contract, coins, fromBlock } = settlement;
  const { finalityDepth } = patience;
  return {
    relayer,
    follow: () => followChain({ index, chain, fromBlock, finalityDepth, log }),
    relay: async () => {
      for (const label of SENDER_LABELS) await relayLane(relayer, label);
    },
    keep: () =>
      keepReceivables({ store: settlement.keeper, chainTime: settlement.sender.chainTime, log }),
    reconcile: () =>
      reconcileBooks({ store: settlement.reconciliation, chain, contract, coins, log }),
  };
};
