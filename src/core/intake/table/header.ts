import { type Reason, reason } from "@/core/intake/reason";
import { aliasOf, type Column, isColumn, plainHeader } from "@/core/intake/table/columns";

/** Rows looked through for the header; exports put a title or an address above it. */
export const HEADER_ROWS_MAX = 25;

/** A row is a header when at least this many of its cells are known columns. */
const KNOWN_MIN = 2;

/** What a person said about header texts; see `PlanChoices.columns`. */
export type ColumnChoices = Readonly<Record<string, string | null>>;

/** The header row with its mapping to template columns, one entry per cell. */
export type Header = {
  /** Index of the row; spreadsheets show it plus one. */
  readonly index: number;
  readonly cells: readonly string[];
  readonly mapping: readonly (Column | null)[];
};

const chosenColumn = (cell: string, choices: ColumnChoices): Column | null | undefined => {
  const key = Object.keys(choices).find((text) => plainHeader(text) === plainHeader(cell));
  if (key === undefined) return undefined;
  const chosen = choices[key] ?? null;
  return chosen !== null && isColumn(chosen) ? chosen : null;
};

/**
 * Maps header cells: a person's choice first, then the closest name of each template column. A weaker name
 * for a column that a closer one already fills is left out.
 */
export const mapHeader = (
  cells: readonly string[],
  choices: ColumnChoices = {},
): readonly (Column | null)[] => {
  const chosen = cells.map((cell) => chosenColumn(cell, choices));
  const taken = new Set(chosen.filter((column) => typeof column === "string"));
  const aliases = cells.map((cell, at) => (chosen[at] === undefined ? aliasOf(cell) : null));
  return cells.map((_, at) => {
    const own = chosen[at];
    if (own !== undefined) return own;
    const alias = aliases[at] ?? null;
    if (alias === null || taken.has(alias.column)) return null;
    const closer = aliases.some(
      (other) => other?.column === alias.column && other.rank < alias.rank,
    );
    return closer ? null : alias.column;
  });
};

/** A first row with at least this many cells may be a header in words nobody foresaw. */
const STRANGE_MIN = 3;

/**
 * Finds the header: the row among the first with the most known columns. Where none is known, the first row
 * when the second is as long, so that a person can map its columns. Else null.
 */
export const findHeader = (
  rows: readonly (readonly string[])[],
  choices: ColumnChoices = {},
): Header | null => {
  const found = rows.slice(0, HEADER_ROWS_MAX).map((cells, index) => {
    const mapping = mapHeader(cells, choices);
    return { index, cells, mapping, known: new Set(mapping.filter((name) => name !== null)).size };
  });
  const best = found.reduce<(typeof found)[number] | null>(
    (top, row) => (top === null || row.known > top.known ? row : top),
    null,
  );
  if (best !== null && best.known >= KNOWN_MIN) return best;
  const [first, second] = found;
  const filled = first?.cells.filter((cell) => cell.trim() !== "").length ?? 0;
  const table = filled >= STRANGE_MIN && first?.cells.length === second?.cells.length;
  return table ? (first ?? null) : null;
};

const NEEDED: readonly { readonly any: readonly Column[]; readonly says: string }[] = [
  { any: ["order_number", "invoice_number"], says: "the number of the order or invoice" },
  { any: ["buyer_name", "buyer_id"], says: "the buyer" },
  { any: ["currency"], says: "the currency" },
  { any: ["amount", "unit_price", "amount_due"], says: "the amount" },
];

/** Everything that is wrong with the header, all at once: needed columns that are missing, columns named twice. */
export const judgeHeader = ({ index, cells, mapping }: Header): readonly Reason[] => {
  const row = index + 1;
  const missing = NEEDED.filter(({ any }) => !any.some((column) => mapping.includes(column)));
  const twice = mapping.flatMap((column, at) =>
    column !== null && mapping.indexOf(column) < at ? [{ column, at }] : [],
  );
  return [
    ...missing.map(({ any, says }) =>
      reason(
        "column.missing",
        `row ${row}`,
        `No column holds ${says}. Add a column ${any.join(" or ")}, or say which column it is.`,
      ),
    ),
    ...twice.map(({ column, at }) =>
      reason(
        "column.twice",
        `row ${row}, column ${cells[at] ?? at + 1}`,
        `Both "${cells[mapping.indexOf(column)]}" and "${cells[at]}" look like ${column}. Say which of them is.`,
      ),
    ),
  ];
};
