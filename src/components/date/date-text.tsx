import clsx from "clsx";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { awayText, dateText, HOME_ZONE, lateText, momentText } from "./date-words";

export type DateTextProps = {
  date: CalendarDate;
  /** Today by the clock of the app; writes "in 12 days" beside the date. */
  today?: CalendarDate;
  /** The date is a deadline: once past, the words say how late. */
  due?: boolean;
  /** How the date was derived, for example "30 days from invoice date". */
  source?: string;
  className?: string;
};

export function DateText({ date, today, due = false, source, className }: DateTextProps) {
  const late = due && today ? lateText(date, today) : undefined;
  return (
    <span className={clsx("figures", className)}>
      <time dateTime={date} className="whitespace-nowrap">
        {dateText(date)}
      </time>
      {today && (
        <>
          {" "}
          <span
            className={clsx(
              "whitespace-nowrap",
              late ? "font-medium text-attention" : "text-muted",
            )}
          >
            {late ?? awayText(date, today)}
          </span>
        </>
      )}
      {source && <span className="block text-sm text-muted">{source}</span>}
    </span>
  );
}

export type MomentProps = {
  at: Date;
  /** IANA zone; the zone is always printed. */
  zone?: string;
  seconds?: boolean;
  className?: string;
};

export function Moment({ at, zone = HOME_ZONE, seconds = false, className }: MomentProps) {
  return (
    <time dateTime={at.toISOString()} className={clsx("figures whitespace-nowrap", className)}>
      {momentText(at, zone, seconds)}
    </time>
  );
}
