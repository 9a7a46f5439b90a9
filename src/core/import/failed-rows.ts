import type { Outcome } from "@/core/import/import-outcome";
import type { Plan } from "@/core/intake/plan";

/** The text of all reasons that keep a document or row out, for the error column. */
const errorText = (reasons: readonly { code: string; path: string; message: string }[]): string =>
  reasons.map(({ path, message }) => (path === "/" ? message : `${path}: ${message}`)).join(" | ");

/** Documents that a commit leaves out because something is wrong with them. */
const failed = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ verdict }) => verdict === "hold" || verdict === "reject");

/**
 * Exactly the rows that were not imported, with their row number and an error column. Rows of a table keep
 * their own columns, so that the file can be mended and uploaded again; other formats get one row per document.
 */
export const failedRowsOf = (
  plan: Plan,
  outcomes: readonly Outcome[],
): { header: string[]; rows: string[][] } => {
  const left = new Map(failed(outcomes).map((outcome) => [outcome.index, outcome]));
  if (!plan.table)
    return {
      header: ["document", "number", "currency", "amount_due", "due_date", "verdict", "error"],
      rows: [...left.values()].map(({ index, document, verdict, reasons }) => [
        String(index + 1),
        document.number ?? "",
        document.currency ?? "",
        document.amountDue ?? "",
        document.dueDate ?? "",
        verdict,
        errorText(reasons),
      ]),
    };
  const { header, rows } = plan.table;
  return {
    header: ["row", ...header, "error"],
    rows: rows
      .filter(({ document }) => document !== null && left.has(document))
      .map(({ row, cells, document }) => [
        String(row),
        ...header.map((_, index) => cells[index] ?? ""),
        errorText(left.get(document ?? -1)?.reasons ?? []),
      ]),
  };
};
