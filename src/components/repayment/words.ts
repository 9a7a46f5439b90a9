import type { AgeingBucket } from "@/core/position/ageing";
import type { ExceptionKind } from "@/core/repayment/exception";
import type { OpenActKind } from "@/core/repayment/open-acts";
import type { RepaymentShow } from "@/core/repayment/repayment-filter";
import type { Tone } from "@/core/status/status-entry";

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const receivables = (count: number) => plural(count, "receivable", "receivables");
const days = (count: number) => plural(count, "day", "days");

const shows: Record<RepaymentShow, string> = {
  outstanding: "Owed now",
  today: "Due today",
  week: "Due within 7 days",
  overdue: "Overdue",
  collected: "Collected this month",
  partPaid: "Part paid",
  all: "Everything ever released",
};

const buckets: Record<AgeingBucket, string> = {
  notDue: "Not due",
  d1to30: "1 to 30 days past due",
  d31to60: "31 to 60 days past due",
  d61to90: "61 to 90 days past due",
  over90: "More than 90 days past due",
  noDueDate: "No due date",
};

const exceptionKinds: Record<ExceptionKind, { word: string; tone: Tone }> = {
  failed: { word: "Chain write refused", tone: "wrong" },
  defaulted: { word: "Defaulted", tone: "wrong" },
  disputed: { word: "Disputed", tone: "attention" },
  overdue: { word: "Overdue", tone: "attention" },
  claim: { word: "Money set aside", tone: "info" },
  partPaid: { word: "Part paid", tone: "info" },
};

/** Everything the repayments monitor says. */
export const repaymentWords = {
  title: "Repayments",
  sentence: "Is everything being repaid, and if not, where?",
  shows,
  buckets,
  receivables,
  countHint: receivables,
  nothingDue: "nothing",
  late: "late",
  clear: "none late",
  currencies: "Currency of the charts",
  ageing: "By days past due",
  ageingSentence: "The buckets sum to what buyers owe.",
  weeks: "Expected and collected, by week",
  weeksSentence: "What fell or falls due in a week, and what arrived in it.",
  expected: "Due",
  collectedSeries: "Collected",
  exposure: "Exposure",
  byBuyer: "Owed by buyer",
  bySeller: "Owed on goods of",
  byLender: "Principal by lender",
  buyer: "Buyer",
  seller: "Seller",
  lender: "Lender",
  others: (count: number) => `${count.toLocaleString("en")} others`,
  totalOwed: "Owed now",
  totalPrincipal: "Principal out",
  noExposure: "Nothing is out",
  exceptions: "What does not go on by itself",
  exceptionsSentence: "Each with its reason and who has to act.",
  noExceptions: "No exceptions",
  noExceptionsHint: "Nothing is late, refused, disputed or set aside.",
  exceptionKinds,
  moreExceptions: (count: number) => `Show all ${count.toLocaleString("en")}`,
  what: "What",
  reason: "Reason",
  about: "Receivable",
  amount: "Amount",
  since: "Since",
  next: "Who acts next",
  reasonOf: (facts: {
    kind: ExceptionKind;
    lateDays: number | null;
    intentKind: string | null;
    about: string | null;
    party: string | null;
  }): string => {
    const who = facts.party ?? "";
    const part = facts.about === "part paid" ? ", part of it paid" : "";
    if (facts.kind === "failed") return `${facts.intentKind}: ${facts.about ?? "no reason given"}`;
    if (facts.kind === "disputed") return `${who} says: ${facts.about ?? ""}`;
    if (facts.kind === "claim")
      return facts.about === "buyer"
        ? `${who} paid more than it owed`
        : `${who} could not be paid; the money waits for it`;
    if (facts.kind === "partPaid") return `${who} has paid a part; the rest is not due yet`;
    return `${who} is ${days(facts.lateDays ?? 0)} late${part}`;
  },
  list: "Receivables",
  filters: "Narrow the list of receivables",
  search: "Reference, buyer or seller",
  show: "Show",
  bucket: "Days past due",
  allBuckets: "Any",
  currency: "Currency",
  allCurrencies: "All currencies",
  export: "Export CSV",
  caption: "Receivables under these filters",
  receivable: "Receivable",
  state: "State",
  due: "Due date",
  amountDue: "Amount due",
  collected: "Collected",
  open: "Owed",
  principal: "Principal out",
  totalOf: (count: number) => `Total of ${receivables(count)}`,
  from: (seller: string) => `from ${seller}`,
  empty: "No receivable under these filters",
  emptyHint: "Choose another figure above, or clear the filters.",
  narrowedBy: "Narrowed to one party",
  clearParty: "Show every party",
  nothingYet: "Nothing has been released yet",
  nothingYetHint:
    "As soon as an advance leaves escrow, what its buyer owes stands here, with every later payment.",
  onReceivables: "See all receivables",
} as const;

const acts: Record<OpenActKind, { word: string; does: string; why: string }> = {
  sweep: {
    word: "Sweep again",
    does: "The money in the collection account is taken in and distributed.",
    why: "Nothing lies in the collection account.",
  },
  "pay-out": {
    word: "Pay out holders",
    does: "Every lender who has not been paid its share yet is paid.",
    why: "Every holder has its share.",
  },
  "close-funding": {
    word: "Close funding",
    does: "At the offer's minimum the receivable is funded, below it lenders get their money back.",
    why: "It is not in funding.",
  },
  "close-release": {
    word: "Close release",
    does: "What is still in escrow goes back to the lenders as principal. No later delivery releases it.",
    why: "Nothing is left in escrow to give back.",
  },
  "declare-default": {
    word: "Declare default",
    does: "The receivable counts as defaulted. Late money is still distributed. This cannot be undone.",
    why: "No advance is out that could default.",
  },
};

/** Everything the platform's panel of one receivable says. */
export const bookWords = {
  title: "Platform",
  sentence: "The contract's own answer beside our books.",
  chainSilent: "The chain did not answer",
  chainSilentHint: "Our books stand as they are. Reload in a moment.",
  agrees: (block: number) => `Books and chain agree at block ${block.toLocaleString("en")}`,
  differs: "Books and chain differ",
  differsHint: "The chain may be a block ahead. If it stays, look at operations.",
  figure: "Figure",
  books: "Books",
  chain: "Chain",
  status: "State",
  funded: "Funded",
  released: "Released",
  delivered: "Delivered",
  diluted: "Credited",
  collected: "Collected",
  principalRepaid: "Principal repaid",
  comparison: "Books and chain, figure by figure",
  acts: "What anybody may do",
  actsHint:
    "The keeper does these by itself. Nobody's money moves anywhere it would not go anyway.",
  actWords: acts,
  underWay: "Under way",
  possibleFrom: (moment: string) => `Possible from ${moment}`,
  cancelNote: "The chain checks the deadline again.",
  intents: "Chain writes",
  noIntents: "Nothing was sent for this receivable yet.",
  claims: "Money set aside",
  claimsHint: "In this coin, over all receivables: claims are kept by account.",
  noClaims: "No party of this receivable has money set aside.",
  journals: "Ledger",
  journalsHint: "Debit positive, credit negative; every entry sums to zero.",
  noJournals: "No entry yet.",
  entry: (id: bigint) => `Entry ${id}`,
  balanced: "balanced",
  unbalanced: "not balanced",
  reverses: (id: bigint) => `reverses entry ${id}`,
  block: (number: number) => `block ${number.toLocaleString("en")}`,
} as const;
