import { PgBoss, type QueueOptions } from "pg-boss";
import type { Log } from "@/workers/log";

/**
 * Every queue there is. A job is only a door-bell: what is to do stands in our own tables, so a job that comes twice,
 * late or never does no harm. `short` keeps at most one job waiting; each worker has at most one at work. (`stately`
 * would allow one at work among all workers, but leaves a queue asleep for a minute whenever the statistics of its
 * library are taken while a job is at work.)
 */
const queues = {
  "keep-receivables": { expireInSeconds: 60 },
  "reconcile-books": { expireInSeconds: 60 },
  "forget-past": { expireInSeconds: 60 },
} as const satisfies Record<string, QueueOptions>;

/** The policy of a queue cannot be changed: one with another is made anew, for its jobs are only rings. */
const POLICY = "short";

/** Name of a queue. */
export type QueueName = keyof typeof queues;

/** The queue of one worker. */
export type Queue = {
  /** Rings for a job; a ring while one waits changes nothing. */
  readonly ring: (name: QueueName) => Promise<void>;
  readonly work: (name: QueueName, job: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts pg-boss, makes or mends the queues, and rings each once a minute so that nothing rests on a ring. */
export const openQueue = async (databaseUrl: string, log: Log): Promise<Queue> => {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "quaynote-worker",
    max: 4,
    useListenNotify: true,
  });
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  await boss.start();
  for (const [name, options] of Object.entries(queues)) {
    const before = await boss.getQueue(name);
    const isMadeAnew = before !== null && before.policy !== POLICY;
    if (isMadeAnew) await boss.deleteQueue(name);
    await boss.createQueue(name, {
      ...options,
      policy: POLICY,
      notify: true,
      retryLimit: 0,
      deleteAfterSeconds: 3_600,
    });
    // The rings that waited went with the old one.
    if (isMadeAnew) await boss.send(name, {});
    await boss.schedule(name, "* * * * *");
  }
  return {
    ring: async (name) => {
      await boss.send(name, {});
    },
    work: async (name, job) => {
      await boss.work(name, { pollingIntervalSeconds: 1 }, async () => {
        try {
          await job();
        } catch (error) {
          log.error({ job: name, err: error }, "job failed; the next ring tries again");
          throw error;
        }
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
};
