import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Card } from "@/components/ui/section";
import { SoftLink } from "@/components/ui/soft-link";

export type Column<Row> = {
  key: string;
  /** Words at the top; also the label on the narrow card. */
  head: string;
  cell: (row: Row) => ReactNode;
  /** `end` for figures: right-aligned, digits under digits. */
  align?: "start" | "end";
  /** Turns the head into a link that sorts; `direction` says how the list is sorted by it now. */
  sort?: { href: string; direction?: "ascending" | "descending" };
  /** On the narrow card: `lead` is its title, `hide` leaves it out, `row` is label and value. */
  card?: "lead" | "row" | "hide";
  /** Stands in the totals row. */
  total?: ReactNode;
  /** Keeps a short cell on one line. */
  nowrap?: boolean;
};

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The whole row leads there; up, down and Enter work. The link stands in the `lead` column, else the first. */
  rowHref?: (row: Row) => string;
  /** Words for the totals row, with what it sums: "Total of 48 rows". Shown when a column has a total. */
  totalLabel?: ReactNode;
  /** Shown instead of the rows when there are none: an EmptyState. */
  empty?: ReactNode;
  /** Checkboxes in front of the rows that belong to a form elsewhere on the page. */
  selection?: { name: string; form: string; label: (row: Row) => string };
  /** Without the card around it, when it stands in a flush Section already. */
  bare?: boolean;
};

/** From so many columns on, cells move together and a list too wide for its place scrolls instead of being cut. */
const DENSE_FROM = 8;

/** A list drawn on the server: sticky head and totals, keyboard, cards below 640 px. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, empty, bare = false } = props;
  if (rows.length === 0 && empty) return bare ? empty : <Card flush>{empty}</Card>;
  const leadKey = (columns.find(({ card }) => card === "lead") ?? columns[0])?.key;
  const dense = columns.length >= DENSE_FROM;
  const list = (
    <table
      className="list-table"
      data-dense={dense ? "" : undefined}
      data-keyboard-rows={rowHref ? "" : undefined}
    >
      <caption className="sr-only">{caption}</caption>
      <TableHead {...props} />
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            <SelectCell row={row} {...props} />
            {columns.map((column) => (
              <td
                key={column.key}
                data-label={column.head}
                data-card={column.key === leadKey ? "lead" : column.card}
                data-align={column.align}
                data-nowrap={column.nowrap}
              >
                {column.key === leadKey && rowHref ? (
                  <SoftLink
                    href={rowHref(row)}
                    ahead={false}
                    data-row-link=""
                    className="font-medium text-ink"
                  >
                    {column.cell(row)}
                  </SoftLink>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <TableFoot {...props} />
    </table>
  );
  const table = dense ? <div className="sm:overflow-x-auto">{list}</div> : list;
  return bare ? table : <Card flush>{table}</Card>;
}

const arrows = { ascending: "arrow-up", descending: "arrow-down" } as const;

function TableHead<Row>({ columns, selection }: DataTableProps<Row>) {
  return (
    <thead>
      <tr>
        {selection && <td data-card="select" />}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={column.sort?.direction}
            data-align={column.align}
          >
            {column.sort ? (
              <SoftLink
                href={column.sort.href}
                scroll={false}
                className="inline-flex items-center gap-1 hover:text-ink"
              >
                {column.head}
                <Icon
                  name={column.sort.direction ? arrows[column.sort.direction] : "chevrons-up-down"}
                  size={12}
                />
              </SoftLink>
            ) : (
              column.head
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SelectCell<Row>({ row, rowKey, selection }: DataTableProps<Row> & { row: Row }) {
  if (!selection) return null;
  return (
    <td data-card="select">
      <input
        type="checkbox"
        name={selection.name}
        value={rowKey(row)}
        form={selection.form}
        aria-label={selection.label(row)}
        className="size-4.5 accent-accent pointer-coarse:size-6"
      />
    </td>
  );
}

function TableFoot<Row>({ columns, selection, totalLabel, rows }: DataTableProps<Row>) {
  if (rows.length === 0 || !columns.some(({ total }) => total !== undefined)) return null;
  const [first, ...others] = columns;
  if (!first) return null;
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={selection ? 2 : 1} data-card="lead">
          {first.total ?? totalLabel}
        </th>
        {others.map((column) => (
          <td
            key={column.key}
            data-label={column.total === undefined ? undefined : column.head}
            data-card={column.total === undefined ? "hide" : undefined}
            data-align={column.align}
          >
            {column.total !== undefined && <div>{column.total}</div>}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
