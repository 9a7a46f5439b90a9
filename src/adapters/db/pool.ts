import pg from "pg";

const { INT8, NUMERIC, TIMESTAMP } = pg.types.builtins;

const wholeNumber = (text: string): bigint => BigInt(text);

/** Columns hold UTC without a zone, as Prisma writes them; the machine's own zone must not shift them. */
const utcMoment = (text: string): Date => new Date(`${text.replace(" ", "T")}Z`);

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, wholeNumber],
  [NUMERIC, wholeNumber],
  [TIMESTAMP, utcMoment],
]);

/** Ours before the driver's own; kept off the driver's global table, which Prisma reads too. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format as "text"),
};

pg.defaults.parseInputDatesAsUTC = true;

/**
 * The connection pool of one process. Whole numbers come back as bigint, never as a float;
 * a statement or an idle transaction that takes too long is cut by PostgreSQL itself, which ends the session.
 */
export const openPool = (connectionString: string, max = 12): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 20_000,
  });
  // A connection that is lost ends its queries with an error. The event beside it, unheard, would end the program.
  const heard = (): undefined => undefined;
  pool.on("error", heard);
  pool.on("connect", (client) => client.on("error", heard));
  return pool;
};
