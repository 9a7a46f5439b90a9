import type { CreditCause, CreditEffect } from "@/core/credit/credit-note";

/** Why a seller credits, in words. */
export const causeWords: Record<CreditCause, string> = {
  returned: "Goods returned",
  short: "Goods missing",
  damaged: "Goods damaged",
  price: "Price corrected",
  other: "Another reason",
};

/** Everything that is said about credit notes, to the seller and to everybody who sees one. */
export const creditWords = {
  title: (reference: string) => `Credit note on ${reference}`,
  sentence: (buyer: string) => `How much less does ${buyer} owe, and what does that change?`,
  panelTitle: "Credit note",
  panelText: (room: string) =>
    `Goods came back, or a price was wrong: up to ${room} can be credited today.`,
  panelFull: "Nothing can be credited now: what is left is owed to the lenders.",
  issue: "Issue a credit note",
  back: "Receivable",
  fields: "The credit",
  amount: "Credited amount",
  amountHint: (room: string) => `At most ${room} today.`,
  amountUnreadable: "Write an amount such as 1,250.00.",
  amountTooMuch: (room: string) => `More than what is held back. At most ${room} today.`,
  number: "Number of the credit note",
  numberHint: (buyer: string) => `As it stands on the document you send to ${buyer}.`,
  numberMissing: "Write the number of the credit note.",
  cause: "Reason",
  causeNone: "Choose a reason",
  note: "What it is for",
  noteHint: "In a few words; the buyer and the lenders read it.",
  noteMissing: "Say what it is for.",
  file: "Drop the credit note here, or choose it",
  fileHint:
    "Optional. Only its fingerprint is kept and goes on chain; the file stays on your device.",
  fileUnread: {
    says: "This file could not be read.",
    next: "Nothing was signed. Try another copy of it.",
  },
  limits: "What can be credited",
  limitOf: "What is left of the amount due",
  limitOwed: "Owed to lenders and platform today",
  limitRoom: "Can be credited today",
  limitEscrow:
    "Nothing was released yet, so all that the buyer owes can be credited. Escrow that can then never be released goes back to the lenders at once.",
  limitReleased: (sum: string) =>
    `A credit is taken out of what is held back for you, never out of what lenders are owed. That is ${sum} today.`,
  limitGrows: (day: string) =>
    `It shrinks by ${day} a day, as the charge runs. The chain checks it again when the note arrives there.`,
  limitMore: "What goes beyond it you settle with the buyer directly.",
  effect: "What it changes",
  effectCaption: "Figures before and after the credit note",
  before: "Before",
  after: "After",
  owes: (buyer: string) => `${buyer} owes`,
  holdBack: "Held back for you",
  escrow: "In escrow",
  lendersOwed: "Owed to lenders and platform today",
  returned: "Goes back to the lenders",
  becomes: {
    funded: "Lenders have then put in all that can still be advanced, so funding closes.",
    refunded: "All of the escrow goes back to the lenders, and the financing ends with it.",
    settled: "Nothing is then owed to anybody but you, and the receivable is settled.",
  } satisfies Record<NonNullable<CreditEffect["becomes"]>, string>,
  returnedNotice: (sum: string) => `${sum} of escrow goes back to the lenders`,
  returnedNext:
    "The advance you can still get becomes smaller by it. Lenders are paid without doing anything.",
  offerNotice: "Your open offer could not be funded any more",
  offerNext: (minimum: string, most: string) =>
    `Funding closes from ${minimum} on, but lenders could then put in ${most} at most. Sign new terms afterwards.`,
  signTitle: "What you sign",
  signSentence: (facts: {
    buyer: string;
    amount: string;
    reference: string;
    after: string;
    before: string;
    reason: string;
    number: string;
  }) =>
    `You sign that ${facts.buyer} owes ${facts.amount} less on ${facts.reference}: ${facts.after} instead of ${facts.before}. Credit note ${facts.number}, ${facts.reason}.`,
  signIncomplete: "Fill in amount, number and reason: then it stands here what you sign.",
  binding: "It cannot be taken back. Another credit note can be added, never one undone.",
  sign: (amount: string) => `Sign credit note of ${amount}`,
  signNothing: "Sign credit note",
  closed: "Nothing can be credited now",
  underWay: "A credit note is on its way to the chain",
  underWayNext:
    "It stands on the page of the receivable. The next one can be issued once it is booked.",
  viewer: "Your role can look, not sign. A maker or an administrator of your organisation signs.",
  list: "Credit notes",
  listSentence: "What the buyer owes less, and why.",
  listCaption: "Credit notes on this receivable, oldest first",
  noteNumber: "Number",
  reason: "Reason",
  issued: "Issued",
  state: "State",
  document: "Document",
  unnamed: "Recorded on chain directly",
  total: "Credited in all",
  line: (facts: { number: string; amount: string; reason: string }) =>
    `Credit note ${facts.number}: ${facts.amount}, ${facts.reason}`,
} as const;

/** Why something was credited, as a phrase within a sentence. */
export const reasonText = ({ cause, note }: { cause: string; note: string | null }): string => {
  const word = cause in causeWords ? causeWords[cause as CreditCause] : cause;
  if (cause === "other" && note) return note;
  return note ? `${word.toLowerCase()}: ${note}` : word.toLowerCase();
};
