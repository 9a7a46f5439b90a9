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
  readonly mapping: Mapping;
  /** Index of the first cell of each column that is used. */
  readonly places: ReadonlyMap<Column, number>;
};

/** Cells beyond are no columns: no template is that wide, and a line of delimiters alone is. */
export const COLUMNS_MAX = 1_000;

/** The choices by reduced header text; the first of two that read alike counts. */
const byPlainText = (choices: ColumnChoices): ReadonlyMap<string, Column | null> =>
  new Map(
    Object.entries(choices)
      .reverse()
      .map(([text, name]) => [plainHeader(text), name !== null && isColumn(name) ? name : null]),
  );

type Mapping = readonly (Column | null)[];

const mapWith = (chosen: ReadonlyMap<string, Column | null>, cells: readonly string[]): Mapping => {
  const own = cells.slice(0, COLUMNS_MAX).map((cell) => chosen.get(plainHeader(cell)));
  const taken = new Set(own.filter((column) => typeof column === "string"));
  const aliases = own.map((column, at) => (column === undefined ? aliasOf(cells[at] ?? "") : null));
  const closest = new Map<Column, number>();
  for (const alias of aliases)
    if (alias !== null && alias.rank < (closest.get(alias.column) ?? Number.POSITIVE_INFINITY))
      closest.set(alias.column, alias.rank);
  return cells.map((_, at) => {
    const column = own[at];
    if (column !== undefined) return column;
    const alias = aliases[at] ?? null;
    if (alias === null || taken.has(alias.column)) return null;
    return alias.rank === closest.get(alias.column) ? alias.column : null;
  });
};

/**
 * Maps header cells: a person's choice first, then the closest name of each template column. A weaker name
 * for a column that a closer one already fills is left out.
 */
export const mapHeader = (cells: readonly string[], choices: ColumnChoices = {}): Mapping =>
  mapWith(byPlainText(choices), cells);

const placesIn = (mapping: Mapping): ReadonlyMap<Column, number> => {
  const places = new Map<Column, number>();
  mapping.forEach((column, at) => {
    if (column !== null && !places.has(column)) places.set(column, at);
  });
  return places;
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
  const chosen = byPlainText(choices);
  const found = rows.slice(0, HEADER_ROWS_MAX).map((cells, index) => {
    const mapping = mapWith(chosen, cells);
    return { index, cells, mapping, places: placesIn(mapping) };
  });
  const best = found.reduce<(typeof found)[number] | null>(
    (top, row) => (top === null || row.places.size > top.places.size ? row : top),
    null,
  );
  if (best !== null && best.places.size >= KNOWN_MIN) return best;
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
export const judgeHeader = ({ index, cells, mapping, places }: Header): readonly Reason[] => {
  const row = index + 1;
  const missing = NEEDED.filter(({ any }) => !any.some((column) => places.has(column)));
  const twice = mapping.flatMap((column, at) =>
    column !== null && places.get(column) !== at ? [{ column, at }] : [],
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
        `Both "${cells[places.get(column) ?? at]}" and "${cells[at]}" look like ${column}. Say which of them is.`,
      ),
    ),
  ];
};
