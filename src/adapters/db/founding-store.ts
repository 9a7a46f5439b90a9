import type pg from "pg";
import type { FoundingStore } from "@/ports/founding-store";

const FOUNDING_LOCK = 7_203;

/** The first rows of an installation over one transaction's connection. */
export const foundingStore = (client: pg.PoolClient): FoundingStore => ({
  isFounded: async () => {
    await client.query("select pg_advisory_xact_lock($1)", [FOUNDING_LOCK]);
    const found = await client.query(
      `select 1 from "Organisation" where kind = 'platform' limit 1`,
    );
    return found.rows.length > 0;
  },
  found: async ({ organisationId, name, key, at, people }) => {
    const { rows } = await client.query<{ number: number }>(
      `insert into "Organisation" (id, kind, name, status, custody, account, "createdAt")
       values ($1, 'platform', $2, 'active', 'platform', $3, $4) returning number`,
      [organisationId, name, key.address, at],
    );
    await client.query(
      `insert into "SigningKey" (address, label, cipher, "createdAt") values ($1, $2, $3, $4)`,
      [key.address, `organisation:${organisationId}`, key.cipher, at],
    );
    for (const person of people) {
      await client.query(
        `insert into "User" (id, email, name, "passwordHash", "createdAt") values ($1, $2, $3, $4, $5)`,
        [person.id, person.email, person.name, person.passwordHash, at],
      );
      await client.query(
        `insert into "Member" (id, "organisationId", "userId", role, "createdAt")
         values ($1, $2, $3, 'admin', $4)`,
        [person.memberId, organisationId, person.id, at],
      );
    }
    const [row] = rows;
    if (!row) throw new Error("The platform was not written.");
    return row.number;
  },
});
