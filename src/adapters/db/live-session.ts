import type pg from "pg";
import type { MemberRole, OrganisationKind } from "@/core/scope/scope";

type Row = {
  userId: string;
  organisationId: string;
  role: MemberRole;
  kind: OrganisationKind;
  account: string | null;
  status: "draft" | "active" | "suspended";
};

/** The member behind a session that is neither ended nor over at `now`, as they stand this moment. */
export const liveSession = (pool: pg.Pool) => async (id: string, now: Date) => {
  const found = await pool.query<Row>({
    name: "live-session",
    text: `select m."userId", m."organisationId", m.role, o.kind, o.account, o.status
      from "Session" s
      join "Member" m on m."userId" = s."userId" and m."organisationId" = s."organisationId"
      join "Organisation" o on o.id = m."organisationId"
      where s.id = $1 and s."revokedAt" is null and s."expiresAt" > $2`,
    values: [id, now],
  });
  return found.rows[0] ?? null;
};
