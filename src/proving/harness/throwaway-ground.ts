import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@/adapters/db/migrate";
import { startChain } from "@/commands/embedded/chain";
import { migrationsFolder } from "@/commands/embedded/folder";
import { freePort } from "@/commands/embedded/free-port";
import { createDatabase } from "@/commands/embedded/postgres";
import { startThrowawayPostgres } from "@/commands/embedded/throwaway";
import { generated } from "@/commands/products";
import { makeWhenStale } from "@/commands/stale";
import { TEMPLATE } from "@/commands/testing/template";
import { setVariables } from "@/commands/testing/variables";

/** Runs trials from a terminal: a PostgreSQL and a node of their own, named by this process's settings, gone afterwards. */
export const onThrowawayGround = async <T>(act: () => Promise<T>): Promise<T> => {
  for (const product of generated) await makeWhenStale(product, { say: () => undefined });
  const server = await startThrowawayPostgres();
  await createDatabase(server.urlOf("postgres"), TEMPLATE);
  await migrate(server.urlOf(TEMPLATE), migrationsFolder);
  const database = `trials_${randomBytes(6).toString("hex")}`;
  await createDatabase(server.urlOf("postgres"), database, TEMPLATE);
  const folder = mkdtempSync(join(tmpdir(), "quaynote-chain-"));
  const chain = await startChain({
    runFolder: folder,
    logFile: join(folder, "chain.log"),
    port: await freePort(),
    mining: "instant",
  });
  setVariables({ DATABASE_URL: server.urlOf(database), RPC_URL: chain.rpcUrl });
  try {
    return await act();
  } finally {
    await chain.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
