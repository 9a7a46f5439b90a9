import { array, object, enum as oneOf, string, union } from "zod";
import { CURRENCIES } from "@/core/money";
import { ORDER_STATES } from "@/core/order/order-filter";
import { GROUPINGS } from "@/core/registration/group-orders";
import { idField } from "@/trpc/fields";

/** A calendar date. */
export const dateField = string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Part of a name or number. */
export const searchField = string().trim().max(100);

/** What a list of orders is narrowed to. */
export const orderFilterField = object({
  status: oneOf(ORDER_STATES).optional(),
  currency: oneOf(CURRENCIES).optional(),
  warehouseId: idField.optional(),
  buyerId: idField.optional(),
  importId: idField.optional(),
  dueFrom: dateField.optional(),
  dueTo: dateField.optional(),
  search: searchField.optional(),
}).strict();

/** Chosen orders, or all that a filter finds. */
export const selectionField = union([
  object({ ids: array(idField).min(1).max(1_000) }).strict(),
  object({ all: orderFilterField }).strict(),
]);

export const groupingField = oneOf(GROUPINGS);

/** A signature of a key or of a contract wallet, as hex. */
export const signatureField = string().regex(/^0x([0-9a-fA-F]{2}){65,4096}$/);
