const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const orders = (count: number) => plural(count, "order", "orders");
const lines = (count: number) => plural(count, "line", "lines");

/** Everything the delivery screens say. */
export const deliveryWords = {
  title: "Delivery",
  panelSentence: "What you confirm releases the advance to the seller.",
  formTitle: (reference: string) => `Confirm the delivery of ${reference}`,
  formSentence: "Say what arrived at the buyer, line by line or all at once.",
  back: "To confirm",
  seller: "Seller",
  buyer: "Deliver to",
  amountDue: "Amount due",
  confirmed: "Delivered so far",
  toCome: "Still to come",
  missing: "Short or rejected",
  confirmedNow: "You confirm now",
  confirmedAfter: "Confirmed in all",
  release: "Goes to the seller now",
  releaseIfAll: "Goes to the seller if all arrived",
  deliverBy: "Confirm by",
  noDeadline: "No deadline yet",
  orders,
  ordersAndLines: (orderCount: number, lineCount: number) =>
    `${orders(orderCount)}, ${lines(lineCount)}`,
  allDelivered: "Everything was delivered",
  enterQuantities: "Enter quantities",
  openReceivable: "Open the receivable",
  viewer: "Your role can look, not sign. A maker or an administrator of your warehouse signs.",
  disputed: "The buyer disputes this debt",
  nothingLeft: "Everything is confirmed",
  nothingLeftHint: "The steps below show how far the release has come.",
  dialogTitle: "Sign what was delivered",
  working: "Working out what this is worth",
  youSign: (facts: { value: string; reference: string; buyer: string }) =>
    `You sign that goods worth ${facts.value} of ${facts.reference} reached ${facts.buyer}.`,
  afterwards: (facts: { release: string; seller: string }) =>
    `${facts.release} then leaves escrow for ${facts.seller}. This cannot be taken back.`,
  partly: "What has not arrived can be confirmed later; nothing is lost.",
  whole: "Nothing more is to come for this receivable.",
  cancel: "Cancel",
  sign: (release: string) => `Sign and release ${release}`,
  signed: "Signed",
  signedHint: "The release is on its way to the chain; the steps show how far it is.",
  others: "Lines you do not change",
  othersDelivered: "Arrived in full",
  othersDeliveredHint: "Change only the lines with something missing or refused.",
  othersUnchanged: "Stay as they are",
  othersUnchangedHint: "Enter only what has arrived since the last confirmation.",
  description: "Goods",
  wholeOrder: "The whole order",
  ordered: (quantity: string, unit: string | null) =>
    `${quantity}${unit ? ` ${unit}` : ""} ordered`,
  before: (quantity: string) => `${quantity} confirmed before`,
  delivered: "Delivered",
  short: "Short",
  rejected: "Rejected",
  of: (field: string, line: string) => `${field}: ${line}`,
  cumulative: "Totals so far, not only what came today.",
  allOfOrder: "All of it",
  noneOfOrder: "None of it",
  undo: "Undo",
  tooMuch: "More than was ordered",
  tooLittle: "Less than was confirmed before",
  notNumber: "Write 12 or 12.5",
  changed: (count: number) =>
    count === 0 ? "No line changed" : `${lines(count)} changed, on all pages`,
  review: "Review and sign",
  mend: (count: number) => `${lines(count)} to correct`,
  search: "Order number",
  searchLabel: "Find an order of this receivable",
  noOrder: "No order with this number",
  noOrderHint: "Clear the search to see all of them; what you entered is kept.",
  steps: "Confirmations",
  stepTitle: (sequence: number) => `Confirmation ${sequence}`,
  stepDetail: (facts: { full: number; lines: number; exceptions: number }) =>
    `${facts.full.toLocaleString("en")} of ${lines(facts.lines)} in full${
      facts.exceptions > 0 ? `, ${facts.exceptions.toLocaleString("en")} short or rejected` : ""
    }`,
  evidence: "Evidence",
  by: (name: string) => `by ${name}`,
} as const;
