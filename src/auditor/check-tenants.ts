import type { Findings } from "./report";
import type { Ask } from "./rows";

/** Where a row's organisation must be the organisation of what it hangs on; each question answers the rows where it is not. */
type Canary = { readonly table: string; readonly says: string; readonly strays: string };

type Stray = { id: string; expected: string; found: string; receivable: string | null };

const organisationMissing = (table: string, column: string): Canary => ({
  table,
  says: `column ${column} names no organisation`,
  strays: `select r.id, 'an organisation' as expected, coalesce(r."${column}", 'nothing') as found, null as receivable
    from "${table}" r where r."${column}" is not null
      and not exists (select 1 from "Organisation" o where o.id = r."${column}")`,
});

const accountOf = (side: "seller" | "warehouse" | "buyer"): Canary => ({
  table: "Receivable",
  says: `column ${side}Id is not the organisation whose account signed the terms`,
  strays: `select r.id, coalesce((select o.id from "Organisation" o where lower(o.account) = lower(r.terms->>'${side}')), 'none') as expected,
      r."${side}Id" as found, r.id as receivable
    from "Receivable" r where not exists (select 1 from "Organisation" o
      where o.id = r."${side}Id" and lower(o.account) = lower(r.terms->>'${side}'))`,
});

const CANARIES: readonly Canary[] = [
  organisationMissing("Intent", "organisationId"),
  organisationMissing("Import", "organisationId"),
  organisationMissing("Funding", "lenderId"),
  accountOf("seller"),
  accountOf("warehouse"),
  accountOf("buyer"),
  {
    table: "Order",
    says: "belongs to another organisation than its upload",
    strays: `select o.id, i."organisationId" as expected, o."organisationId" as found, o."receivableId" as receivable
      from "Order" o join "Import" i on i.id = o."importId" where o."organisationId" <> i."organisationId"`,
  },
  {
    table: "Order",
    says: "belongs to another seller or warehouse than its receivable",
    strays: `select o.id, r."sellerId" || ' at ' || r."warehouseId" as expected,
        o."organisationId" || ' at ' || o."warehouseId" as found, r.id as receivable
      from "Order" o join "Receivable" r on r.id = o."receivableId"
      where (o."organisationId", o."warehouseId") <> (r."sellerId", r."warehouseId")`,
  },
  {
    table: "Registration",
    says: "carries a receivable of another seller or warehouse",
    strays: `select g.id, r."sellerId" || ' at ' || r."warehouseId" as expected,
        g."sellerId" || ' at ' || g."warehouseId" as found, r.id as receivable
      from "Registration" g join "Receivable" r on r.id = any(g."receivableIds")
      where (g."sellerId", g."warehouseId") <> (r."sellerId", r."warehouseId")`,
  },
  {
    table: "Attestation",
    says: "is by another warehouse than the receivable's",
    strays: `select a.id, r."warehouseId" as expected, a."warehouseId" as found, r.id as receivable
      from "Attestation" a join "Receivable" r on r.id = a."receivableId" where a."warehouseId" <> r."warehouseId"`,
  },
  {
    table: "Funding",
    says: "is by another account than its organisation's",
    strays: `select f.id, coalesce(o.account, 'none') as expected, i.payload->'payment'->>'payer' as found,
        f."receivableId" as receivable
      from "Funding" f join "Organisation" o on o.id = f."lenderId" join "Intent" i on i.id = f."intentId"
      where lower(o.account) is distinct from lower(i.payload->'payment'->>'payer')`,
  },
  {
    table: "Intent",
    says: "is for an organisation that has no part in its receivable",
    strays: `select i.id, 'a party of the receivable' as expected, i."organisationId" as found, r.id as receivable
      from "Intent" i join "Receivable" r on r.id = i."receivableId" join "Organisation" o on o.id = i."organisationId"
      where o.kind not in ('platform', 'lender') and i."organisationId" not in (r."sellerId", r."warehouseId", r."buyerId")`,
  },
  {
    table: "Session",
    says: "is open in an organisation its person is no member of",
    strays: `select s.id, 'a member' as expected, s."organisationId" as found, null as receivable
      from "Session" s where s."revokedAt" is null and s."expiresAt" > now() and not exists (
        select 1 from "Member" m where m."userId" = s."userId" and m."organisationId" = s."organisationId")`,
  },
  {
    table: "BuyerAlias",
    says: "names an organisation that is no buyer",
    strays: `select a."sellerId" || ' ' || a.key as id, 'buyer' as expected, o.kind as found, null as receivable
      from "BuyerAlias" a join "Organisation" o on o.id = a."organisationId" where o.kind <> 'buyer'`,
  },
];

const TABLES = [
  "Intent",
  "Import",
  "Funding",
  "Receivable",
  "Order",
  "Registration",
  "Attestation",
  "Session",
];

/** I10. */
export const checkTenants = async (ask: Ask, { looked, differs }: Findings): Promise<void> => {
  const counts = TABLES.map((table) => `(select count(*) from "${table}")`).join(" + ");
  const [count] = await ask<{ n: number }>(`select (${counts})::int as n`);
  looked(count?.n ?? 0);
  for (const { table, says, strays } of CANARIES)
    for (const { id, expected, found, receivable } of await ask<Stray>(`${strays} order by 1`))
      differs({ table, row: id, says, expected, found, receivableId: receivable });
};
