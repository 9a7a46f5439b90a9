import type pg from "pg";
import { audit, type Report } from "@/auditor/audit";
import type { Difference, Invariant } from "@/auditor/report";
import { askOver } from "@/auditor/rows";
import type { World } from "@/commands/testing/settlement-world";

/** What the independent auditor says of a world; within the connection's transaction where one is open. */
export const auditOf = (world: World, client: pg.ClientBase): Promise<Report> =>
  audit(askOver(client), {
    rpcUrl: world.settings.rpcUrl,
    deployment: { ...world.deployed, fromBlock: world.deployed.block },
    finalityDepth: 2,
    limitSeconds: 60,
    now: new Date(),
  });

/** What it names under one invariant. */
export const differencesOf = async (
  world: World,
  client: pg.ClientBase,
  invariant: Invariant,
): Promise<readonly Difference[]> => {
  const { verdicts } = await auditOf(world, client);
  return verdicts.find((verdict) => verdict.invariant === invariant)?.differences ?? [];
};

/** Changes one row behind the database's own guards, looks, and takes the change back. */
export const whileCorrupted = async <T>(
  client: pg.ClientBase,
  { sql, values }: { sql: string; values: readonly unknown[] },
  look: () => Promise<T>,
): Promise<T> => {
  await client.query("begin");
  try {
    await client.query("set local session_replication_role = replica");
    const { rowCount } = await client.query(sql, [...values]);
    if (rowCount !== 1) throw new Error(`${rowCount} rows were changed, not one.`);
    return await look();
  } finally {
    await client.query("rollback");
  }
};
