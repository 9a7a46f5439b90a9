import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { csvText } from "@/core/export/csv-text";
import { decimalOfMinor } from "@/core/money";
import { EXPORT_HEADS, exportName, positionState } from "@/core/position/position-export";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const money = (minor: bigint) => ({ figure: decimalOfMinor(minor) });
const percent = (bps: number) => ({ figure: decimalOfMinor(BigInt(bps) * 10_000n) });

/** Exactly the rows that the page shows in this state, as CSV. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const state = positionState(new URL(request.url).searchParams.get("state"));
    const caller = createCaller(await createContext(request));
    const { rows, asOf } = await caller.position.list({ currency: null, state });
    const lines = rows.map((row) => [
      row.receivableId,
      row.reference,
      row.currency,
      row.sellerName,
      row.buyerName,
      row.status,
      row.dueDate,
      row.bucket,
      money(row.units),
      percent(row.shareBps),
      money(row.principal),
      money(row.escrow),
      money(row.accrued),
      money(row.expected),
      money(row.paid),
      money(row.earned),
      percent(row.rateBps),
    ]);
    return download({
      name: exportName(calendarDateAt(asOf, HONG_KONG_OFFSET_SECONDS)),
      mime: "text/csv",
      text: csvText(EXPORT_HEADS, lines),
    });
  });
