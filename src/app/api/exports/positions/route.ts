import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import {
  csvFile,
  csvMoney,
  csvRate,
  csvText,
  EXPORT_HEADS,
  exportName,
  positionState,
} from "@/core/position/export";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

/** Exactly the rows that the page shows in this state, as CSV. */
export const GET = async (request: Request): Promise<Response> => {
  const state = positionState(new URL(request.url).searchParams.get("state"));
  const caller = await api();
  const { rows, asOf } = await pageRead(caller.position.list({ currency: null, state }));
  const lines = rows.map((row) => [
    row.receivableId,
    csvText(row.reference),
    row.currency,
    csvText(row.sellerName),
    csvText(row.buyerName),
    row.status,
    row.dueDate,
    row.bucket,
    csvMoney(row.units),
    csvRate(row.shareBps),
    csvMoney(row.principal),
    csvMoney(row.escrow),
    csvMoney(row.accrued),
    csvMoney(row.expected),
    csvMoney(row.paid),
    csvMoney(row.earned),
    csvRate(row.rateBps),
  ]);
  const name = exportName(calendarDateAt(asOf, HONG_KONG_OFFSET_SECONDS));
  return new Response(csvFile([EXPORT_HEADS, ...lines]), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
};
