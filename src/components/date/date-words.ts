import { type CalendarDate, daysBetween, partsOfDate } from "@/core/dates/calendar-date";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `21 Nov 2026`. */
export const dateText = (date: CalendarDate): string => {
  const { year, month, day } = partsOfDate(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};

const counted = (count: number, unit: string): string =>
  `${count} ${unit}${count === 1 ? "" : "s"}`;

/** How far a date is from today: `in 12 days`, `today`, `3 days ago`. */
export const awayText = (date: CalendarDate, today: CalendarDate): string => {
  const days = daysBetween(today, date);
  if (days === 0) return "today";
  return days > 0 ? `in ${counted(days, "day")}` : `${counted(-days, "day")} ago`;
};

/** How long a date has been past, or undefined when it is not: `12 days late`. */
export const lateText = (date: CalendarDate, today: CalendarDate): string | undefined => {
  const days = daysBetween(date, today);
  return days > 0 ? `${counted(days, "day")} late` : undefined;
};

/** The zone everything is shown in unless a page says otherwise. */
export const HOME_ZONE = "Asia/Hong_Kong";

const zoneWords: Record<string, string> = { "Asia/Hong_Kong": "HKT", UTC: "UTC" };

/** `21 Nov 2026, 14:05 HKT`; seconds on request. */
export const momentText = (at: Date, zone: string = HOME_ZONE, seconds = false): string => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: seconds ? "2-digit" : undefined,
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const clock = [part.hour, part.minute, part.second].filter(Boolean).join(":");
  const zoneWord = zoneWords[zone] ?? part.timeZoneName;
  return `${Number(part.day)} ${MONTHS[Number(part.month) - 1]} ${part.year}, ${clock} ${zoneWord}`;
};
