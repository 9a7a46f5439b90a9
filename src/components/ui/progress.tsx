import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

export type ProgressProps = {
  label: ReactNode;
  /** Whole numbers; `total` 0 draws an empty bar. */
  done: number;
  total: number;
  /** For example "6,200 of 10,000 rows"; the count is written when absent. */
  detail?: ReactNode;
};

export function Progress({ label, done, total, detail }: ProgressProps) {
  const share = total > 0 ? Math.min(100, Math.floor((done * 100) / total)) : 0;
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        <span className="figures text-muted">
          {detail ?? `${done.toLocaleString("en")} / ${total.toLocaleString("en")}`}
        </span>
      </div>
      <progress
        value={share}
        max={100}
        aria-label={typeof label === "string" ? label : undefined}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full border bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}

/** `done` happened, `current` is under way, `next` is still to come, `failed` ended it here. */
export type StepState = "done" | "current" | "next" | "failed";

export type StepsProps = {
  /** Names the whole, for screen readers. */
  label: string;
  steps: { key: string; word: ReactNode; state: StepState; detail?: ReactNode }[];
  direction?: "row" | "column";
};

const marks: Record<StepState, { icon: IconName; look: string; said: string }> = {
  done: { icon: "circle-check", look: "text-fine", said: "done" },
  current: { icon: "loader-circle", look: "text-accent animate-spin", said: "under way" },
  next: { icon: "circle-dashed", look: "text-faint", said: "to come" },
  failed: { icon: "octagon-x", look: "text-wrong", said: "failed" },
};

/** Signed, sent, in a block, final: the step's own progress, drawn from stored facts. */
export function Steps({ label, steps, direction = "row" }: StepsProps) {
  return (
    <ol
      aria-label={label}
      className={clsx(
        "flex gap-x-6 gap-y-2.5",
        direction === "row" ? "flex-col sm:flex-row sm:flex-wrap" : "flex-col",
      )}
    >
      {steps.map(({ key, word, state, detail }) => (
        <li
          key={key}
          aria-current={state === "current" ? "step" : undefined}
          className="flex items-start gap-2"
        >
          <Icon name={marks[state].icon} className={clsx("mt-[3px]", marks[state].look)} />
          <span className={clsx(state === "next" && "text-muted")}>
            <span className={clsx(state === "current" && "font-medium")}>{word}</span>
            <span className="sr-only"> ({marks[state].said})</span>
            {detail && <span className="block text-sm text-muted">{detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
