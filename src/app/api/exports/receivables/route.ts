import { receivableParams } from "@/components/receivable/receivable-query";
import { csvText } from "@/core/export/csv-text";
import { decimalOfMinor } from "@/core/money";
import { statusEntry } from "@/core/status/status";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const ROWS_MAX = 20_000;

/** The list of receivables exactly as the filters and sorting of the address show it. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const { filter, sort } = receivableParams(
      Object.fromEntries(new URL(request.url).searchParams),
    );
    const { rows } = await caller.receivable.list({ filter, sort, page: 1, pageSize: ROWS_MAX });
    const figure = (minor: bigint) => ({ figure: decimalOfMinor(minor) });
    const text = csvText(
      [
        "reference",
        "seller",
        "buyer",
        "warehouse",
        "state",
        "orders",
        "due_date",
        "due_date_source",
        "currency",
        "amount_due",
        "funded",
        "released",
        "collected",
        "id",
      ],
      rows.map((row) => [
        row.reference,
        row.seller,
        row.buyer,
        row.warehouse,
        statusEntry("receivable", row.state).word,
        { figure: String(row.orderCount) },
        row.dueDate,
        row.dueDateSource,
        row.currency,
        figure(row.amountDue),
        figure(row.funded),
        figure(row.released),
        figure(row.collected),
        row.id,
      ]),
    );
    return download({ name: "receivables.csv", mime: "text/csv", text });
  });
