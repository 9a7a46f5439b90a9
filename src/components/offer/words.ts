import { rateText } from "@/components/rate/rate";

/** Everything the seller's offer says. */
export const offerWords = {
  panelTitle: "Financing",
  canGet: (advance: string) => `You can get up to ${advance} when delivery is confirmed.`,
  canGetNext: "See what it costs before you sign anything.",
  makeOffer: "See the price and offer",
  openTitle: (maximum: string) => `Lenders can fund up to ${maximum}.`,
  openUntil: "Open until",
  minimum: (minimum: string) => `Funding closes from ${minimum} on.`,
  replace: "Change terms",
  withdraw: "Take the offer back",
  withdrawTitle: "Take the offer back?",
  withdrawText:
    "Lenders can fund it no more, and the chain is told that it is void. A lender whose funding is already on its way keeps the deal. You can offer again at any time.",
  title: (reference: string) => `Offer ${reference}`,
  sentence: "What do I get, when, and at what cost?",
  back: "Receivable",
  closedTitle: "This receivable cannot be offered now",
  closedNext: "Terms are signed while it is registered and nobody has funded it.",
  get: "You get when delivery is confirmed",
  later: "You get when the buyer has paid",
  cost: "It costs at most, if the buyer pays on time",
  annual: (rate: string) => `${rate} a year on the advance`,
  afterDays: (days: number) => `after ${days} days, on the due date`,
  parts: "What the buyer pays goes to",
  whole: "Amount due",
  partAdvance: "Advance, back to the lenders",
  partFee: "Platform fee",
  partCharge: (days: number) => `Discount charge for ${days} days`,
  partRemainder: "Remainder to you",
  termsTitle: "Terms",
  termsSentence: "The usual terms are filled in; change what you need.",
  advance: "Advance",
  rate: "Rate a year",
  lateRate: "Rate a year after grace",
  fund: "Lenders can fund for",
  deliver: "Delivery confirmed within",
  days: (days: number) => `${days} days`,
  recourse: "I repay the lenders if the buyer does not pay",
  recourseHint: "Lenders ask less of a seller who answers for the buyer.",
  override: "I accept a rate above 30.74% a year",
  overrideHint: "Never above 39.20% with all fees: the contract refuses more.",
  whatIf: "If things go wrong",
  late: (days: number) => `The buyer pays ${days} days late`,
  lateText: (extra: string, remainder: string) =>
    `It costs ${extra} more; you still get ${remainder} when the buyer has paid.`,
  short: (missing: string) => `The buyer pays ${missing} less`,
  shortText: (remainder: string) => `Your remainder shrinks to ${remainder}; you keep the advance.`,
  shortLoss: (shortfall: string) => `Nothing remains for you, and ${shortfall} is missing.`,
  never: "The buyer never pays",
  neverKeep: "You keep the advance; the lenders bear the loss.",
  neverOwe: (owed: string) => `You owe the lenders ${owed} after grace and notice.`,
  noDelivery: "Delivery is not confirmed in time",
  noDeliveryText: "The money goes back to the lenders and costs you nothing.",
  signTitle: "What you sign",
  signSentence: (facts: {
    maximum: string;
    share: string;
    amountDue: string;
    buyer: string;
    due: string;
    rate: string;
    lateRate: string;
    fee: string;
    until: string;
  }) =>
    `You offer licensed lenders to fund up to ${facts.maximum}, ${facts.share} of the ${facts.amountDue} that ${facts.buyer} owes on ${facts.due}, at ${facts.rate} a year from release (${facts.lateRate} after grace) and a platform fee of ${facts.fee} of the advance, until ${facts.until}.`,
  binding: "It binds you from the first funding on. Until then you can replace it or take it back.",
  sign: (maximum: string) => `Sign offer for ${maximum}`,
  rateOf: rateText,
} as const;
