import { likeText, type Where } from "@/adapters/db/order-where";
import type { ReceivableFilter } from "@/core/receivable/receivable-filter";
import type { OrgScope } from "@/core/scope/scope";

/** The state people see, from what is stored, the open offer and the clock; `$1` is the moment. */
export const SHOWN_STATE = `case
  when r.status = 'registered' and exists
    (select 1 from "Offer" x where x."receivableId" = r.id and x.status = 'open') then 'offered'
  when r.status = 'released' and r."dueAt" < $1 and r.collected < r."amountDue" - r.diluted then 'overdue'
  when r.status = 'released' and r.escrow > 0 then 'partlyReleased'
  else r.status end`;

/** Which receivables a scope may see; anything else does not exist for it. `$2` organisation, `$3` account. */
const VISIBLE: Readonly<Record<OrgScope["kind"], string>> = {
  seller: `r."sellerId" = $2`,
  warehouse: `r."warehouseId" = $2`,
  buyer: `r."buyerId" = $2`,
  platform: "true",
  lender: `(exists (select 1 from "Offer" v where v."receivableId" = r.id and v.status = 'open'
              and r.status in ('registered', 'funding'))
    or (r.status = 'funding' and exists (select 1 from "Offer" v where v."receivableId" = r.id and v.status = 'frozen'))
    or exists (select 1 from "Position" v where v."receivableId" = r.id and v.holder = $3)
    or exists (select 1 from "Funding" v where v."receivableId" = r.id and v."lenderId" = $2))`,
};

const COLUMNS = {
  currency: "r.currency =",
  buyerId: `r."buyerId" =`,
  sellerId: `r."sellerId" =`,
  warehouseId: `r."warehouseId" =`,
  dueFrom: `r."dueDate" >=`,
  dueTo: `r."dueDate" <=`,
} as const satisfies Record<Exclude<keyof ReceivableFilter, "search" | "status">, string>;

/** Receivables a scope may see, under a filter. The first three parameters are moment, organisation and account. */
export const receivableWhere = (
  scope: OrgScope,
  { filter, now }: { filter: ReceivableFilter; now: Date },
): Where => {
  // Parameters a clause does not use still need a type; the comparison with null keeps them typed.
  const values: unknown[] = [now, scope.organisationId, scope.account ?? ""];
  const parts = [
    "($1::timestamp is not null and $2::text is not null and $3::text is not null)",
    VISIBLE[scope.kind],
  ];
  for (const key of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    const value = filter[key];
    if (!value) continue;
    values.push(value);
    parts.push(`${COLUMNS[key]} $${values.length}`);
  }
  if (filter.status) {
    values.push(filter.status);
    parts.push(`(${SHOWN_STATE}) = $${values.length}`);
  }
  if (filter.search) {
    values.push(likeText(filter.search));
    const place = `$${values.length}`;
    parts.push(`(r.reference ilike ${place} or b.name ilike ${place} or s.name ilike ${place})`);
  }
  return { text: parts.join(" and "), values };
};
