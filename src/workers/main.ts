import { WrongChain } from "@/ports/chain-reader";
import { wire } from "@/wire";
import { boundOwnOutput } from "@/wire/own-output";
import { openListener } from "@/workers/listener";
import { openLog } from "@/workers/log";
import { openMetrics } from "@/workers/metrics";
import { openQueue } from "@/workers/queues";
import { startWorker } from "@/workers/worker";

/** The worker program. Ends in order on SIGTERM or SIGINT; after any other end the next start goes on where it was. */
boundOwnOutput();
const app = wire();
const log = openLog(app.settings.logLevel, "worker");
const metrics = openMetrics();
await app.settlement.chain.checkChain().catch((error: unknown) => {
  if (!(error instanceof WrongChain)) return;
  log.fatal({ err: error }, "wrong chain");
  process.exit(1);
});
await app.ensureKeys();
const queue = await openQueue(app.settings.databaseUrl, log);
const worker = await startWorker({ app, queue, log, metrics });
const door = await openListener(app.settings.workerPort, { metrics, healthy: worker.healthy });
log.info({ chainId: app.settings.chainId, finalityDepth: app.settings.finalityDepth }, "started");

let ending = false;
const end = async (signal: string): Promise<void> => {
  if (ending) return;
  ending = true;
  log.info({ signal }, "ending");
  door.close();
  await worker.stop();
  await queue.stop();
  await app.prisma.$disconnect();
  await app.pool.end();
  log.info("ended");
  // Lines that nobody takes would keep the program alive.
  process.exit(0);
};
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    end(signal).catch((error: unknown) => {
      log.error({ err: error }, "could not end in order");
      process.exit(1);
    });
  });
