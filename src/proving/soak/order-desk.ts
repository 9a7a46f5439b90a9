import { importOrders } from "@/commands/trade/acts";
import type { Person } from "@/commands/trade/person";
import { addDays } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { DEMO_CURRENCIES } from "@/core/demo/report";

/** One order that can be financed; minor units of its currency. */
export type ReadyOrder = { readonly id: string; readonly amountDue: bigint };

const ORDERS_A_FILE = 30;
const HEAD =
  "order_number,invoice_number,buyer_name,buyer_country,currency,issue_date,due_date,line_id,description,quantity,unit,unit_price,amount,amount_due";

/** A table of orders in every currency in turn, no two of one amount. */
const tableOf = (tag: string): string => {
  const today = calendarDateAt(new Date(), HONG_KONG_OFFSET_SECONDS);
  const [issued, due] = [addDays(today, -1), addDays(today, 60)];
  const rows = Array.from({ length: ORDERS_A_FILE }, (_, row) => {
    const number = `S-${tag}-${row}`;
    const amount = `${1_000 + row * 7}.${String((row * 13) % 100).padStart(2, "0")}`;
    const currency = DEMO_CURRENCIES[row % DEMO_CURRENCIES.length];
    return `${number},${number},Nordlicht Handels GmbH,DE,${currency},${issued},${due},1,Parcel,1,EA,${amount},${amount},${amount}`;
  });
  return `${[HEAD, ...rows].join("\r\n")}\r\n`;
};

const fill = async (seller: Person, tag: string): Promise<ReadyOrder[]> => {
  const file = { name: `orders-${tag}.csv`, text: tableOf(tag), orders: ORDERS_A_FILE };
  const importId = await importOrders(seller, file);
  const filter = { importId, status: "ready" } as const;
  const { rows } = await seller.ask().order.list.query({ filter, pageSize: ORDERS_A_FILE });
  return rows.map(({ id, amountDue }) => ({ id, amountDue: amountDue.minor }));
};

/** Hands out a seller's orders one by one; uploads another file whenever none is left. */
export const openDesk = (seller: Person, tag: string): (() => Promise<ReadyOrder>) => {
  const ready: ReadyOrder[] = [];
  let files = 0;
  let filling: Promise<void> | undefined;
  const more = async (): Promise<void> => {
    files += 1;
    ready.push(...(await fill(seller, `${tag}${files}`)).reverse());
  };
  return async () => {
    for (;;) {
      const order = ready.pop();
      if (order) return order;
      filling ??= more().finally(() => {
        filling = undefined;
      });
      await filling;
    }
  };
};
