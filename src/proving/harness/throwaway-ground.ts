import { randomBytes } from "node:crypto";
import { migrate } from "@/adapters/db/migrate";
import { migrationsFolder } from "@/commands/embedded/folder";
import { createDatabase } from "@/commands/embedded/postgres";
import { startThrowawayChain, startThrowawayPostgres } from "@/commands/embedded/throwaway";
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
  const chain = await startThrowawayChain();
  setVariables({ DATABASE_URL: server.urlOf(database), RPC_URL: chain.rpcUrl });
  try {
    return await act();
  } finally {
    await chain.stop();
    await server.stop();
  }
};
