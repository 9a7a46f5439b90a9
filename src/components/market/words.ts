import type { ConfirmationStrength } from "@/core/payment/buyer-state";
import { type HistoryVerdict, judged, type PaymentHistory } from "@/core/risk/history";
import type { Tone } from "@/core/status/status-entry";

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Every word of the market, in one place so that a language is one more table. */
export const marketWords = {
  title: "Market",
  sentence: "Open offers you may fund, with what speaks for and against each.",
  caption: "Open offers",
  filters: "Filter offers",
  empty: "No open offer matches",
  emptyNone: "No open offers yet",
  emptyHint: "Clear a filter to see more, or come back later: the list updates by itself.",
  emptyNoneHint: "An offer stands here as soon as a seller signs one. The list updates by itself.",
  clear: "Clear filters",
  receivable: "Receivable",
  buyer: "Buyer",
  seller: "Seller",
  evidence: "Evidence",
  amountDue: "Amount due",
  left: "Left to fund",
  rate: "Rate",
  due: "Due",
  total: (count: number) => `Total of ${plural(count, "offer", "offers")}`,
  ofWanted: (wanted: string) => `of ${wanted}`,
  orders: (count: number) => plural(count, "order", "orders"),
  fundBy: "Fund by",
  days: (count: number) => plural(count, "day", "days"),
  currency: "Currency",
  allCurrencies: "All currencies",
  rateFrom: "Rate from",
  anyRate: "Any rate",
  tenorTo: "Tenor up to",
  anyTenor: "Any tenor",
  allSellers: "All sellers",
  allBuyers: "All buyers",
  warehouse: "Warehouse",
  allWarehouses: "All warehouses",
  confirmation: "Buyer confirmed",
  anyConfirmation: "Any or none",
  exposureOf: (share: string) => `${share} of your money`,
  countersigned: "Warehouse signed",
  countersignedMeaning: "Seller and warehouse both signed the registration: the goods are pledged.",
  documents: "Documents",
  recourse: "Recourse",
  recourseMeaning: "The seller answers for what the buyer does not pay.",
  delivered: (share: string) => `Delivered ${share}`,
} as const;

/** How firmly the buyer confirmed, as a word with a tone. */
export const strengthWords: Record<
  ConfirmationStrength | "none",
  { word: string; tone: Tone; meaning: string }
> = {
  none: {
    word: "Not confirmed",
    tone: "neutral",
    meaning: "The buyer has not confirmed the debt.",
  },
  seen: {
    word: "Buyer saw it",
    tone: "info",
    meaning: "The buyer confirmed that the invoice arrived.",
  },
  matches: {
    word: "Buyer: matches",
    tone: "fine",
    meaning: "The buyer confirmed that goods and amount are as ordered.",
  },
  "will-pay": {
    word: "Buyer will pay",
    tone: "fine",
    meaning: "The buyer promised to pay on a date without set-off.",
  },
};

const verdictTones: Record<HistoryVerdict, Tone> = {
  new: "neutral",
  clean: "fine",
  mixed: "attention",
  poor: "wrong",
};

/** The tone of a history at a glance. */
export const historyTone = (verdict: HistoryVerdict): Tone => verdictTones[verdict];

/** "12 of 13 on time", with what went wrong, or that there is nothing to judge by. */
export const historyText = (history: PaymentHistory): string => {
  const all = judged(history);
  if (all === 0) return history.running > 0 ? `New, ${history.running} running` : "New here";
  const parts = [`${history.onTime} of ${all} on time`];
  if (history.overdue > 0) parts.push(`${history.overdue} overdue`);
  if (history.defaulted > 0) parts.push(`${history.defaulted} defaulted`);
  return parts.join(", ");
};

/** Where a due date comes from. */
export const dueSourceText = (source: string): string =>
  ({
    stated: "stated on the invoice",
    "payment-means": "from the payment means",
    terms: "from the payment terms",
    entered: "entered by a person",
    delivery: "from the delivery",
  })[source] ?? source;
