import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port";
import { type Postgres, startPostgres } from "./postgres";

/** A PostgreSQL for one command or one test run; `stop` removes every trace of it. */
export const startThrowawayPostgres = async (): Promise<Postgres> => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-pg-"));
  const server = await startPostgres({
    dataFolder: join(folder, "pg"),
    runFolder: folder,
    logFile: join(folder, "postgres.log"),
    port: await freePort(),
    password: "throwaway",
    isThrowaway: true,
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
};
