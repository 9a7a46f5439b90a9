/** A cell of a table: text is guarded against formulas, figures are written as they are. */
export type CsvCell = string | { readonly figure: string };

/** Characters that make a spreadsheet run a text as a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

const QUOTED = /[",\r\n]/;

const cellText = (cell: CsvCell): string => {
  const text = typeof cell === "string" ? (FORMULA.test(cell) ? `'${cell}` : cell) : cell.figure;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as CSV (RFC 4180, CRLF) with a byte order mark, so that spreadsheets read it as UTF-8. */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${[header, ...rows].map((row) => row.map(cellText).join(",")).join("\r\n")}\r\n`;
