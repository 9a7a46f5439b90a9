import { dateText } from "@/components/date/date-words";
import { moneyText } from "@/components/money/money";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Money } from "@/core/money";
import type { BuyerState } from "@/core/payment/buyer-state";
import type { Tone } from "@/core/status/status-entry";

/** What the state notice needs to be said with its own figures. */
export type StateFigures = {
  readonly open: Money;
  readonly paid: Money;
  readonly surplus: Money;
  readonly arriving: Money;
  readonly due: CalendarDate;
  readonly seller: string;
};

type StateWords = {
  readonly word: string;
  readonly tone: Tone;
  readonly notice: "fine" | "attention" | "wrong" | "info";
  /** The state asks for a confirmation, so the notice leads to it. */
  readonly confirms?: boolean;
  readonly title: (figures: StateFigures) => string;
  readonly next: (figures: StateFigures) => string;
};

const kept = ({ surplus }: StateFigures): string =>
  `${moneyText(surplus)} more than the debt is kept on chain for your company alone. Tell the seller where it should go back to; nobody else can take it.`;

/** Every state of a buyer's debt, with its own next step. */
export const stateWords: Record<BuyerState, StateWords> = {
  unseen: {
    word: "To confirm",
    tone: "active",
    notice: "info",
    confirms: true,
    title: () => "Is this debt right?",
    next: ({ due }) =>
      `Confirm it below, or say what is not right. Payment is due on ${dateText(due)}; you can also pay at once.`,
  },
  seen: {
    word: "To confirm",
    tone: "active",
    notice: "info",
    confirms: true,
    title: () => "You have seen this debt",
    next: ({ due }) =>
      `Confirm below that it matches your order, and pay by ${dateText(due)}. Nothing else is needed.`,
  },
  confirmed: {
    word: "Confirmed",
    tone: "fine",
    notice: "fine",
    title: () => "You confirmed this debt",
    next: ({ open, due }) =>
      `Pay ${moneyText(open)} by ${dateText(due)}, in one of the ways below.`,
  },
  late: {
    word: "Overdue",
    tone: "attention",
    notice: "attention",
    title: ({ due }) => `Payment was due on ${dateText(due)}`,
    next: ({ open }) =>
      `Please pay ${moneyText(open)} now, in one of the ways below. The account is still the right one, and you owe no more than this.`,
  },
  arriving: {
    word: "On its way",
    tone: "active",
    notice: "info",
    title: ({ arriving }) => `${moneyText(arriving)} is on its way`,
    next: () => "This page shows when it has arrived. Do not pay again; nothing more is needed.",
  },
  partPaid: {
    word: "Partly paid",
    tone: "attention",
    notice: "attention",
    title: ({ paid, open }) => `${moneyText(paid)} arrived, ${moneyText(open)} is left`,
    next: ({ due }) =>
      `Pay the rest by ${dateText(due)} to the same account, in one of the ways below.`,
  },
  paid: {
    word: "Paid",
    tone: "fine",
    notice: "fine",
    title: () => "Paid in full, on time",
    next: () => "Nothing more is needed. The receipts below can be checked by anyone.",
  },
  paidLate: {
    word: "Paid",
    tone: "fine",
    notice: "fine",
    title: () => "Paid in full, after the due date",
    next: () => "Nothing more is needed here; you owe no late charge on this page.",
  },
  overpaid: {
    word: "Overpaid",
    tone: "attention",
    notice: "attention",
    title: () => "Paid in full, and more than that",
    next: kept,
  },
  paidTwice: {
    word: "Paid twice",
    tone: "attention",
    notice: "attention",
    title: () => "This debt was paid twice",
    next: kept,
  },
  disputed: {
    word: "Disputed",
    tone: "attention",
    notice: "attention",
    title: ({ seller }) => `You told ${seller} that this debt is not right`,
    next: ({ seller }) =>
      `${seller} answers next. You can still pay what you accept; a part is enough.`,
  },
  credited: {
    word: "Credited",
    tone: "neutral",
    notice: "fine",
    title: ({ seller }) => `${seller} credited the whole debt`,
    next: () => "There is nothing to pay. The credit notes below can be checked by anyone.",
  },
  withdrawn: {
    word: "Withdrawn",
    tone: "neutral",
    notice: "info",
    title: ({ seller }) => `${seller} withdrew this claim`,
    next: ({ seller }) => `Do not pay to this account. Ask ${seller} what replaces it.`,
  },
};

/** Every other word of the buyer's page. */
export const paymentWords = {
  title: (seller: string) => `What you owe ${seller}`,
  sentence: (reference: string, buyer: string) => `${reference}, for ${buyer}`,
  open: "To pay",
  ofAmount: (whole: Money) => `of ${moneyText(whole)}`,
  lessCredits: (invoiced: Money, credited: Money) =>
    `${moneyText(invoiced)} invoiced less ${moneyText(credited)} credited`,
  credits: "Credit notes",
  creditsSentence: "What the seller took off this debt.",
  creditedOn: "Booked",
  alreadyPaid: "Already paid",
  due: "Due",
  from: "From",
  pay: "Pay",
  payWallet: "From a wallet",
  payWalletSentence: "One signature, no gas. The money can reach this debt and nothing else.",
  payTransfer: "By transfer",
  payTransferSentence: (currency: string, chain: string) =>
    `Send ${currency} coin on ${chain} to the account of this debt. It is recognised by itself.`,
  account: "Account of this debt",
  exactAmount: "Amount",
  coin: "Coin",
  network: "Network",
  codes: "Payment code",
  codeAddress: "Address only",
  codeFull: "With amount",
  codeAddressLabel: "Payment code: the address of the account of this debt",
  codeFullLabel: "Payment code: coin, account, amount and network (ERC-681)",
  codeAddressHint: "Works with every wallet. Type the amount yourself.",
  codeFullHint:
    "Only for wallets that fill in the amount from the code; check the figures before you send.",
  notReady: "Payment details come soon",
  notReadyNext:
    "This debt is being recorded on chain. This page shows where to pay as soon as it is.",
  confirm: "Confirm the debt",
  confirmSentence: "It takes one minute and helps the seller today.",
  confirmedAs: { seen: "Received", matches: "Matches", "will-pay": "Will pay without set-off" },
  confirmedBy: (name: string) => `by ${name}`,
  stronger: "You can confirm more firmly.",
  dispute: "Something is not right",
  settled: "Settled with the seller?",
  settle: "Take the dispute back",
  arrivals: "Payments",
  arrivalsNone: "Nothing has arrived yet. A payment stands here seconds after it was sent.",
  wayWallet: "from a wallet",
  wayTransfer: "by transfer",
  receipt: "Receipt",
  surplusPart: (surplus: Money) =>
    `${moneyText(surplus)} of it is more than the debt and kept for you`,
  failed: "Refused; no money moved",
  what: "What it is for",
  documents: "Documents",
  document: "Number",
  issued: "Issued",
  order: "Your order",
  documentAmount: "Amount due",
  more: (count: number) => `and ${count.toLocaleString("en")} more`,
  assignment: "Notice of assignment",
  assigned: (seller: string) =>
    `${seller} has assigned this claim to the lenders who financed it. Please pay only to the account on this page: only payment there discharges the debt. Money sent to ${seller} directly must be turned over and may be asked for again.`,
  notAssigned: (seller: string) =>
    `${seller} is arranging finance for this claim and has named the account on this page for payment. Pay there in every case; whatever arrives is passed on by itself.`,
  expires: "This link is private and opens until",
  linkUnknown: "This link does not open anything",
  linkUnknownNext:
    "Check that the whole link was copied, including the last characters, or ask the seller to send it again. No money is affected.",
  linkExpired: "This link has expired",
  linkExpiredNext: (seller: string, reference: string) =>
    `Ask ${seller} for a new link to ${reference}. The account for payment stays the same, and money already sent has reached it.`,
  check: "Check a document or payment",
  tooMany: "Too many requests",
  tooManyNext: "Wait a few minutes and open the link again. Nothing was changed.",
} as const;
