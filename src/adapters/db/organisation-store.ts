import type pg from "pg";
import type { Licence } from "@/core/licence/licence";
import type { LicenceClass } from "@/core/licence/licence-class";
import type { Custody, Organisation, OrganisationStatus } from "@/core/organisation/organisation";
import type { OrganisationKind, OrgScope } from "@/core/scope/scope";
import type { OrganisationStore } from "@/ports/organisation-stores";

type OrganisationRow = {
  id: string;
  kind: OrganisationKind;
  name: string;
  status: OrganisationStatus;
  custody: Custody;
  account: string | null;
  number: number;
};

type LicenceRow = {
  id: string;
  organisationId: string;
  class: LicenceClass;
  number: string;
  regulator: string;
  expiresAt: Date;
  status: Licence["status"];
};

/** The one organisation a scope may reach; null stands for all, which only the platform may. */
const reach = (scope: OrgScope): string | null =>
  scope.kind === "platform" ? null : scope.organisationId;

const get =
  (client: pg.PoolClient): OrganisationStore["get"] =>
  async (scope, id) => {
    const found = await client.query<OrganisationRow>(
      `select id, kind, name, status, custody, account, number from "Organisation"
       where id = $1 and ($2::text is null or id = $2) for update`,
      [id, reach(scope)],
    );
    const [row] = found.rows;
    return row ? ({ ...row } satisfies Organisation) : null;
  };

const add =
  (client: pg.PoolClient): OrganisationStore["add"] =>
  async (_scope, made) => {
    const { rows } = await client.query<{ number: number }>(
      `insert into "Organisation" (id, kind, name, "legalId", country, status, account, custody, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning number`,
      [
        made.id,
        made.kind,
        made.name,
        made.legalId,
        made.country,
        made.status,
        made.account,
        made.custody,
        made.createdAt,
      ],
    );
    const [row] = rows;
    if (!row) throw new Error("The organisation was not written.");
    return row.number;
  };

const draftLike =
  (client: pg.PoolClient): OrganisationStore["draftLike"] =>
  async (scope, { kind, name, legalId, country, custody }) => {
    const words = [kind, name, legalId, country, custody];
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 7204))", [
      JSON.stringify(words),
    ]);
    const found = await client.query<{ organisationId: string }>(
      `select id as "organisationId" from "Organisation"
       where status = 'draft' and kind = $1 and name = $2 and "legalId" is not distinct from $3
         and country is not distinct from $4 and custody = $5 and $6 = 'platform'`,
      [...words, scope.kind],
    );
    return found.rows[0] ?? null;
  };

const licencesOf =
  (client: pg.PoolClient): OrganisationStore["licencesOf"] =>
  async (scope, organisationId) => {
    const found = await client.query<LicenceRow>(
      `select id, "organisationId", class, number, regulator, "expiresAt", status from "Licence"
       where "organisationId" = $1 and ($2::text is null or "organisationId" = $2)
       order by "createdAt" for update`,
      [organisationId, reach(scope)],
    );
    return found.rows;
  };

/** Organisations and their licences over one transaction's connection. */
export const organisationStore = (client: pg.PoolClient): OrganisationStore => ({
  get: get(client),
  add: add(client),
  draftLike: draftLike(client),
  save: async (scope, { id, status, account }) => {
    await client.query(
      `update "Organisation" set status = $3, account = $4
       where id = $1 and ($2::text is null or id = $2)`,
      [id, reach(scope), status, account],
    );
  },
  accountTaken: async (_scope, account, butId) => {
    const found = await client.query(
      `select 1 from "Organisation" where account = $1 and id <> $2`,
      [account, butId],
    );
    return found.rows.length > 0;
  },
  licencesOf: licencesOf(client),
  addLicence: async (_scope, licence, at) => {
    await client.query(
      `insert into "Licence" (id, "organisationId", class, number, regulator, "expiresAt", status, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        licence.id,
        licence.organisationId,
        licence.class,
        licence.number,
        licence.regulator,
        licence.expiresAt,
        licence.status,
        at,
      ],
    );
  },
  saveLicence: async (_scope, { id, status }) => {
    await client.query(`update "Licence" set status = $2 where id = $1`, [id, status]);
  },
  addKey: async (_scope, { address, cipher }, label, at) => {
    await client.query(
      `insert into "SigningKey" (address, label, cipher, "createdAt") values ($1, $2, $3, $4)`,
      [address, label, cipher, at],
    );
  },
  setLotKey: async (_scope, organisationId, cipher) => {
    await client.query(
      `update "Organisation" set "lotKeyCipher" = $2 where id = $1 and "lotKeyCipher" is null`,
      [organisationId, cipher],
    );
  },
});
