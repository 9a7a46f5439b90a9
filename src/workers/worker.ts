import { hostname } from "node:os";
import { SENDER_LABELS } from "@/core/intent/intent";
import { ChainHalted, DeepReorganisation } from "@/ports/chain-index";
import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";
import type { WorkerState } from "@/ports/worker-beats";
import type { Wire } from "@/wire";
import { followChain, type Indexer, type Pass } from "@/workers/indexer/follow-chain";
import { keepReceivables } from "@/workers/jobs/keep-receivables";
import { reconcileBooks } from "@/workers/jobs/reconcile-books";
import type { Log } from "@/workers/log";
import type { Metrics } from "@/workers/metrics";
import type { Queue } from "@/workers/queues";
import { relayLane } from "@/workers/relayer/relay-lane";
import type { Relayer } from "@/workers/relayer/relayer";
import { type Repeated, repeat } from "@/workers/repeat";

const BEAT_MS = 10_000;
/** How soon the worker looks again when nobody rang: a local chain makes blocks by the second. */
const LOCAL_PACE = { chainMs: 250, relayMs: 1_000 };
const PACE = { chainMs: 2_000, relayMs: 5_000 };

/** What stops money until the next pass that succeeds; each says why in words. */
const STOPS = [ChainHalted, DeepReorganisation, WrongChain, ChainUnreachable] as const;

/** What of the app a worker uses. */
type App = Pick<Wire, "settlement" | "settings" | "local">;

type Parts = { app: App; queue: Queue; log: Log; metrics: Metrics };

/** A running worker. */
export type Worker = {
  readonly healthy: () => boolean;
  readonly stop: () => Promise<void>;
};

/** Measures passes, and keeps the names of those that failed the last time. */
const measuring = (metrics: Metrics) => {
  const failing = new Set<string>();
  const measured =
    (pass: string, act: () => Promise<boolean | undefined>) =>
    async (): Promise<boolean | undefined> => {
      const from = performance.now();
      let outcome = "failed";
      try {
        const more = await act();
        outcome = "done";
        return more;
      } finally {
        if (outcome === "failed") failing.add(pass);
        else failing.delete(pass);
        metrics.passes.inc({ pass, outcome });
        metrics.passSeconds.set({ pass }, (performance.now() - from) / 1_000);
      }
    };
  return { failing, measured };
};

const relayerOf = ({ app, log }: Parts): Relayer => ({
  store: app.settlement.relay,
  chain: app.settlement.sender,
  keys: app.settlement.keys,
  headNumber: app.settlement.chain.headNumber,
  seenNumber: async () => (await app.settlement.index.cursor("seen"))?.number ?? -1,
  patience: {
    resendAfterMs: 10_000,
    bumpAfterMs: 48_000,
    attemptsMax: 10,
    finalityDepth: app.settings.finalityDepth,
  },
  landmark: app.settlement.landmark,
  log,
});

const indexerOf = ({ app, log }: Parts): Indexer => ({
  index: app.settlement.index,
  chain: app.settlement.chain,
  fromBlock: app.settlement.fromBlock,
  finalityDepth: app.settings.finalityDepth,
  log,
});

const measure = (metrics: Metrics, { seen, head, concerns }: Pass): void => {
  metrics.halted.reset();
  metrics.concerns.set(concerns.length);
  metrics.lag.set(head - seen);
};

/** Why money stops after this failure, in words; null when it does not. */
const haltOf = (metrics: Metrics, error: unknown): string | null => {
  if (!(error instanceof Error) || !STOPS.some((stop) => error instanceof stop)) return null;
  metrics.halted.set({ reason: error.name }, 1);
  return error.message;
};

/** Runs the passes of the worker until it is stopped: follow the chain, relay intents, say that it lives. */
export const startWorker = async (parts: Parts): Promise<Worker> => {
  const { app, queue, log, metrics } = parts;
  const { settlement } = app;
  const pace = app.local ? LOCAL_PACE : PACE;
  const id = `${hostname()}:${process.pid}`;
  const startedAt = new Date();
  let state: WorkerState = { head: null, seen: null, halted: null };

  const { failing, measured } = measuring(metrics);
  const relayer = relayerOf(parts);
  const lanes: Repeated[] = SENDER_LABELS.map((label) =>
    repeat({
      name: `relay ${label}`,
      everyMs: pace.relayMs,
      log,
      // A worker that stands on a wrong or rewritten chain sends nothing.
      pass: measured(`relay ${label}`, async () => {
        if (!state.halted && !(await settlement.index.halted())) await relayLane(relayer, label);
        return false;
      }),
    }),
  );
  const indexer = indexerOf(parts);
  const told = async (pass: Pass): Promise<boolean> => {
    const moved = pass.seen !== state.seen;
    const { seen, head, concerns } = pass;
    state = { head, seen, halted: null, concerns };
    measure(metrics, pass);
    if (!moved) return false;
    for (const lane of lanes) lane.ring();
    if (seen < head) return true;
    await queue.ring("keep-receivables");
    await queue.ring("reconcile-books");
    return false;
  };
  const chain = repeat({
    name: "follow chain",
    everyMs: pace.chainMs,
    log,
    pass: measured("follow chain", async () => {
      try {
        return await told(await followChain(indexer));
      } catch (error) {
        const halted = haltOf(metrics, error);
        if (halted) state = { ...state, halted };
        throw error;
      }
    }),
  });
  const beat = repeat({
    name: "beat",
    everyMs: BEAT_MS,
    log,
    pass: measured("beat", async () => {
      await settlement.beats.beat({ id, startedAt, state });
      return false;
    }),
  });
  const heard = settlement.listen(["quaynote_intents"], () => {
    for (const lane of lanes) lane.ring();
  });
  await queue.work("keep-receivables", () =>
    keepReceivables({ store: settlement.keeper, chainTime: settlement.sender.chainTime, log }),
  );
  await queue.work("reconcile-books", async () => {
    await reconcileBooks({
      store: settlement.reconciliation,
      chain: settlement.chain,
      contract: settlement.contract,
      coins: settlement.coins,
      log,
    });
    const closed = await settlement.auditDays.closeNext();
    if (closed !== null) log.info({ day: closed }, "day of the audit trail closed");
  });
  await queue.work("forget-past", async () => {
    const rows = await settlement.forgetPast();
    if (rows > 0) log.info({ rows }, "past counts, challenges and sessions deleted");
  });
  return {
    healthy: () => state.halted === null && state.seen !== null && failing.size === 0,
    stop: async () => {
      await heard.stop();
      await Promise.all([chain.stop(), beat.stop(), ...lanes.map((lane) => lane.stop())]);
      await settlement.beats.end(id);
    },
  };
};
