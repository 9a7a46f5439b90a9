import type { OrderFilter, OrderSelection } from "@/core/order/order-filter";
import type { OrgScope } from "@/core/scope/scope";

/** A where clause over `"Order" o` and its parameters, numbered from 1. */
export type Where = { readonly text: string; readonly values: readonly unknown[] };

const COLUMNS = {
  status: "o.status =",
  currency: "o.currency =",
  warehouseId: `o."warehouseId" =`,
  buyerId: `o."buyerId" =`,
  importId: `o."importId" =`,
  dueFrom: `o."dueDate" >=`,
  dueTo: `o."dueDate" <=`,
} as const satisfies Record<Exclude<keyof OrderFilter, "search">, string>;

/** Turns marks that LIKE reads as wildcards into plain text. */
export const likeText = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Orders of one seller under a filter. */
export const orderWhere = (scope: OrgScope, filter: OrderFilter): Where => {
  const values: unknown[] = [scope.organisationId];
  const parts = [`o."organisationId" = $1`];
  for (const key of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    const value = filter[key];
    if (!value) continue;
    values.push(value);
    parts.push(`${COLUMNS[key]} $${values.length}`);
  }
  if (filter.search) {
    values.push(likeText(filter.search));
    const place = `$${values.length}`;
    parts.push(
      `(o.number ilike ${place} or o."orderNumber" ilike ${place} or exists (select 1 from "Organisation" b
        where b.id = o."buyerId" and b.name ilike ${place}))`,
    );
  }
  return { text: parts.join(" and "), values };
};

/** The ready orders of a selection. */
export const selectionWhere = (scope: OrgScope, selection: OrderSelection): Where => {
  if ("all" in selection) return orderWhere(scope, { ...selection.all, status: "ready" });
  return {
    text: `o."organisationId" = $1 and o.id = any($2)`,
    values: [scope.organisationId, selection.ids],
  };
};
