import type pg from "pg";
import type { AuditFilter, AuditRow, AuditViews } from "@/ports/audit-views";
import { auditHash, auditText } from "./journal";

const PAGE_SIZE = 50;
const BATCH_SIZE = 2000;
const FIRST_PREVIOUS = "0".repeat(64);

type ListRow = Omit<AuditRow, "organisation"> & {
  organisationId: string | null;
  organisationName: string | null;
};

const list =
  (pool: pg.Pool): AuditViews["list"] =>
  async (scope, filter: AuditFilter) => {
    const found = await pool.query<ListRow>(
      `select f.id, f.name, coalesce(u.name, f.actor) as actor, f."organisationId",
         o.name as "organisationName", f.subject, f.data, f.at, f.hash
       from "AuditFact" f
       left join "User" u on u.id = f.actor
       left join "Organisation" o on o.id = f."organisationId"
       where $1 = 'platform'
         and ($2::text is null or split_part(f.name, '.', 1) = $2)
         and ($3::text is null or f."organisationId" = $3)
         and ($4::text is null or f.subject = $4)
         and ($5::timestamp is null or f.at >= $5)
         and ($6::timestamp is null or f.at < $6)
         and ($7::bigint is null or f.id < $7)
       order by f.id desc limit $8`,
      [
        scope.kind,
        filter.noun ?? null,
        filter.organisationId ?? null,
        filter.subject ?? null,
        filter.from ?? null,
        filter.until ?? null,
        filter.before?.toString() ?? null,
        PAGE_SIZE + 1,
      ],
    );
    const shown = found.rows.slice(0, PAGE_SIZE);
    return {
      rows: shown.map(({ organisationId, organisationName, ...row }) => ({
        ...row,
        organisation: organisationId
          ? { id: organisationId, name: organisationName ?? organisationId }
          : null,
      })),
      next: found.rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
      nouns: await nounsOf(pool),
    };
  };

/** The nouns among the latest facts, for the filter. */
const nounsOf = async (pool: pg.Pool): Promise<string[]> => {
  const found = await pool.query<{ noun: string }>(
    `select distinct split_part(name, '.', 1) as noun
     from (select name from "AuditFact" order by id desc limit 5000) latest order by 1`,
  );
  return found.rows.map(({ noun }) => noun);
};

type HashedRow = {
  id: bigint;
  name: string;
  actor: string;
  organisationId: string | null;
  subject: string;
  data: Record<string, string | number | boolean | null>;
  at: Date;
  previousHash: string;
  hash: string;
};

const follows = (row: HashedRow, previousHash: string): boolean =>
  row.previousHash === previousHash && auditHash(auditText(row, row.at, previousHash)) === row.hash;

/** Recomputes the chain in batches, so that memory stays flat however long the trail is. */
const verify =
  (pool: pg.Pool): AuditViews["verify"] =>
  async () => {
    let after = -(2n ** 63n);
    let previousHash = FIRST_PREVIOUS;
    let checked = 0;
    for (;;) {
      const { rows } = await pool.query<HashedRow>(
        `select id, name, actor, "organisationId", subject, data, at, "previousHash", hash
         from "AuditFact" where id > $1 order by id limit $2`,
        [after.toString(), BATCH_SIZE],
      );
      for (const row of rows) {
        if (!follows(row, previousHash)) return { checked, brokenAt: row.id, lastHash: null };
        previousHash = row.hash;
        after = row.id;
        checked += 1;
      }
      if (rows.length < BATCH_SIZE)
        return { checked, brokenAt: null, lastHash: checked > 0 ? previousHash : null };
    }
  };

/** The audit trail over plain SQL. */
export const auditViews = (pool: pg.Pool): AuditViews => ({
  list: list(pool),
  verify: verify(pool),
});
