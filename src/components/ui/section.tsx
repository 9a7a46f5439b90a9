import clsx from "clsx";
import type { ReactNode } from "react";

export type CardProps = {
  children: ReactNode;
  className?: string;
  /** Without inner space, for a table that reaches the edges. */
  flush?: boolean;
};

/** A sheet of paper: border, no more. */
export function Card({ children, className, flush = false }: CardProps) {
  return (
    <div
      className={clsx(
        "min-w-0 rounded-lg border bg-surface shadow-card",
        flush ? "overflow-clip" : "p-4 sm:p-5",
        className,
      )}
    >
      {children}
    </div>
  );
}

export type SectionProps = {
  title: ReactNode;
  /** One sentence under the title. */
  sentence?: ReactNode;
  /** Stands at the end of the title line: a link, a small button, a filter. */
  action?: ReactNode;
  children: ReactNode;
  /** Target of links within the page. */
  id?: string;
  /** Puts the content on a card (default) or straight on the page. `flush` is a card without inner space. */
  frame?: "card" | "flush" | "none";
  className?: string;
};

/** A part of a page with its own heading (h2). */
export function Section(props: SectionProps) {
  const { title, sentence, action, children, id, frame = "card", className } = props;
  return (
    <section id={id} className={clsx("min-w-0", className)}>
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{title}</h2>
          {sentence && <p className="text-sm text-muted">{sentence}</p>}
        </div>
        {action && <div className="flex flex-wrap items-center gap-2">{action}</div>}
      </div>
      {frame === "none" ? children : <Card flush={frame === "flush"}>{children}</Card>}
    </section>
  );
}

export type FactsProps = {
  facts: { label: ReactNode; value: ReactNode; wide?: boolean }[];
  columns?: 1 | 2 | 3;
};

/** Labels with their values: the "details" block of a page. */
export function Facts({ facts, columns = 2 }: FactsProps) {
  return (
    <div className="@container">
      <dl
        className={clsx(
          "grid gap-x-8 gap-y-3.5",
          columns >= 2 && "@md:grid-cols-2",
          columns === 3 && "@3xl:grid-cols-3",
        )}
      >
        {facts.map(({ label, value, wide }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed list in a fixed order
          <div key={index} className={clsx("min-w-0", wide && "col-span-full")}>
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="mt-0.5 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
