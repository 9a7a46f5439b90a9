import pg from "pg";
import { openPool } from "@/adapters/db/pool";
import type { Difference, Invariant } from "@/auditor/report";
import { openWorld, type World } from "@/commands/testing/settlement-world";
import { auditOf } from "../harness/audited-world";
import { ownDatabase } from "../harness/own-database";
import { openPostgresProxy, type PostgresProxy } from "../harness/postgres-proxy";
import type { Verdict } from "./fault-row";

/** Held or broken; why only where it is broken. */
export const verdict = (holds: boolean, figure: string, why: string): Verdict => ({
  status: holds ? "held" : "broken",
  figure,
  why: holds ? "" : why,
});

/** A database of one row's own, and a line to it that can be cut. */
export type Ground = {
  readonly databaseUrl: string;
  /** A connection string of the server's own database, for what concerns whole databases. */
  readonly adminUrl: string;
  readonly name: string;
  readonly proxy: PostgresProxy;
  /** Straight to the database, beside the line. */
  readonly direct: pg.Pool;
};

/** Opens a ground, and removes the line after. */
export const onGround = async <T>(act: (ground: Ground) => Promise<T>): Promise<T> => {
  const databaseUrl = await ownDatabase("books");
  const name = databaseUrl.split("/").at(-1) ?? "";
  const adminUrl = databaseUrl.replace(/\/[^/]+$/, "/postgres");
  const proxy = await openPostgresProxy(databaseUrl);
  const direct = openPool(databaseUrl);
  try {
    return await act({ databaseUrl, adminUrl, name, proxy, direct });
  } finally {
    await direct.end();
    await proxy.stop();
  }
};

/** Does something to whole databases while nobody is connected to them. */
export const onServer = async (
  { adminUrl }: Ground,
  databases: readonly string[],
  statements: readonly string[],
) => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1::text[]) and pid <> pg_backend_pid()",
      [databases],
    );
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A world whose database lies behind the ground's line; its contracts are its own. */
export const inWorld = <T>(act: (world: World, ground: Ground) => Promise<T>): Promise<T> =>
  onGround(async (ground) => {
    const databaseUrl = ground.proxy.through(ground.databaseUrl);
    const world = await openWorld({ databaseUrl });
    try {
      return await act(world, ground);
    } finally {
      await world.close();
    }
  });

/** What the independent auditor finds wrong, of the invariants asked for. */
export const judged = async (
  world: World,
  ground: Pick<Ground, "databaseUrl">,
  invariants: readonly Invariant[],
): Promise<readonly (Difference & { readonly invariant: Invariant })[]> => {
  const client = new pg.Client({ connectionString: ground.databaseUrl });
  await client.connect();
  try {
    const { verdicts } = await auditOf(world, client);
    return verdicts
      .filter(({ invariant }) => invariants.includes(invariant))
      .flatMap(({ invariant, differences }) => differences.map((each) => ({ invariant, ...each })));
  } finally {
    await client.end();
  }
};
