import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Chain, startChain } from "./chain";
import { freePort } from "./free-port";
import { type Postgres, startPostgres } from "./postgres";

/** A program's life in a folder of its own; with `stop` the folder goes too. */
const inOwnFolder = async <T extends { stop: () => Promise<void> }>(
  name: string,
  start: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), `quaynote-${name}-`));
  const program = await start(folder);
  const stop = async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...program, stop };
};

/** A PostgreSQL for one command or one test run; `stop` removes every trace of it. */
export const startThrowawayPostgres = (): Promise<Postgres> =>
  inOwnFolder("pg", async (folder) =>
    startPostgres({
      dataFolder: join(folder, "pg"),
      runFolder: folder,
      logFile: join(folder, "postgres.log"),
      port: await freePort(),
      password: "throwaway",
      isThrowaway: true,
    }),
  );

/** A chain for one command or one test file, which mines each transaction at once; `stop` removes every trace of it. */
export const startThrowawayChain = (): Promise<Chain> =>
  inOwnFolder("chain", async (folder) =>
    startChain({
      runFolder: folder,
      logFile: join(folder, "chain.log"),
      port: await freePort(),
      mining: "instant",
    }),
  );
