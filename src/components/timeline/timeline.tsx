import clsx from "clsx";
import type { ReactNode } from "react";
import { Moment } from "@/components/date/date-text";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";

/** `done` happened; `waiting` is next and names who acts; `later` is still to come; `failed` went wrong. */
export type TimelineState = "done" | "waiting" | "later" | "failed";

export type TimelineStep = {
  key: string;
  /** What happened, or what must happen: "Advance released". */
  title: ReactNode;
  state: TimelineState;
  at?: Date;
  /** Who did it, or who acts next. */
  actor?: ReactNode;
  /** Figures and words of the step. */
  detail?: ReactNode;
  /** Documents and signatures that stand behind it. */
  evidence?: ReactNode;
  /** The transaction or proof on chain: a Hash with its link. */
  proof?: ReactNode;
};

export type TimelineProps = {
  label: string;
  steps: TimelineStep[];
};

const marks: Record<TimelineState, { icon: IconName; look: string; said: string }> = {
  done: { icon: "circle-check", look: "text-fine", said: "done" },
  waiting: { icon: "circle-dot", look: "text-accent", said: "next" },
  later: { icon: "circle-dashed", look: "text-faint", said: "later" },
  failed: { icon: "octagon-x", look: "text-wrong", said: "failed" },
};

/** The life of a receivable, step by step: actor, time, evidence, proof. */
export function Timeline({ label, steps }: TimelineProps) {
  return (
    <ol aria-label={label}>
      {steps.map((step) => (
        <TimelineRow key={step.key} step={step} />
      ))}
    </ol>
  );
}

function TimelineRow({ step }: { step: TimelineStep }) {
  const { title, state, at, actor, detail, evidence, proof } = step;
  const mark = marks[state];
  return (
    <li
      aria-current={state === "waiting" ? "step" : undefined}
      className="group relative flex gap-3 pb-5 last:pb-0"
    >
      <span
        aria-hidden="true"
        className="absolute start-[9px] top-6 bottom-0.5 w-px bg-line group-last:hidden"
      />
      <Icon name={mark.icon} size={19} className={clsx("mt-px", mark.look)} />
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className={clsx(state === "later" ? "text-muted" : "font-medium")}>
            {title}
            <span className="sr-only"> ({mark.said})</span>
          </p>
          {at && <Moment at={at} className="text-sm text-muted" />}
        </div>
        {actor && <div className="text-sm text-muted">{actor}</div>}
        {detail && <div className="mt-0.5">{detail}</div>}
        {(evidence || proof) && (
          <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
            {evidence && <div>{evidence}</div>}
            {proof && <div className="text-muted">{proof}</div>}
          </div>
        )}
      </div>
    </li>
  );
}
