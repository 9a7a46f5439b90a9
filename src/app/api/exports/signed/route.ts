import { historyParams } from "@/components/confirmation/confirmation-query";
import { signedEntry, signedWhat } from "@/components/confirmation/signed-words";
import { csvText } from "@/core/export/csv-text";
import { decimalOfMinor } from "@/core/money";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const ROWS_MAX = 20_000;

/** What a warehouse signed, exactly as the filters of the address show it. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const caller = createCaller(await createContext(request));
    const filter = historyParams(Object.fromEntries(new URL(request.url).searchParams));
    const { rows } = await caller.delivery.signed({ filter, page: 1, pageSize: ROWS_MAX });
    const text = csvText(
      [
        "at_utc",
        "what",
        "seller",
        "reference",
        "receivables",
        "state",
        "reason",
        "currency",
        "value",
        "transaction",
        "block",
        "evidence_hash",
        "receivable",
      ],
      rows.map((row) => [
        row.at.toISOString(),
        signedWhat(row),
        row.seller,
        row.reference ?? "",
        { figure: String(row.receivables) },
        signedEntry(row).word,
        row.reason ?? "",
        row.currency,
        { figure: decimalOfMinor(row.amount) },
        row.txHash ?? "",
        { figure: row.blockNumber === null ? "" : String(row.blockNumber) },
        row.evidenceHash ?? "",
        row.receivableId ?? "",
      ]),
    );
    return download({ name: "signed.csv", mime: "text/csv", text });
  });
