import { object, enum as oneOf, string } from "zod";
import { CURRENCIES } from "@/core/money";
import { SHOWN_STATES } from "@/core/receivable/receivable-filter";
import { idField } from "@/trpc/fields";
import { dateField, searchField } from "@/trpc/order-fields";

/** Id of a receivable on chain. */
export const receivableIdField = string().regex(/^0x[0-9a-f]{64}$/);

/** What a list of receivables is narrowed to. */
export const receivableFilterField = object({
  status: oneOf(SHOWN_STATES).optional(),
  currency: oneOf(CURRENCIES).optional(),
  buyerId: idField.optional(),
  sellerId: idField.optional(),
  warehouseId: idField.optional(),
  dueFrom: dateField.optional(),
  dueTo: dateField.optional(),
  search: searchField.optional(),
}).strict();
