import type pg from "pg";
import type { MemberRole, OrgScope } from "@/core/scope/scope";
import type { MemberStore } from "@/ports/organisation-stores";

/** Nobody but the platform reaches memberships of another organisation. */
const reaches = (scope: OrgScope, organisationId: string): boolean =>
  scope.kind === "platform" || scope.organisationId === organisationId;

/** People and memberships over one transaction's connection. */
export const memberStore = (client: pg.PoolClient): MemberStore => ({
  personFor: async (_scope, { id, email, name, passwordHash, at }) => {
    const made = await client.query(
      `insert into "User" (id, email, name, "passwordHash", "createdAt") values ($1, $2, $3, $4, $5)
       on conflict (email) do nothing`,
      [id, email, name, passwordHash, at],
    );
    if (made.rowCount) return { userId: id, created: true };
    const found = await client.query<{ id: string }>('select id from "User" where email = $1', [
      email,
    ]);
    const [row] = found.rows;
    if (!row) throw new Error("The person was neither written nor found.");
    return { userId: row.id, created: false };
  },
  roleOf: async (scope, organisationId, userId) => {
    const found = await client.query<{ role: MemberRole }>(
      'select role from "Member" where "organisationId" = $1 and "userId" = $2 and $3 for update',
      [organisationId, userId, reaches(scope, organisationId)],
    );
    return found.rows[0]?.role ?? null;
  },
  adminCount: async (scope, organisationId) => {
    const found = await client.query(
      `select id from "Member" where "organisationId" = $1 and role = 'admin' and $2 for update`,
      [organisationId, reaches(scope, organisationId)],
    );
    return found.rows.length;
  },
  put: async (scope, { id, organisationId, userId, role, at }) => {
    if (!reaches(scope, organisationId)) throw new Error("Out of reach.");
    await client.query(
      `insert into "Member" (id, "organisationId", "userId", role, "createdAt")
       values ($1, $2, $3, $4, $5)
       on conflict ("organisationId", "userId") do update set role = excluded.role`,
      [id, organisationId, userId, role, at],
    );
  },
  remove: async (scope, organisationId, userId) => {
    await client.query(
      'delete from "Member" where "organisationId" = $1 and "userId" = $2 and $3',
      [organisationId, userId, reaches(scope, organisationId)],
    );
  },
});
