const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const registrations = (count: number) => plural(count, "registration", "registrations");
const orders = (count: number) => plural(count, "order", "orders");
const receivables = (count: number) => plural(count, "receivable", "receivables");
const deliveries = (count: number) => plural(count, "delivery", "deliveries");

const these = (count: number) => (count === 1 ? "this order" : `these ${orders(count)}`);

/** Everything the warehouse's lists say. */
export const confirmationWords = {
  title: "To confirm",
  sentence: "What must I confirm now, and what exactly?",
  tabs: "What to show",
  all: "All that waits",
  sign: "To sign",
  deliver: "Deliveries",
  hold: "Financed stock",
  filters: "Narrow what waits",
  search: "Seller, buyer, reference or order",
  seller: "Seller",
  allSellers: "All sellers",
  currency: "Currency",
  allCurrencies: "All currencies",
  signTitle: "Orders to confirm as yours",
  signSentence: "The seller signed them; your signature marks them as pledged, once.",
  deliverTitle: "Deliveries to confirm",
  deliverSentence: "The advance waits in escrow until you say what arrived.",
  holdTitle: "Financed stock",
  holdSentence: "These goods are pledged. They may leave for their buyer only.",
  noneTitle: "Nothing waits for you",
  noneHint:
    "Orders that sellers register and goods that lenders financed appear here by themselves.",
  noneFiltered: "Nothing here under these filters",
  noneFilteredHint: "Clear the filters to see everything that waits.",
  noHold: "No financed stock",
  noHoldHint: "Goods stand here from the moment you sign them as pledged until they are delivered.",
  history: "What you signed",
  orders: "Orders",
  receivables: "Receivables",
  sum: "Amount due",
  expires: "Sign by",
  deliverBy: "Confirm by",
  noDeadline: "none yet",
  confirmed: "Confirmed",
  receivable: "Receivable",
  buyer: "Deliver to",
  status: "State",
  stock: "Stock",
  pledged: "Pledged",
  pledgedHint: "Registered, not financed yet; it may not be pledged again.",
  held: "Hold for buyer",
  heldHint: "Lenders' money rests on these goods; deliver them to this buyer only.",
  totalRegistrations: (count: number) => `Total of ${registrations(count)}`,
  totalDeliveries: (count: number) => `Total of ${deliveries(count)}`,
  totalReceivables: (count: number) => `Total of ${receivables(count)}`,
  counted: (facts: { orders: number; receivables: number }) =>
    `${orders(facts.orders)} in ${receivables(facts.receivables)}`,
  select: (seller: string) => `Select the registration of ${seller}`,
  check: "Check",
  dialogTitle: (seller: string) => `Orders of ${seller}`,
  lot: (count: number, numbers: readonly string[]) =>
    `${orders(count)}: ${numbers.join(", ")}${count > numbers.length ? " …" : ""}`,
  due: "due",
  more: (count: number) => `and ${receivables(count)} more`,
  youSign: (facts: { warehouse: string; orders: number; sum: string; seller: string }) =>
    `You sign that ${facts.warehouse} holds or shipped ${these(facts.orders)} worth ${facts.sum} for ${facts.seller}, and that it pledges them once.`,
  afterwards: "Then they are written to the chain. This cannot be taken back by you alone.",
  signOne: "Sign as pledged",
  signMany: (count: number) =>
    count === 0 ? "Sign registrations" : `Sign ${registrations(count)}`,
  selected: (count: number, sums: string) => `${registrations(count)} selected, ${sums}`,
  noneSelected: "Select registrations to sign several at once.",
  youSignMany: (facts: { count: number; orders: number; sums: string }) =>
    `You sign that your warehouse holds or shipped the ${orders(facts.orders)} of these ${registrations(facts.count)}, worth ${facts.sums}, and that they are pledged once.`,
  manyTitle: "Sign several registrations",
  partly: (done: number, all: number) => `${done} of ${all} are signed; this one was refused:`,
  decline: "Decline",
  declineReason: "What is not right?",
  declineHint: "The seller reads it; the orders go back to it and nothing is pledged.",
  declineSend: "Decline with this reason",
  reasonMissing: "Say what is not right, in a few words.",
  cancel: "Cancel",
  viewer: "Your role can look, not sign.",
} as const;

/** Everything the warehouse's history says. */
export const historyWords = {
  title: "History",
  sentence: "Everything your warehouse signed, with its proof on the chain.",
  filters: "Narrow the history",
  search: "Seller or reference",
  kind: "What",
  allKinds: "Everything",
  kinds: { registration: "Orders pledged", delivery: "Delivery confirmed" },
  declined: "Orders declined",
  seller: "Seller",
  allSellers: "All sellers",
  from: "From",
  to: "Until",
  export: "Export CSV",
  caption: "What was signed, newest first",
  at: "When",
  subject: "Receivable",
  receivables: (count: number) => receivables(count),
  amount: "Value",
  status: "State",
  proof: "Proof",
  transaction: "Transaction",
  evidence: "Evidence",
  inBlock: (block: number) => `block ${block.toLocaleString("en")}`,
  empty: "Nothing signed yet",
  emptyHint: "Each registration and each delivery you sign stays here with its proof.",
  toConfirm: "See what waits",
} as const;
