import {
  addDecimal,
  compareDecimal,
  type Decimal,
  multiplyDecimal,
  printDecimal,
  readDecimal,
  subtractDecimal,
  sumDecimals,
  trimDecimal,
  ZERO,
} from "@/core/decimal";
import type { Draft, DraftAmount, DraftLine, DraftParty, DraftTotals } from "@/core/intake/draft";
import type { PlanChoices } from "@/core/intake/plan";
import { reason } from "@/core/intake/reason";
import { readCellDate } from "@/core/intake/table/cell-date";
import { type NumberStyle, readCellNumber, signFits } from "@/core/intake/table/cell-number";
import type { Column } from "@/core/intake/table/columns";
import type { TableRow } from "@/core/intake/table/table-row";
import type { Found } from "@/core/intake/xml-element";

/** Words for orders that nobody owes money for. */
const NOT_A_SALE =
  /^(return|refund|replacement|replace|exchange|rma|sample|gift|cancell?ed|void(ed)?|refunded|退货|退貨|退款|换货|換貨|补发|補發|重发|作废|取消|已取消|已退款|rücksendung|storniert|ersatz)/i;

const CREDIT = /^(credit( ?note| ?memo)?|gutschrift|avoir|nota de crédito|红字|贷项)/i;

type Context = { readonly style: NumberStyle; readonly choices: PlanChoices };

/** Reads the rows of one order or invoice into a draft. Reasons about cells are kept with their rows, too. */
export const tableDraft = (rows: readonly TableRow[], context: Context): Draft => {
  const [first] = rows;
  if (first === undefined) throw new RangeError("a document has at least one row");
  const once = (column: Column) => onlyText(rows, column);
  const currencyCell = once("currency");
  const currency =
    currencyCell === null ? null : { ...currencyCell, text: currencyCell.text.toUpperCase() };
  const lines = rows.map((row) => readLine(row, { ...context, currency: currency?.text ?? "" }));
  const place = (column: Column) => `row ${first.row}, column ${column}`;
  const dueDate = onlyDate(rows, "due_date", context.choices);
  const terms = once("terms_days");
  const type = once("order_type");
  const status = once("order_status");
  for (const found of [type, status]) {
    if (found === null || !NOT_A_SALE.test(found.text)) continue;
    const message = `"${found.text}" is no sale: nobody owes money for it, so it cannot be financed.`;
    first.reasons.push(reason("kind.not_a_sale", found.path, message));
  }
  const totals = totalsOf(rows, lines, { ...context, currency: currency?.text ?? "" });
  const number = once("invoice_number") ?? once("order_number");
  return {
    format: "table",
    root: type !== null && CREDIT.test(type.text) ? "creditNote" : "invoice",
    places: {
      document: `row ${first.row}`,
      typeCode: type?.path ?? place("order_type"),
      number: place("order_number"),
      issueDate: place("issue_date"),
      dueDate: place("due_date"),
      currency: place("currency"),
      seller: place("seller_name"),
      buyer: place("buyer_name"),
      amountDue: place("amount"),
      lines: `row ${first.row}`,
    },
    typeCode: null,
    copy: null,
    number,
    issueDate: onlyDate(rows, "issue_date", context.choices),
    currency,
    dueDates: dueDate === null ? [] : [{ found: dueDate, source: "stated" }],
    terms: terms === null ? [] : [{ ...terms, text: termsText(terms.text) }],
    notes: rows.flatMap((row) => row.cell("notes") ?? []),
    accountNames: [],
    totals,
    seller: partyOf(once("seller_name"), null, null),
    buyer: partyOf(once("buyer_name"), once("buyer_id"), once("buyer_country")),
    payee: partyOf(once("payee_name"), null, null),
    orderReferences: distinct(rows, "order_number"),
    precedingInvoices: [],
    warehouse: once("warehouse")?.text ?? null,
    lines,
    reasons: rows.flatMap(({ reasons }) => reasons),
  };
};

const termsText = (text: string): string => (/^\d{1,3}$/.test(text) ? `net ${text} days` : text);

const distinct = (rows: readonly TableRow[], column: Column): readonly string[] => [
  ...new Set(rows.flatMap((row) => row.cell(column)?.text ?? [])),
];

/** The one text of a column that holds for the whole document; later rows may leave it blank. */
const onlyText = (rows: readonly TableRow[], column: Column): Found | null => {
  let first: Found | null = null;
  for (const row of rows) {
    const found = row.cell(column);
    if (found === null) continue;
    if (first === null) first = found;
    else if (found.text !== first.text) {
      const message = `"${found.text}" differs from "${first.text}" (${first.path}) of the same document. Make them equal, or give the rows different numbers.`;
      row.tell("cell.conflict", column, message);
    }
  }
  return first;
};

const onlyDate = (
  rows: readonly TableRow[],
  column: "issue_date" | "due_date",
  choices: PlanChoices,
): Found | null => {
  const found = onlyText(rows, column);
  if (found === null) return null;
  const reading = readCellDate(found.text, choices.dateOrder);
  if (reading.kind === "date") return { text: reading.date, path: found.path };
  const row = rows.find((candidate) => candidate.cell(column)?.path === found.path);
  if (reading.kind === "ambiguous") {
    const message = `"${found.text}" can mean two days. Choose whether the day or the month comes first.`;
    row?.tell("cell.date_ambiguous", column, message);
  } else {
    const serial = reading.kind === "serial" ? " It looks like a spreadsheet's day number." : "";
    const message = `"${found.text}" is no date.${serial} Write it as year-month-day, for example 2027-01-31.`;
    row?.tell("cell.date", column, message);
  }
  return null;
};

const partyOf = (
  name: Found | null,
  id: Found | null,
  country: Found | null,
): DraftParty | null => {
  const at = name ?? id;
  if (at === null) return null;
  return {
    path: at.path,
    names: name === null ? [at.text] : [name.text],
    ids: id === null ? [] : [{ ...splitId(id.text), path: id.path }],
    country: country === null ? null : country.text.toUpperCase(),
  };
};

/** `0088:1234567890123` names its scheme, as in electronic addresses; other texts have none. */
const splitId = (text: string): { scheme: string; value: string } => {
  const parts = /^(\d{4}|[A-Za-z]{2,6}):(.+)$/.exec(text);
  return parts === null
    ? { scheme: "", value: text }
    : { scheme: parts[1] ?? "", value: (parts[2] ?? "").trim() };
};

type NumberContext = Context & { readonly currency: string };

const numberIn = (row: TableRow, column: Column, context: NumberContext): Decimal | null => {
  const found = row.cell(column);
  if (found === null) return null;
  const reading = readCellNumber(found.text, context.style);
  if (reading.kind === "ambiguous") {
    const message = `"${found.text}" can mean two numbers. Choose whether the file writes decimals with a point or a comma.`;
    row.tell("cell.number_ambiguous", column, message);
    return null;
  }
  if (reading.kind === "unreadable") {
    const message = `"${found.text}" is no number. Write digits with an optional decimal point, for example 1234.50.`;
    row.tell("cell.number", column, message);
    return null;
  }
  if (!signFits(reading.sign, context.currency)) {
    const message = `"${found.text}" carries the sign ${reading.sign}, but the document is in ${context.currency}. Correct one of them.`;
    row.tell("cell.currency_sign", column, message);
  }
  return reading.value;
};

const readLine = (row: TableRow, context: NumberContext): DraftLine => {
  const quantity = numberIn(row, "quantity", context);
  const unitPrice = numberIn(row, "unit_price", context);
  const product =
    quantity === null || unitPrice === null
      ? null
      : trimDecimal(multiplyDecimal(quantity, unitPrice));
  const stated = numberIn(row, "amount", context);
  if (stated !== null && product !== null && compareDecimal(stated, product) !== 0) {
    const message = `${printDecimal(quantity ?? ZERO)} at ${printDecimal(unitPrice ?? ZERO)} is ${printDecimal(product, 2)}, but the row says ${printDecimal(stated, 2)}. Correct the row, or have a person confirm the amount.`;
    row.tell("line.amount", "amount", message);
  }
  const net = stated ?? (row.cell("amount") === null ? product : null);
  const at = row.cell("amount") ?? row.cell("unit_price");
  return {
    path: `row ${row.row}`,
    id: row.cell("line_id")?.text ?? "",
    description: row.cell("description")?.text ?? null,
    sku: row.cell("sku")?.text ?? null,
    gtin: null,
    quantity: quantity === null ? null : printDecimal(quantity),
    unit: row.cell("unit")?.text ?? null,
    unitPrice: unitPrice === null ? null : printDecimal(unitPrice),
    net:
      net === null
        ? null
        : { text: printDecimal(net), path: at?.path ?? `row ${row.row}`, currency: null },
  };
};

const documentNumber = (
  rows: readonly TableRow[],
  column: "prepaid" | "amount_due",
  context: NumberContext,
): { value: Decimal; path: string } | null => {
  const found = onlyText(rows, column);
  const row = rows.find((candidate) => candidate.cell(column)?.path === found?.path);
  if (found === null || row === undefined) return null;
  const value = numberIn(row, column, context);
  return value === null ? null : { value, path: found.path };
};

/** Amount due: the stated one, else the lines less what was prepaid. A line without an amount leaves it open. */
const totalsOf = (
  rows: readonly TableRow[],
  lines: readonly DraftLine[],
  context: NumberContext,
): DraftTotals => {
  const [first] = rows;
  const prepaid = documentNumber(rows, "prepaid", context);
  const stated = documentNumber(rows, "amount_due", context);
  const statedCell = rows.some((row) => row.cell("amount_due") !== null);
  const nets = lines.flatMap(({ net }) => (net === null ? [] : [readDecimal(net.text) ?? ZERO]));
  const complete = nets.length === lines.length;
  const sum = complete ? subtractDecimal(sumDecimals(nets), prepaid?.value ?? ZERO) : null;
  if (stated !== null && sum !== null && compareDecimal(stated.value, sum) !== 0) {
    const message = `The amount due is stated as ${printDecimal(stated.value, 2)}, but the rows less what was prepaid make ${printDecimal(sum, 2)}. Correct the file, or have a person confirm the amount due.`;
    first?.reasons.push(reason("amount.total_differs", stated.path, message));
  }
  const broken =
    (prepaid === null && rows.some((row) => row.cell("prepaid") !== null)) ||
    (stated === null && statedCell);
  const payable = broken ? null : (stated?.value ?? sum);
  if (!complete && stated === null) tellMissingAmounts(rows, lines);
  const amount = (value: Decimal, path: string): DraftAmount => ({
    text: printDecimal(value),
    path,
    currency: null,
  });
  const path =
    stated?.path ?? lines.find(({ net }) => net !== null)?.net?.path ?? `row ${first?.row}`;
  return {
    lines: null,
    allowances: null,
    charges: null,
    net: null,
    taxes: [],
    withheld: [],
    gross: payable === null ? null : amount(addDecimal(payable, prepaid?.value ?? ZERO), path),
    prepaid: prepaid === null ? null : amount(prepaid.value, prepaid.path),
    rounding: null,
    payable: payable === null ? [] : [amount(payable, path)],
  };
};

const tellMissingAmounts = (rows: readonly TableRow[], lines: readonly DraftLine[]): void => {
  lines.forEach(({ net }, index) => {
    const row = rows[index];
    if (
      net !== null ||
      row === undefined ||
      row.reasons.some(({ code }) => code.startsWith("cell.number"))
    ) {
      return;
    }
    row.tell(
      "cell.missing",
      "amount",
      "The row has no amount. Fill in the amount, or quantity and unit price.",
    );
  });
};
