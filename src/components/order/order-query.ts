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
import { ORDER_STATES, type OrderFilter, type OrderState } from "@/core/order/order-filter";

/** What the address of the list of orders asks for. */
export const orderParams = (params: Params): { filter: OrderFilter; page: number } => ({
  filter: {
    status: oneOf<OrderState>(params, "status", ORDER_STATES),
    currency: oneOf<Currency>(params, "currency", CURRENCIES),
    buyerId: idParam(params, "buyer"),
    warehouseId: idParam(params, "warehouse"),
    importId: idParam(params, "import"),
    dueFrom: dateParam(params, "from"),
    dueTo: dateParam(params, "to"),
    search: textParam(params, "q"),
  },
  page: pageParam(params, LONG_LIST_PAGES),
});
