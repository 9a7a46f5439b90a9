import {
  dateParam,
  idParam,
  LONG_LIST_PAGES,
  oneOf,
  type Params,
  pageParam,
  textParam,
} from "@/components/list/address";
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
    search: textParam(params, "q"),
  },
  sort: {
    by: oneOf(params, "sort", RECEIVABLE_SORTS) ?? "created",
    descending: textParam(params, "order") !== "up",
  },
  page: pageParam(params, LONG_LIST_PAGES),
});
