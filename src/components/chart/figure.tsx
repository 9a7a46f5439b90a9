import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { words } from "@/components/ui/words";

export type ChartFigureProps = {
  /** The question the chart answers; also the name of its table. */
  title: string;
  /** One sentence with the answer, read instead of the picture. */
  summary: string;
  children: ReactNode;
  /** Column heads and rows of the table behind the picture; the first cell of a row names it. */
  table: { heads: string[]; rows: { key: string; cells: ReactNode[] }[] };
};

/** A drawing with the table it was drawn from. */
export function ChartFigure({ title, summary, children, table }: ChartFigureProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">
        {title}. {summary}
      </figcaption>
      {children}
      <details className="group mt-2 text-sm">
        <summary className="inline-flex min-h-6 items-center gap-1 rounded-sm text-muted hover:text-ink">
          <Icon
            name="chevron-right"
            size={14}
            className="transition-transform group-open:rotate-90"
          />
          {words.showTable}
        </summary>
        <div className="mt-2 max-h-72 overflow-auto rounded-md border" tabIndex={-1}>
          <table className="figures w-full">
            <caption className="sr-only">{title}</caption>
            <thead className="sticky top-0 bg-surface text-muted">
              <tr>
                {table.heads.map((head, index) => (
                  <th
                    key={head}
                    scope="col"
                    className={`border-b px-3 py-1.5 font-medium ${index === 0 ? "text-start" : "text-end"}`}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ key, cells: [name, ...cells] }) => (
                <tr key={key}>
                  <th scope="row" className="border-b px-3 py-1.5 text-start font-normal">
                    {name}
                  </th>
                  {cells.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells follow the heads
                    <td key={index} className="border-b px-3 py-1.5 text-end">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
