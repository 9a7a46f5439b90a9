import type pg from "pg";
import { journalOf } from "@/adapters/db/journal";
import type { Clock } from "@/ports/clock";

/** What somebody who compares found out about receivables. */
export type StopFinding = {
  /** Who compared; it lifts its own stops when the difference is gone. */
  readonly source: "reconciler" | "auditor";
  /** Those that were compared; null for all there are. */
  readonly compared: readonly string[] | null;
  /** Those that differ, and how. */
  readonly differing: ReadonlyMap<string, string>;
};

type Row = { receivableId: string; reason: string };

const changed = async (client: pg.PoolClient, sql: string, values: unknown[]): Promise<Row[]> =>
  (await client.query<Row>(`${sql} returning "receivableId", reason`, values)).rows;

/**
 * Stops receivables that differ and lifts the stops of those that agree again, in the caller's transaction, each with
 * its audit row. While a stop is in force the relayer sends nothing for that receivable; others go on.
 */
export const stopReceivables = async (
  client: pg.PoolClient,
  clock: Clock,
  { source, compared, differing }: StopFinding,
): Promise<void> => {
  const ids = [...differing.keys()];
  const stopped = await changed(
    client,
    `insert into "ReceivableStop" ("receivableId", source, reason)
     select d.id, $3, d.reason from unnest($1::text[], $2::text[]) as d(id, reason)
     on conflict ("receivableId", source) where "liftedAt" is null do nothing`,
    [ids, [...differing.values()], source],
  );
  const lifted = await changed(
    client,
    `update "ReceivableStop" set "liftedAt" = now() where "liftedAt" is null and source = $1
       and not "receivableId" = any($2::text[]) and ($3::text[] is null or "receivableId" = any($3::text[]))`,
    [source, ids, compared],
  );
  const journal = journalOf(client, clock);
  const record = async (name: string, rows: readonly Row[]): Promise<void> => {
    for (const { receivableId, reason } of rows) {
      await journal.record({
        ...{ name, actor: source, organisationId: null, subject: receivableId },
        data: { reason },
      });
      await journal.announce(`receivable:${receivableId}`);
    }
  };
  await record("receivable.stopped", stopped);
  await record("receivable.resumed", lifted);
  if (lifted.length > 0) await client.query("select pg_notify('quaynote_intents', '')");
};
