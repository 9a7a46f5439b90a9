import { dateText } from "@/components/date/date-words";
import { figureText, moneyText } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { type Currency, isCurrency, type Money, money } from "@/core/money";
import { type RefusalCode, type RefusalDetail, refusalText } from "@/core/refusal";

const days = (count: number): string => `${count} ${count === 1 ? "day" : "days"}`;

/** Every word of the fund panel, in one place so that a language is one more table. */
export const fundingWords = {
  title: "Fund this receivable",
  sentence: "You lend a part of the advance; other lenders may take the rest.",
  amount: "Amount",
  left: (left: Money) => `Up to ${moneyText(left)} is left.`,
  all: "All that is left",
  half: "Half",
  needed: "Completes the minimum",
  presets: "Amounts often chosen",
  fund: (amount: Money) => `Fund ${moneyText(amount)}`,
  fundNothing: "Fund",
  amountUnreadable: "Write the amount in digits, such as 80000.00.",
  amountTooMuch: (left: Money) => `At most ${moneyText(left)} is left.`,
  signedAndStored: "Signed and stored",
  signedAndStoredNext:
    "It goes to the chain by itself; its steps stand below and survive a reload.",
  youSign: (parts: { amount: Money; account: string; reference: string; until: string }) =>
    `You sign a payment of ${moneyText(parts.amount)} from ${parts.account} into escrow for ${parts.reference}, for these terms and no others. It cannot be used after ${parts.until}.`,
  byPlatform: "Your organisation's key, which the platform keeps, signs when you press the button.",
  byWallet: "Your wallet shows the payment and signs it. Nobody needs gas.",
  outcomes: "What you get, and when",
  onTime: "Paid on the due date",
  onTimeMeaning: (count: number, rate: number) =>
    `Principal and ${days(count)} of charge at ${rateText(rate)} a year, if released today.`,
  latestRelease: "Released as late as can be",
  latestReleaseMeaning: (count: number) => `Escrow earns nothing; ${days(count)} are left then.`,
  late: "Paid late",
  lateMeaning: (parts: { grace: number; late: number; perDay: Money }) =>
    `${days(parts.grace)} of grace, then ${rateText(parts.late)} a year instead: ${moneyText(parts.perDay)} more each day.`,
  short: "Paid short",
  shortMeaning: (holdBack: Money, recourse: boolean) =>
    `The seller's hold-back of ${moneyText(holdBack)} carries the first loss. ${
      recourse
        ? "The seller owes what is still missing."
        : "What is missing beyond it is a loss the lenders share."
    }`,
  never: "Never paid",
  neverMeaning: (parts: { after: number; recourse: boolean }) =>
    `Default can be declared ${days(parts.after)} after the due date. ${
      parts.recourse
        ? "The seller must buy the receivable back; if it cannot, you can lose the whole amount."
        : "You can lose the whole amount."
    } Late money is still shared out.`,
  notDelivered: "Not delivered",
  notDeliveredMeaning: (until: string) =>
    `What the warehouse has not confirmed by ${until} comes back to you in full, without charge.`,
  figure: (minor: bigint) => figureText(minor),
  leftEscrow: "Executed",
  leftEscrowHint: "The money has left escrow: released to the seller, or returned to lenders.",
  yourFundings: "Your fundings",
  fundingOf: (amount: Money) => `Funding of ${moneyText(amount)}`,
  obstacle: "You cannot fund this now",
  taken: "Offer",
  facts: "Why believe it",
  share: (side: string, share: string) => `${side}: ${share} of your money in this currency`,
  exposureNone: "Nothing of your money depends on either yet.",
  exposure: "Your exposure today",
  offerTerms: "Offer",
  advance: (share: string, due: Money) => `${share} of ${moneyText(due)}`,
  fundBy: "Open until",
  deliverBy: "Delivery until",
  minimum: "Goes through from",
  market: "Open the market",
} as const;

const dayText = (text: string | number): string => {
  const date = parseCalendarDate(String(text));
  return date ? dateText(date) : String(text);
};

const detailText = (code: RefusalCode, detail: RefusalDetail, currency: Currency): string => {
  const { left, held, licence, needed, expired } = detail;
  if (code === "funding.over_left" && left !== undefined)
    return ` ${moneyText(money(currency, BigInt(left)))} is left.`;
  if (code === "funding.balance_short" && held !== undefined)
    return ` It holds ${moneyText(money(currency, BigInt(held)))}.`;
  if (licence !== undefined && needed !== undefined)
    return ` It ends on ${dayText(licence)}; the deadline is ${dayText(needed)}.`;
  return expired === undefined ? "" : ` It ended on ${dayText(expired)}.`;
};

/** A refusal of funding in words: what happened with its figures, and what to do now. */
export const refusalWords = (
  refusal: { readonly code: RefusalCode; readonly detail: RefusalDetail },
  currency: string,
): { says: string; next: string } => {
  const text = refusalText[refusal.code];
  const detail = isCurrency(currency) ? detailText(refusal.code, refusal.detail, currency) : "";
  return { says: `${text.says}${detail}`, next: text.next };
};
