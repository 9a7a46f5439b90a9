import { DateText, Moment } from "@/components/date/date-text";
import { awayText, lateText } from "@/components/date/date-words";
import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money, moneyText } from "@/components/money/money";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { PageHead } from "@/components/ui/page-head";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { money } from "@/core/money";
import { nextDeadline } from "@/core/receivable/next-deadline";
import { actorWord, statusEntry } from "@/core/status/status";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

/** Amount due, due date and where it came from, status, who acts next and by when. */
export function ReceivableHead({ detail }: { detail: Detail }) {
  const { state, grade, currency, registration } = detail;
  const entry = statusEntry("receivable", state);
  const deadline = nextDeadline({
    state,
    dueAt: detail.dueAt,
    offer: detail.offer,
    registrationExpiry: registration?.expiry ?? null,
  });
  const today = calendarDateAt(detail.now, HONG_KONG_OFFSET_SECONDS);
  const { buyer, seller, orderCount: orders, diluted } = detail;
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const dueDate = detail.dueDate as CalendarDate;
  const late = lateText(dueDate, today);
  const source = words.dueSources[detail.dueDateSource] ?? detail.dueDateSource;
  return (
    <>
      <PageHead
        back={{ href: "/receivables", label: words.back }}
        title={detail.reference}
        sentence={words.headSentence({ buyer, seller, orders })}
        aside={
          <>
            <StatusChip subject="receivable" state={state} />
            {grade === "seen" && <Chip tone="info" word={words.seen} title={words.notFinal} />}
          </>
        }
      />
      <KeyFigures>
        <KeyFigure
          label={words.amountDue}
          value={<Money value={money(currency, detail.amountDue - diluted)} size="figure" />}
          hint={diluted > 0n ? words.lessCredits(text(detail.amountDue), text(diluted)) : buyer}
        />
        <KeyFigure
          label={words.due}
          value={<DateText date={dueDate} />}
          hint={
            <span className={late ? "font-medium text-attention" : undefined}>
              {late ?? awayText(dueDate, today)}, {source}
            </span>
          }
        />
        <KeyFigure
          label={words.nextActor}
          value={entry.next === "nobody" ? words.nobody : actorWord(entry.next)}
          hint={
            <>
              {entry.meaning}
              {deadline && (
                <span className="block">
                  {words.by} <Moment at={deadline} />
                </span>
              )}
            </>
          }
        />
      </KeyFigures>
    </>
  );
}
