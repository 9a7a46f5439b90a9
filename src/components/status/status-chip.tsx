import clsx from "clsx";
import { Icon } from "@/components/ui/icon";
import { toneLook } from "@/components/ui/tone";
import { actorWord, type StatusOf, type StatusSubject, statusEntry } from "@/core/status/status";
import type { Tone } from "@/core/status/status-entry";

export type StatusChipProps<S extends StatusSubject> = {
  subject: S;
  state: StatusOf<S>;
  /** Writes who acts next behind the chip. */
  next?: boolean;
  className?: string;
};

/** A state as a word, a shape and a colour; its meaning is read on hover and by screen readers. */
export function StatusChip<S extends StatusSubject>(props: StatusChipProps<S>) {
  const { subject, state, next = false, className } = props;
  const { word, tone, meaning, next: actor } = statusEntry(subject, state);
  return (
    <span className={clsx("inline-flex flex-wrap items-center gap-x-2 gap-y-1", className)}>
      <Chip tone={tone} word={word} title={meaning} />
      {next && actor !== "nobody" && (
        <span className="text-sm text-muted">{actorWord(actor)} acts next</span>
      )}
    </span>
  );
}

export type ChipProps = { tone: Tone; word: string; title?: string };

/** A mark with a word, for facts outside the status table such as counts and grades. */
export function Chip({ tone, word, title }: ChipProps) {
  const look = toneLook[tone];
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex items-center gap-1.5 rounded-full border py-0.5 ps-1.5 pe-2.5 text-xs font-medium whitespace-nowrap",
        look.soft,
        look.line,
        look.text,
      )}
    >
      <Icon name={look.icon} size={12} />
      {word}
    </span>
  );
}
