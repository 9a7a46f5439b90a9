import {
  compareDecimal,
  type Decimal,
  printDecimal,
  readDecimal,
  sumDecimals,
} from "@/core/decimal";
import type { Draft } from "@/core/intake/draft";
import { judge, unreadableDocument, withReasons } from "@/core/intake/judge";
import type { Plan, PlanChoices, PlannedDocument, PlannedRow } from "@/core/intake/plan";
import { type Reason, reason } from "@/core/intake/reason";
import { type NumberStyle, provesPoint, readCellNumber } from "@/core/intake/table/cell-number";
import { COLUMN_NAMES, type Column } from "@/core/intake/table/columns";
import { findHeader, type Header, judgeHeader } from "@/core/intake/table/header";
import { tableDraft } from "@/core/intake/table/table-draft";
import { type TableRow, tableRow } from "@/core/intake/table/table-row";

/** A table as it was read: every record, in order, cells as text. */
export type RawTable = {
  readonly charset: string;
  readonly delimiter: string;
  readonly rows: readonly (readonly string[])[];
};

type Content = Pick<Plan, "documents" | "table">;

const NUMBER_COLUMNS = ["quantity", "unit_price", "amount", "prepaid", "amount_due"] as const;

const TOTALS =
  /^(grand total|sub-?total|totals?|sum|summe|zwischensumme|gesamt(summe)?|totaal|total général|totale|suma|合计|总计|小计|合計|總計|小計|计)(?![\p{L}\p{N}])/iu;

/** Plans a table: finds its header, groups its rows into documents, judges each. */
export const planTable = (table: RawTable, choices: PlanChoices): Content => {
  const header = findHeader(table.rows, choices.columns);
  if (header === null) {
    const message = `This is neither an XML invoice nor a table with a header row. A table needs columns such as ${COLUMN_NAMES.slice(0, 2).join(", ")}, buyer_name, currency and amount.`;
    return {
      documents: [unreadableDocument(reason("file.not_table", "row 1", message))],
      table: null,
    };
  }
  const records = table.rows
    .map((cells, index) => ({ cells, index }))
    .filter(({ cells, index }) => index > header.index && cells.some((cell) => cell.trim() !== ""))
    .map(({ cells, index }) => tableRow(header, cells, index + 1));
  const faults = judgeHeader(header);
  const content = (
    documents: readonly PlannedDocument[],
    rows: readonly PlannedRow[],
  ): Content => ({
    documents,
    table: tableOf(table, header, rows),
  });
  if (faults.length > 0) {
    const [first, ...more] = faults as [Reason, ...Reason[]];
    const rows = records.map((row) => plannedRow(row, 0));
    return content([withReasons(unreadableDocument(first), more)], rows);
  }
  const totals: TableRow[] = [];
  const lines: TableRow[] = [];
  for (const row of records) (isTotals(row) ? totals : lines).push(row);
  if (lines.length === 0) {
    const message = "The table has a header but no orders under it. Fill in at least one row.";
    const empty = reason("file.no_documents", `row ${header.index + 1}`, message);
    return content(
      [unreadableDocument(empty)],
      totals.map((row) => plannedRow(row, null)),
    );
  }
  return judgeRows({ header, lines, totals, records, choices, content });
};

const judgeRows = (read: {
  readonly header: Header;
  readonly lines: readonly TableRow[];
  readonly totals: readonly TableRow[];
  readonly records: readonly TableRow[];
  readonly choices: PlanChoices;
  readonly content: (documents: readonly PlannedDocument[], rows: readonly PlannedRow[]) => Content;
}): Content => {
  const style = styleOf(read.lines, read.choices);
  tellTwins(read.lines);
  const groups = groupRows(read.lines);
  const drafts = groups.map((rows) => tableDraft(rows, { style, choices: read.choices }));
  const warned = checkTotals(read.totals, drafts, style);
  tellRepeatedOrders(groups);
  const documents = groups.map((rows, index) => {
    const draft = drafts[index];
    if (draft === undefined) throw new RangeError("every group has its draft");
    const judged = judge(
      { ...draft, reasons: rows.flatMap(({ reasons }) => reasons) },
      read.choices,
    );
    return warned.length === 0 ? judged : withReasons(judged, warned);
  });
  const place = new Map(groups.flatMap((rows, index) => rows.map((row) => [row, index] as const)));
  return read.content(
    documents,
    read.records.map((row) => plannedRow(row, place.get(row) ?? null)),
  );
};

const plannedRow = (row: TableRow, document: number | null): PlannedRow => ({
  row: row.row,
  cells: row.cells,
  document,
  reasons: row.reasons,
});

const tableOf = (
  { charset, delimiter }: RawTable,
  header: Header,
  rows: readonly PlannedRow[],
): NonNullable<Plan["table"]> => ({
  charset,
  delimiter,
  headerRow: header.index + 1,
  header: header.cells,
  mapping: header.mapping,
  rows,
});

const isTotals = (row: TableRow): boolean => {
  const first = row.cells.find((cell) => cell.trim() !== "") ?? "";
  return (
    TOTALS.test(first.trim()) && (row.cell("buyer_name") === null || row.cell("currency") === null)
  );
};

const styleOf = (lines: readonly TableRow[], { decimalMark }: PlanChoices): NumberStyle => ({
  decimalMark,
  pointProven: lines.some((row) =>
    NUMBER_COLUMNS.some((column) => provesPoint(row.cell(column)?.text ?? "")),
  ),
});

/** Rows of one invoice, else of one order, belong together wherever they stand; a row without a number stands alone. */
const groupRows = (lines: readonly TableRow[]): readonly (readonly TableRow[])[] => {
  const groups = new Map<string, TableRow[]>();
  for (const row of lines) {
    const number = row.cell("invoice_number") ?? row.cell("order_number");
    const key = number === null ? `row ${row.row}` : `number ${number.text}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
};

/** Holds rows that stand in the file twice, or share order and line number. */
const tellTwins = (lines: readonly TableRow[]): void => {
  const seen = new Map<string, number>();
  for (const row of lines) {
    const keys = [JSON.stringify(row.cells.map((cell) => cell.trim()))];
    const line = row.cell("line_id")?.text;
    const order = (row.cell("invoice_number") ?? row.cell("order_number"))?.text;
    if (line !== undefined && order !== undefined) keys.push(JSON.stringify(["line", order, line]));
    const earlier = keys.map((key) => seen.get(key)).find((found) => found !== undefined);
    if (earlier !== undefined) {
      row.tell(
        "line.twice",
        line === undefined ? "order_number" : "line_id",
        `The row repeats row ${earlier}. Remove one of them, or have a person confirm that both were sold.`,
      );
    }
    for (const key of keys) if (!seen.has(key)) seen.set(key, row.row);
  }
};

/** Holds an order that two invoices of the file claim. */
const tellRepeatedOrders = (groups: readonly (readonly TableRow[])[]): void => {
  const owner = new Map<string, { group: number; row: number }>();
  groups.forEach((rows, group) => {
    for (const row of rows) {
      const order = row.cell("order_number")?.text;
      if (order === undefined) continue;
      const known = owner.get(order);
      if (known === undefined) owner.set(order, { group, row: row.row });
      else if (known.group !== group) {
        const message = `Order "${order}" already belongs to another invoice (row ${known.row}). Confirm that it is billed in parts and not twice.`;
        row.tell("order.repeated", "order_number", message);
      }
    }
  });
};

/** Leaves totals rows out, and compares a single one with the sum of the documents. */
const checkTotals = (
  totals: readonly TableRow[],
  drafts: readonly Draft[],
  style: NumberStyle,
): readonly Reason[] => {
  for (const row of totals) {
    row.reasons.length = 0;
    row.reasons.push(
      reason("row.total", `row ${row.row}`, "A totals row; it is no order and is left out."),
    );
  }
  const [only] = totals;
  if (only === undefined || totals.length > 1) return [];
  return (["amount", "amount_due"] as const).flatMap((column) => {
    const found = only.cell(column);
    const reading = found === null ? null : readCellNumber(found.text, style);
    const sum = sumOf(drafts, column);
    if (found === null || reading?.kind !== "number" || sum === null) return [];
    if (compareDecimal(reading.value, sum) === 0) return [];
    const message = `The totals row says ${printDecimal(reading.value, 2)}, but the rows make ${printDecimal(sum, 2)}. Rows may be missing; export the file again.`;
    return [reason("row.total_differs", found.path, message)];
  });
};

const sumOf = (drafts: readonly Draft[], column: Column): Decimal | null => {
  const amounts = drafts.flatMap(({ lines, totals }) =>
    column === "amount_due" ? (totals.payable[0] ?? null) : lines.map(({ net }) => net),
  );
  const values = amounts.map((amount) => (amount === null ? undefined : readDecimal(amount.text)));
  return values.includes(undefined)
    ? null
    : sumDecimals(values.filter((value) => value !== undefined));
};
