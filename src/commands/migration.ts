import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DiffTarget, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { presentDatamodel, previousDatamodel, prismaFolder } from "./datamodel";
import { migrationsFolder, root } from "./embedded/folder";
import { startThrowawayPostgres } from "./embedded/throwaway";

/**
 * `npm run migration -- NAME`: writes the SQL that leads from the newest migration's datamodel to the
 * present one, and keeps the present datamodel beside it. Compares datamodel with datamodel, so no
 * database has to be in any state (the engine wants one that answers: a throwaway is started). An empty
 * difference leaves a file to fill by hand (triggers, constraints).
 */

const fileOf = (content: string) => ({ path: join(prismaFolder, "schema.prisma"), content });

const targetOf = (content: string | undefined): DiffTarget =>
  content === undefined ? { tag: "empty" } : { tag: "schemaDatamodel", files: [fileOf(content)] };

/** Loads the schema engine from its WebAssembly file, without which it would be downloaded. */
const startEngine = async (datamodel: string, databaseUrl: string): Promise<SchemaEngine> => {
  const wasm = join(root, "node_modules", "@prisma", "schema-engine-wasm", "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const { path, content } = fileOf(datamodel);
  return engineModule.SchemaEngine.new(
    { datamodels: [[path, content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );
};

const sqlBetween = async (previous: string | undefined, present: string): Promise<string> => {
  const server = await startThrowawayPostgres();
  try {
    const engine = await startEngine(present, server.urlOf("postgres"));
    const { stdout } = await engine.diff({
      from: targetOf(previous),
      to: targetOf(present),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } finally {
    await server.stop();
  }
};

const main = async (name: string | undefined): Promise<void> => {
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    console.error("Name the migration in lower case: npm run migration -- add_due_date");
    process.exit(2);
  }
  const present = presentDatamodel();
  const sql = await sqlBetween(previousDatamodel(), present);
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  writeFileSync(join(folder, "datamodel.txt"), present);
  writeFileSync(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
  console.log(`Wrote ${join(folder, "migration.sql")}`);
};

await main(process.argv[2]);
process.exit(0);
