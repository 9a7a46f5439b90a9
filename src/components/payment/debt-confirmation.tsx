import { DateText, Moment } from "@/components/date/date-text";
import { Money } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { daysBetween } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import { openAmount } from "@/core/payment/buyer-state";
import { ConfirmForm } from "./confirm-form";
import type { Debt } from "./debt-view";
import { DisputeLater } from "./dispute-later";
import { paymentWords } from "./words";

/** What was confirmed so far, the firmer answers still possible, and the way to disagree. */
export function DebtConfirmation({ debt, token }: { debt: Debt; token: string }) {
  const { strength, currency, dueDate, today } = debt;
  return (
    <div className="flex flex-col gap-5">
      {strength && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Chip tone="fine" word={paymentWords.confirmedAs[strength]} />
          {debt.promise && (
            <span>
              <Money value={money(currency, debt.promise.amount)} />{" "}
              <DateText date={debt.promise.date} />
            </span>
          )}
          {debt.confirmedBy && <span>{paymentWords.confirmedBy(debt.confirmedBy)}</span>}
          {debt.confirmedAt && (
            <span className="text-sm text-muted">
              <Moment at={debt.confirmedAt} />
            </span>
          )}
        </p>
      )}
      {strength !== "will-pay" && (
        <ConfirmForm
          token={token}
          currency={currency}
          open={openAmount(debt)}
          date={daysBetween(dueDate, today) > 0 ? today : dueDate}
          today={today}
          before={strength}
        />
      )}
      {strength !== "will-pay" && (
        <div className="border-t pt-4">
          <DisputeLater token={token} word={paymentWords.dispute} act="dispute" />
        </div>
      )}
    </div>
  );
}
