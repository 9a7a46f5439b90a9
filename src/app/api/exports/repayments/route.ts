import { repaymentParams } from "@/components/repayment/repayment-query";
import { csvText } from "@/core/export/csv-text";
import { decimalOfMinor } from "@/core/money";
import { statusEntry } from "@/core/status/status";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const ROWS_MAX = 20_000;

/** The list of repayments exactly as the filters and sorting of the address show it. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const asked = repaymentParams(Object.fromEntries(new URL(request.url).searchParams));
    const { rows } = await caller.repayment.list({ ...asked, page: 1, pageSize: ROWS_MAX });
    const figure = (minor: bigint) => ({ figure: decimalOfMinor(minor) });
    const text = csvText(
      [
        "reference",
        "seller",
        "buyer",
        "lenders",
        "state",
        "due_date",
        "days_late",
        "currency",
        "amount_due",
        "collected",
        "owed",
        "principal_out",
        "id",
      ],
      rows.map((row) => [
        row.reference,
        row.seller,
        row.buyer,
        { figure: String(row.lenders) },
        statusEntry("receivable", row.state).word,
        row.dueDate,
        { figure: String(Math.max(0, row.lateDays)) },
        row.currency,
        figure(row.amountDue),
        figure(row.collected),
        figure(row.open),
        figure(row.principal),
        row.id,
      ]),
    );
    return download({ name: "repayments.csv", mime: "text/csv", text });
  });
