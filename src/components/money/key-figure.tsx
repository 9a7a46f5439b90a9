import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { SoftLink } from "@/components/ui/soft-link";
import { toneLook } from "@/components/ui/tone";

export type KeyFigureProps = {
  label: ReactNode;
  /** `<Money size="figure">`, a count or a rate. */
  value: ReactNode;
  /** What it sums or how it is counted. */
  hint?: ReactNode;
  /** The list behind the figure, already filtered; the whole card leads there. */
  href?: string;
  /** A mark with its own word when the figure asks for something. */
  mark?: { tone: "fine" | "attention" | "wrong" | "info"; word: string };
};

/** A headline figure; every one that counts something is also the filter for it. */
export function KeyFigure({ label, value, hint, href, mark }: KeyFigureProps) {
  const look = mark && toneLook[mark.tone];
  return (
    <div
      className={clsx(
        "relative flex min-w-0 flex-col gap-x-4 rounded-lg border bg-surface p-4 shadow-card",
        "max-sm:flex-row max-sm:flex-wrap max-sm:items-baseline max-sm:justify-between max-sm:py-3",
        href && "hover:border-line-strong",
      )}
    >
      <div className="flex items-center justify-between gap-2 text-muted">
        {href ? (
          <SoftLink
            href={href}
            className="rounded-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {label}
          </SoftLink>
        ) : (
          <span>{label}</span>
        )}
        {href && <Icon name="arrow-right" size={14} />}
      </div>
      <p className="figures text-2xl font-semibold [overflow-wrap:anywhere] max-sm:text-xl sm:mt-1">
        {value}
      </p>
      {(hint || (mark && look)) && (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-muted max-sm:w-full">
          {mark && look && (
            <span className={clsx("inline-flex items-center gap-1 font-medium", look.text)}>
              <Icon name={look.icon} size={14} />
              {mark.word}
            </span>
          )}
          {hint}
        </p>
      )}
    </div>
  );
}

/** Two to four figures in a row, two beside each other on a phone. */
export function KeyFigures({ children }: { children: ReactNode }) {
  return (
    <div className="mb-6 grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-3">
      {children}
    </div>
  );
}
