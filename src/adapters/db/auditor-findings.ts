import type pg from "pg";
import { stopReceivables } from "@/adapters/db/receivable-stops";
import { inTransaction } from "@/adapters/db/transact";
import type { Clock } from "@/ports/clock";

/** One run of the auditor as it is kept. */
export type AuditorFinding = {
  readonly block: { readonly number: number; readonly hash: string };
  readonly differences: number;
  readonly verdicts: readonly {
    readonly differences: readonly {
      readonly table: string;
      readonly row: string;
      readonly says: string;
      readonly receivableId: string | null;
    }[];
  }[];
};

const KEEP_DAYS = 90;

/** Keeps a run, and stops the receivables it names; those it stopped before and that agree again go on. */
export const keepAuditorRun = (
  { pool, clock }: { pool: pg.Pool; clock: Clock },
  { block, differences, verdicts }: AuditorFinding,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(
      `insert into "AuditorRun" ("blockNumber", "blockHash", differences, verdicts) values ($1, $2, $3, $4)`,
      [block.number, block.hash, differences, JSON.stringify(verdicts)],
    );
    await client.query(
      `delete from "AuditorRun" where differences = 0 and "createdAt" < now() - make_interval(days => $1)`,
      [KEEP_DAYS],
    );
    const differing = new Map<string, string>();
    for (const { table, row, says, receivableId } of verdicts.flatMap((each) => each.differences))
      if (receivableId && !differing.has(receivableId))
        differing.set(receivableId, `${table} ${row}: ${says}`);
    await stopReceivables(client, clock, { source: "auditor", compared: null, differing });
    await client.query("select pg_notify('quaynote', 'reconciliation')");
  });
