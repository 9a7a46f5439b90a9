import type pg from "pg";
import type { NonceStore, PeopleLookup, Person, SessionStore } from "@/ports/session-stores";

/** Sessions over one transaction's connection. */
export const sessionStore = (client: pg.PoolClient): SessionStore => ({
  firstOrganisation: async (userId) => {
    const found = await client.query<{ organisationId: string }>(
      'select "organisationId" from "Member" where "userId" = $1 order by "createdAt", id limit 1',
      [userId],
    );
    return found.rows[0]?.organisationId ?? null;
  },
  isMember: async (userId, organisationId) => {
    const found = await client.query(
      'select 1 from "Member" where "userId" = $1 and "organisationId" = $2 for share',
      [userId, organisationId],
    );
    return found.rows.length > 0;
  },
  start: async ({ id, userId, organisationId, createdAt, expiresAt }) => {
    await client.query(
      `insert into "Session" (id, "userId", "organisationId", "createdAt", "expiresAt")
       values ($1, $2, $3, $4, $5)`,
      [id, userId, organisationId, createdAt, expiresAt],
    );
  },
  end: async (sessionId, at) => {
    const ended = await client.query<{ userId: string; organisationId: string }>(
      `update "Session" set "revokedAt" = $2 where id = $1 and "revokedAt" is null
       returning "userId", "organisationId"`,
      [sessionId, at],
    );
    return ended.rows[0] ?? null;
  },
  endOthers: async (userId, keepId, at) => {
    const ended = await client.query(
      `update "Session" set "revokedAt" = $3
       where "userId" = $1 and id is distinct from $2 and "revokedAt" is null and "expiresAt" > $3`,
      [userId, keepId, at],
    );
    return ended.rowCount ?? 0;
  },
  move: async (sessionId, organisationId) => {
    const moved = await client.query(
      'update "Session" set "organisationId" = $2 where id = $1 and "organisationId" <> $2',
      [sessionId, organisationId],
    );
    return moved.rowCount === 1;
  },
  setWallet: async (userId, wallet) => {
    const set = await client.query(
      `update "User" set wallet = $2
       where id = $1 and not exists (select 1 from "User" where wallet = $2 and id <> $1)`,
      [userId, wallet],
    );
    return set.rowCount === 1;
  },
  passwordHashOf: async (userId) => {
    const found = await client.query<{ passwordHash: string | null }>(
      'select "passwordHash" from "User" where id = $1 for update',
      [userId],
    );
    return found.rows[0]?.passwordHash ?? null;
  },
  setPasswordHash: async (userId, hash) => {
    await client.query('update "User" set "passwordHash" = $2 where id = $1', [userId, hash]);
  },
});

/** Challenges in the database: burning is one statement, so only one of many answers wins. */
export const nonceStore = (pool: pg.Pool): NonceStore => ({
  issue: async (nonce, expiresAt) => {
    await pool.query('delete from "SignInNonce" where "expiresAt" < now() - interval \'1 day\'');
    await pool.query('insert into "SignInNonce" (nonce, "expiresAt") values ($1, $2)', [
      nonce,
      expiresAt,
    ]);
  },
  burn: async (nonce, now) => {
    const burnt = await pool.query<{ inTime: boolean }>(
      'delete from "SignInNonce" where nonce = $1 returning "expiresAt" > $2 as "inTime"',
      [nonce, now],
    );
    return burnt.rows[0]?.inTime ?? false;
  },
});

/** People as sign-in looks them up. */
export const peopleLookup = (pool: pg.Pool): PeopleLookup => {
  const by = (column: "email" | "wallet") => async (value: string) => {
    const found = await pool.query<Person>(
      `select id, name, "passwordHash" from "User" where ${column} = $1`,
      [value],
    );
    return found.rows[0] ?? null;
  };
  return { byEmail: by("email"), byWallet: by("wallet") };
};
