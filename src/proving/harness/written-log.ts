import type pg from "pg";

/** Tables in which work is done; signs of life are not among them. */
const TABLES = [
  ...["Intent", "TxAttempt", "SignerLane", "ChainEvent", "ChainBlock", "ChainCursor"],
  ...["Journal", "Posting", "AuditFact", "Receivable", "Funding", "Registration"],
];

/** One row written, by the name under which the writer is connected. */
export type Written = { readonly who: string; readonly what: string; readonly how: string };

/** Notes every row that is written from now on, and by whom; the note is part of the writer's transaction. */
export const logWrites = async (pool: pg.Pool): Promise<void> => {
  await pool.query(`
    create table written (id bigserial primary key, who text, what text, how text);
    create function note_write() returns trigger language plpgsql as $$ begin
      insert into written (who, what, how) values (current_setting('application_name'), tg_table_name,
        case when tg_table_name = 'Intent' and tg_op = 'UPDATE'
          then (to_jsonb(old)->>'status') || ' -> ' || (to_jsonb(new)->>'status') else lower(tg_op) end);
      return null;
    end $$;`);
  for (const table of TABLES)
    await pool.query(
      `create trigger noted after insert or update or delete on "${table}" for each row execute function note_write()`,
    );
};

/** What was noted after a place in the log. */
export const writtenSince = async (pool: pg.Pool, id: bigint): Promise<readonly Written[]> =>
  (
    await pool.query<Written>("select who, what, how from written where id > $1 order by id", [
      id.toString(),
    ])
  ).rows;

/** The place in the log that is newest now. */
export const newestWrite = async (pool: pg.Pool): Promise<bigint> =>
  (await pool.query<{ id: bigint }>("select coalesce(max(id), 0) as id from written")).rows[0]
    ?.id ?? 0n;

/** The same variables under a name of one's own at the database. */
export const named = (variables: Record<string, string>, name: string): Record<string, string> => ({
  ...variables,
  DATABASE_URL: `${variables.DATABASE_URL}?application_name=${name}`,
});
