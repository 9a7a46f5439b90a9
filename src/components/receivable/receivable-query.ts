import {
  dateParam,
  idParam,
  one,
  oneOf,
  type Params,
  pageParam,
} from "@/components/order/order-query";
import { CURRENCIES, type Currency } from "@/core/money";
import {
  RECEIVABLE_SORTS,
  type ReceivableFilter,
  type ReceivableSort,
  SHOWN_STATES,
  type ShownState,
} from "@/core/receivable/receivable-filter";

/** What the address of the list of receivables asks for. */
export const receivableParams = (
  params: Params,
): { filter: ReceivableFilter; sort: ReceivableSort; page: number } => ({
  filter: {
    status: oneOf<ShownState>(params, "status", SHOWN_STATES),
    currency: oneOf<Currency>(params, "currency", CURRENCIES),
    buyerId: idParam(params, "buyer"),
    sellerId: idParam(params, "seller"),
    warehouseId: idParam(params, "warehouse"),
    dueFrom: dateParam(params, "from"),
    dueTo: dateParam(params, "to"),
    search: one(params, "q")?.slice(0, 100),
  },
  sort: {
    by: oneOf(params, "sort", RECEIVABLE_SORTS) ?? "created",
    descending: one(params, "order") !== "up",
  },
  page: pageParam(params),
});
