const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

const orders = (number: number) => count(number, "order", "orders");
const receivables = (number: number) => count(number, "receivable", "receivables");

/** Everything the order screens say. */
export const orderWords = {
  title: "Orders",
  sentence: "What your warehouses hold and ship, and what of it can become a receivable.",
  importMore: "Import orders",
  caption: "Orders, newest first",
  none: "No order here",
  noneHint: "Import an invoice or a table of orders, or change the filters.",
  filters: "Narrow the list of orders",
  search: "Number or buyer",
  status: "State",
  allStates: "All states",
  buyer: "Buyer",
  allBuyers: "All buyers",
  warehouse: "Warehouse",
  allWarehouses: "All warehouses",
  currency: "Currency",
  allCurrencies: "All currencies",
  from: "Due from",
  to: "Due until",
  export: "Export",
  number: "Number",
  due: "Due date",
  amount: "Amount due",
  receivable: "Receivable",
  totalOf: (number: number) => `Total of ${orders(number)}`,
  select: (number: string) => `Select order ${number}`,
  selected: (number: number) => `${orders(number)} selected`,
  noneSelected: (number: number) =>
    number === 1
      ? "None selected: the button takes the one order that is ready here."
      : `None selected: the button takes all ${orders(number)} that are ready here.`,
  make: (number: number) => `Make receivable of ${orders(number)}`,
  nothingReady: "No order here is ready",
  dialogTitle: "Make receivables and sign them",
  reading: "Working out what this makes",
  grouping: "How orders become receivables",
  groupings: {
    auto: "Large orders alone, small ones together",
    together: "One receivable per buyer and due date",
    apart: "One receivable per order",
  },
  groupingHint: {
    auto: "From 10,000.00 on an order stands alone; smaller ones of one buyer, currency and due date become one.",
    together: "All orders of one buyer, currency and due date become one receivable.",
    apart: "Lenders fund each order by itself.",
  },
  signSentence: (facts: { lots: number; orders: number; sums: string; warehouses: string }) =>
    `You sign that ${facts.warehouses} holds ${orders(facts.orders)} of yours, that the buyers owe you ${facts.sums} for them, and that you pledge these debts here and nowhere else, as ${receivables(facts.lots)}.`,
  afterwards:
    "Then the warehouse checks and signs the same message; only then are they written to the chain. Until it does you can take this back.",
  lot: (number: number, first: string) =>
    number === 1 ? first : `${orders(number)} from ${first}`,
  more: (number: number) => `and ${receivables(number)} more`,
  sign: (lots: number) => (lots === 0 ? "Sign" : `Sign ${receivables(lots)}`),
  cancel: "Cancel",
  batches: (number: number) =>
    `${count(number, "signature", "signatures")}: one per warehouse and currency.`,
  made: (lots: number) => `${receivables(lots)} signed; waiting for the warehouse.`,
} as const;
