import pg from "pg";

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => BigInt(text));
// Columns hold UTC without a zone, as Prisma writes them; the machine's own zone must not shift them.
pg.types.setTypeParser(
  pg.types.builtins.TIMESTAMP,
  (text) => new Date(`${text.replace(" ", "T")}Z`),
);
pg.defaults.parseInputDatesAsUTC = true;

/**
 * The connection pool of one process. Whole numbers come back as bigint, never as a float;
 * a statement or an idle transaction that takes too long is cut by PostgreSQL itself, which ends the session.
 */
export const openPool = (connectionString: string): pg.Pool =>
  new pg.Pool({
    connectionString,
    max: 12,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 20_000,
  });
