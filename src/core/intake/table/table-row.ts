import { cutText } from "@/core/intake/cut-text";
import { type Reason, type ReasonCode, reason } from "@/core/intake/reason";
import type { Column } from "@/core/intake/table/columns";
import type { Header } from "@/core/intake/table/header";
import type { Found } from "@/core/intake/xml-element";

/** A record of the table with its cells by column. Reasons about it are collected as it is read. */
export type TableRow = {
  /** Number of the row as a spreadsheet shows it. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly reasons: Reason[];
  /** Cleaned text of a column, or null where the cell is blank or the column missing. */
  readonly cell: (column: Column) => Found | null;
  /** Adds a reason at a column of this row. */
  readonly tell: (code: ReasonCode, column: Column, message: string) => void;
};

/** Longer cells are cut: nothing that is judged is that long. */
const CELL_CHARACTERS_MAX = 2_000;

/** Undoes what spreadsheets add around text: the leading apostrophe and `="00123"`. */
export const cleanCell = (text: string): string => {
  const trimmed = text.trim();
  const guarded = /^="(.*)"$/.exec(trimmed);
  return (guarded?.[1] ?? trimmed.replace(/^'(?=\S)/, "")).trim();
};

/** True for a cell that holds a formula instead of its value. */
export const isFormula = (text: string): boolean =>
  /^=(?!".*"$)/.test(text.trim()) || /^[+\-@]\s*[A-Za-z]+\(/.test(text.trim());

/** Place of a cell, as people find it in a spreadsheet. */
const cellPath = (row: number, header: string): string => `row ${row}, column ${header}`;

/** Gives a record named cells under a header. */
export const tableRow = (header: Header, cells: readonly string[], row: number): TableRow => {
  const reasons: Reason[] = [];
  const pathOf = (column: Column): string => {
    const at = header.places.get(column);
    return cellPath(row, at === undefined ? column : (header.cells[at]?.trim() ?? column));
  };
  const tell = (code: ReasonCode, column: Column, message: string): void => {
    reasons.push(reason(code, pathOf(column), message));
  };
  const cell = (column: Column): Found | null => {
    const at = header.places.get(column);
    const text = at === undefined ? "" : cutText(cleanCell(cells[at] ?? ""), CELL_CHARACTERS_MAX);
    return text === "" ? null : { text, path: pathOf(column) };
  };
  for (const [column, at] of header.places) {
    if (!isFormula(cells[at] ?? "")) continue;
    tell(
      "cell.formula",
      column,
      `The cell holds the formula "${cutText((cells[at] ?? "").trim(), 60)}". Export values instead of formulas.`,
    );
  }
  const beyond = cells.slice(header.cells.length).some((text) => text.trim() !== "");
  if (beyond) {
    const message = `The row has ${cells.length} cells but the header ${header.cells.length}. A text with the delimiter in it may lack quotes.`;
    reasons.push(reason("row.width", `row ${row}`, message));
  }
  return { row, cells, reasons, cell, tell };
};
