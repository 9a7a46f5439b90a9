import { csvText } from "@/core/export/csv-text";
import { chart } from "@/core/ledger/chart";
import { byCurrency, decimalOfMinor } from "@/core/money";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";
import { download, downloading } from "../download";

const HEADS = ["currency", "account", "meaning", "accounts", "postings", "debit", "credit"];

const money = (minor: bigint) => ({ figure: decimalOfMinor(minor) });
const count = (value: number) => ({ figure: String(value) });

/** The trial balance at the end of a day, with a last line for each currency in which both sides are the same. */
export const GET = (request: Request): Promise<Response> =>
  downloading(async () => {
    const asOf = new URL(request.url).searchParams.get("asOf") ?? "";
    const caller = createCaller(await createContext(request));
    const { rows } = await caller.book.trialBalance({ asOf });
    const lines = byCurrency(rows).flatMap(([currency, own]) => [
      ...own.map(({ code, accounts, postings, debit, credit }) => [
        ...[currency, code, chart[code].says],
        ...[count(accounts), count(postings), money(debit), money(credit)],
      ]),
      [
        ...[currency, "", "Both sides"],
        count(own.reduce((sum, { accounts }) => sum + accounts, 0)),
        count(own.reduce((sum, { postings }) => sum + postings, 0)),
        money(own.reduce((sum, { debit }) => sum + debit, 0n)),
        money(own.reduce((sum, { credit }) => sum + credit, 0n)),
      ],
    ]);
    const name = `trial-balance-${asOf}.csv`;
    return download({ name, mime: "text/csv", text: csvText(HEADS, lines) });
  });
