import type pg from "pg";
import { systemClock as wallClock } from "@/adapters/chain/chain-clock";
import { chainReader } from "@/adapters/chain/chain-reader";
import { chainSender } from "@/adapters/chain/chain-sender";
import { currencyOfCoin } from "@/adapters/chain/contracts";
import { freshSender } from "@/adapters/chain/local-keys";
import { senderKeys } from "@/adapters/chain/sender-keys";
import { auditDays } from "@/adapters/db/audit-days";
import { bookViews } from "@/adapters/db/book-views";
import { chainIndex } from "@/adapters/db/chain-index";
import { forgetPast } from "@/adapters/db/forget-past";
import { intentStore } from "@/adapters/db/intent-store";
import { keeperStore } from "@/adapters/db/keeper-store";
import { listen } from "@/adapters/db/listen";
import { liveHub } from "@/adapters/db/live-hub";
import { operationsViews } from "@/adapters/db/operations-views";
import { reconciliationStore } from "@/adapters/db/reconciliation-store";
import { relayStore } from "@/adapters/db/relay-store";
import { keepSender, senderOf } from "@/adapters/db/sender-key-rows";
import { transactWith } from "@/adapters/db/transact";
import { workerBeats } from "@/adapters/db/worker-beats";
import { crashAt } from "@/adapters/process/crash-at";
import type { SenderLabel } from "@/core/intent/intent";
import { type Env, isLocal } from "@/env";
import type { Clock } from "@/ports/clock";
import type { Landmark } from "@/ports/landmark";
import type { Seal } from "@/ports/seal";
import { readFacts } from "@/usecases/chain/read-facts";
import { resumeChain } from "@/usecases/chain/resume-chain";
import { retryIntent } from "@/usecases/intent/retry-intent";
import type { chainOf } from "./chain";

type Base = {
  readonly settings: Env;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly node: ReturnType<typeof chainOf>["node"];
  /** Told of every landmark; what the settings say when left out. */
  readonly landmark?: Landmark;
};

/** What moves money between database and chain: used by the worker, shown by operations. */
export const settlementOf = ({ settings, pool, clock, seal, node, ...trial }: Base) => {
  const { connections, book } = node;
  const landmark = trial.landmark ?? crashAt(settings.crashAt);
  const fromBlock = settings.deployment?.fromBlock ?? 0;
  const chain = chainReader(connections, book);
  const index = chainIndex({
    pool,
    clock,
    landmark,
    contract: book.receivables,
    currencyOf: (coin) => currencyOfCoin(book, coin),
  });
  const transact = transactWith({ pool, clock }, (client) => ({ intents: intentStore(client) }));
  const fresh = freshSender({ seal, local: isLocal(settings) });
  return {
    live: liveHub(settings.databaseUrl),
    usecases: {
      retryIntent: retryIntent({ transact }),
      resumeChain: resumeChain({ chain, index }),
      readFacts: readFacts({ chain, index, fromBlock }),
    },
    views: { operations: operationsViews(pool), books: bookViews(pool) },
    settlement: {
      landmark,
      fromBlock,
      contract: book.receivables,
      coins: book.coins,
      chain,
      sender: chainSender(connections, book, landmark),
      keys: senderKeys({ seal, senderOf: senderOf(pool) }),
      index,
      relay: relayStore(pool, landmark),
      keeper: keeperStore({ pool, clock }),
      reconciliation: reconciliationStore({ pool, clock }),
      auditDays: auditDays({ pool, clock }),
      beats: workerBeats(pool),
      forgetPast: forgetPast(pool, wallClock),
      listen: (channels: readonly string[], heard: (channel: string) => void) =>
        listen(settings.databaseUrl, channels, heard),
    },
    /** Makes the platform's sending keys where they are missing; answers their addresses by label. */
    ensureKeys: async (): Promise<Record<SenderLabel, string>> => {
      const keep = keepSender(pool);
      return {
        relayer: await keep("relayer", () => fresh("relayer")),
        operator: await keep("operator", () => fresh("operator")),
        compliance: await keep("compliance", () => fresh("compliance")),
      };
    },
  };
};
