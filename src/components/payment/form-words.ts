import { dateText } from "@/components/date/date-words";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { formatMoney, type Money } from "@/core/money";

/** Words of the buyer's forms, apart from the page's others: only these travel to the browser. */
export const formWords = {
  amount: "Amount",
  amountHint: (open: Money) => `You can pay a part; ${formatMoney(open)} is open.`,
  amountUnreadable: "Write the amount in digits, such as 1000.00.",
  amountTooMuch: (open: Money) => `At most ${formatMoney(open)} is open.`,
  payButton: (amount: Money) => `Pay ${formatMoney(amount)}`,
  payNothing: "Pay",
  youSign: (amount: Money, reference: string) =>
    `You sign a payment of ${formatMoney(amount)} for ${reference}. It holds for one day and for this debt only.`,
  sent: "Signed and on its way",
  sentNext: "This page shows when it has arrived. You can close it and come back.",
  strength: "What do you confirm?",
  seenLabel: "We received it",
  seenHint: "The invoice arrived. Nothing is promised.",
  matchesLabel: "It matches",
  matchesHint: "Goods and amount are as ordered.",
  willPayLabel: "We will pay",
  willPayHint: "We pay this amount on this date without set-off. It cannot be disputed afterwards.",
  promiseAmount: "We pay",
  promiseDate: "On",
  name: "Your full name",
  nameHint: "Shown to the seller and the lenders as the person who confirmed.",
  confirmButton: "Confirm",
  confirmPromise: (amount: Money, date: CalendarDate) =>
    `Promise ${formatMoney(amount)} on ${dateText(date)}`,
  thanks: "Thank you, this is stored",
  thanksNext: "The seller and the lenders see it at once.",
} as const;
