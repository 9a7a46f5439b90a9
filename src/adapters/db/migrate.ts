import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type Landmark, noLandmark } from "@/ports/landmark";

/** The advisory lock that Prisma's own `migrate deploy` takes: the two never run at the same time. */
const MIGRATION_LOCK = 72_707_369;

const CREATE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

export type Migration = { name: string; sql: string; checksum: string };

/** Every migration of a folder in the order of its name. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });

type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null };

const appliedOf = async (client: pg.Client): Promise<Map<string, AppliedRow>> => {
  const { rows } = await client.query<AppliedRow>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
};

const apply = async (
  client: pg.Client,
  migration: Migration,
  landmark: Landmark,
): Promise<void> => {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    landmark("migrating");
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${migration.name} failed and was undone.`, { cause: error });
  }
};

const pendingOf = (migrations: Migration[], applied: Map<string, AppliedRow>): Migration[] =>
  migrations.filter(({ name, checksum }) => {
    const row = applied.get(name);
    if (row && row.checksum !== checksum) {
      throw new Error(`Migration ${name} was edited after it was applied.`);
    }
    if (row && !row.finished_at) throw new Error(`Migration ${name} was left half applied.`);
    return !row;
  });

/**
 * Brings a database up to the migrations of a folder: each file in a transaction of its own, recorded
 * the way Prisma records it, so that `prisma migrate deploy` agrees with the result.
 * @returns the names of the migrations applied by this call.
 * @throws Error where an applied file was edited, or a file fails (it is then undone).
 */
export const migrate = async (
  databaseUrl: string,
  folder: string,
  landmark: Landmark = noLandmark,
): Promise<string[]> => {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(CREATE_TABLE);
    const pending = pendingOf(migrations, await appliedOf(client));
    for (const migration of pending) await apply(client, migration, landmark);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
};
