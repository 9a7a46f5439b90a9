import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@/adapters/db/migrate";
import { endChild } from "@/commands/embedded/child";
import { migrationsFolder } from "@/commands/embedded/folder";
import { freePort } from "@/commands/embedded/free-port";
import { createDatabase, startPostgres } from "@/commands/embedded/postgres";

const DATABASE = "trial";

/** A PostgreSQL of a trial's own with a migrated database; it may be ended without a word, for nobody else uses it. */
export type Cluster = {
  readonly databaseUrl: string;
  /** Ends it at once, as `pg_ctl stop -m immediate` does: nothing is saved, connections just end. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends it and removes every trace. */
  readonly close: () => Promise<void>;
};

/** Opens a cluster that keeps what it acknowledged, in `dataFolder` or a folder of its own. */
export const openCluster = async (dataFolder?: string): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-cluster-"));
  const plan = {
    dataFolder: dataFolder ?? join(folder, "pg"),
    runFolder: folder,
    logFile: join(folder, "postgres.log"),
    port: await freePort(),
    password: "trial",
  };
  let server = await startPostgres(plan);
  await createDatabase(server.urlOf("postgres"), DATABASE);
  await migrate(server.urlOf(DATABASE), migrationsFolder);
  const crash = () => endChild(server.child, folder, "SIGQUIT");
  return {
    databaseUrl: server.urlOf(DATABASE),
    crash,
    start: async () => {
      server = await startPostgres(plan);
    },
    close: async () => {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
