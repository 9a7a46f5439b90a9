import type pg from "pg";
import type { Currency } from "@/core/money";
import { Refusal } from "@/core/refusal";
import type { BookViews, StatementLine, TrialRow } from "@/ports/book-views";

/** Lines of one statement; beyond that it is cut by its date. */
const LINES_MAX = 50_000;

const trialRows = async (pool: pg.Pool, before: Date): Promise<TrialRow[]> => {
  const { rows } = await pool.query<TrialRow>(
    `select a.currency, a.code, count(distinct a.id)::int as accounts, count(*)::int as postings,
       greatest(sum(p.amount), 0) as debit, greatest(-sum(p.amount), 0) as credit
     from "Posting" p join "Journal" j on j.id = p."journalId" join "LedgerAccount" a on a.id = p."accountId"
     where j."happenedAt" < $1 group by a.currency, a.code order by a.currency, a.code`,
    [before],
  );
  return rows;
};

type Line = Omit<StatementLine, "putIn" | "got" | "balance"> & { amount: bigint };

const linesOf = async (pool: pg.Pool, party: string, before: Date): Promise<Line[]> => {
  const { rows } = await pool.query<Line>(
    `select j."happenedAt" as at, j."blockNumber", j.id as journal, j.name, a."receivableId", r.reference, a.currency,
       sum(p.amount) as amount
     from "LedgerAccount" a join "Posting" p on p."accountId" = a.id join "Journal" j on j.id = p."journalId"
       left join "Receivable" r on r.id = a."receivableId"
     where a.code = 'statement' and a.party = $1 and j."happenedAt" < $2
     group by j.id, a."receivableId", r.reference, a.currency, p.amount > 0
     order by j."happenedAt", j.id, a."receivableId", p.amount > 0 desc limit $3`,
    [party, before, LINES_MAX],
  );
  return rows;
};

const withBalances = (lines: readonly Line[]): StatementLine[] => {
  const balances = new Map<Currency, bigint>();
  return lines.map(({ amount, ...line }) => {
    const balance = (balances.get(line.currency) ?? 0n) + amount;
    balances.set(line.currency, balance);
    return {
      ...line,
      putIn: amount > 0n ? amount : 0n,
      got: amount < 0n ? -amount : 0n,
      balance,
    };
  });
};

type Party = { name: string; kind: string; account: string | null };

/** The books over plain SQL. */
export const bookViews = (pool: pg.Pool): BookViews => ({
  trialBalance: async (scope, before) => {
    if (scope.kind !== "platform") throw new Refusal("object.not_found");
    const { rows } = await pool.query<{ n: bigint }>(
      'select count(*) as n from "Journal" where "happenedAt" < $1',
      [before],
    );
    const journals = Number(rows[0]?.n ?? 0n);
    return { before, journals, rows: await trialRows(pool, before) };
  },
  statement: async (scope, { organisationId, before }) => {
    const found = await pool.query<Party>(
      `select name, kind, account from "Organisation" where id = $1 and ($2 = 'platform' or id = $3)`,
      [organisationId, scope.kind, scope.organisationId],
    );
    const [party] = found.rows;
    if (!party) throw new Refusal("object.not_found");
    const account = party.kind === "platform" ? "platform" : party.account;
    const lines = account === null ? [] : await linesOf(pool, account, before);
    return { organisation: party.name, before, lines: withBalances(lines) };
  },
});
