import { orderParams } from "@/components/order/order-query";
import { csvText } from "@/core/export/csv-text";
import { decimalOfMinor } from "@/core/money";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const ROWS_MAX = 20_000;

/** The list of orders under the filters of the address, as a file that can be imported again. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const { filter } = orderParams(Object.fromEntries(new URL(request.url).searchParams));
    const { rows } = await caller.order.list({ filter, page: 1, pageSize: ROWS_MAX });
    const text = csvText(
      [
        "invoice_number",
        "order_number",
        "buyer_name",
        "warehouse",
        "currency",
        "issue_date",
        "due_date",
        "amount_due",
        "state",
        "receivable",
      ],
      rows.map((row) => [
        row.number,
        row.orderNumber ?? "",
        row.buyer,
        row.warehouse,
        row.amountDue.currency,
        row.issueDate ?? "",
        row.dueDate,
        { figure: decimalOfMinor(row.amountDue.minor) },
        row.status,
        row.reference ?? "",
      ]),
    );
    return download({ name: "orders.csv", mime: "text/csv", text });
  });
