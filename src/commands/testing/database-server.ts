import type { TestProject } from "vitest/node";
import { migrate } from "@/adapters/db/migrate";
import { migrationsFolder } from "../embedded/folder";
import { createDatabase } from "../embedded/postgres";
import { startThrowawayPostgres } from "../embedded/throwaway";
import { TEMPLATE } from "./template";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL for the whole run, with a migrated database that each file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres();
  await createDatabase(server.urlOf("postgres"), TEMPLATE);
  await migrate(server.urlOf(TEMPLATE), migrationsFolder);
  project.provide("postgresUrl", server.urlOf("postgres"));
  return server.stop;
}
