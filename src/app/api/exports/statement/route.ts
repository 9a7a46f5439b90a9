import { csvText } from "@/core/export/csv-text";
import { entryWords } from "@/core/ledger/entry-words";
import { byCurrency, decimalOfMinor } from "@/core/money";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const HEADS = [
  ...["at_utc", "entry", "what", "receivable", "reference", "block", "currency"],
  ...["put_in", "got", "balance"],
];

const money = (minor: bigint) => ({ figure: decimalOfMinor(minor) });

/** One organisation's statement to the end of a day, with a last line for each currency that adds it up. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const { searchParams } = new URL(request.url);
    const asOf = searchParams.get("asOf") ?? "";
    const organisationId = searchParams.get("organisation") ?? "";
    const caller = createCaller(await createContext(request));
    const { organisation, lines } = await caller.book.statement({ organisationId, asOf });
    const rows = lines.map((line) => [
      line.at.toISOString(),
      { figure: line.journal.toString() },
      entryWords(line.name),
      line.receivableId ?? "",
      line.reference ?? "",
      { figure: line.blockNumber === null ? "" : String(line.blockNumber) },
      line.currency,
      money(line.putIn),
      money(line.got),
      money(line.balance),
    ]);
    const totals = byCurrency(lines).map(([currency, own]) => [
      ...["", { figure: String(own.length) }, "Lines in all", "", "", "", currency],
      money(own.reduce((sum, { putIn }) => sum + putIn, 0n)),
      money(own.reduce((sum, { got }) => sum + got, 0n)),
      money(own.at(-1)?.balance ?? 0n),
    ]);
    const name = `statement-${organisation}-${asOf}.csv`;
    return download({ name, mime: "text/csv", text: csvText(HEADS, [...rows, ...totals]) });
  });
