import type { StatusEntry } from "./status-entry";

/** States of a receivable as people see them; `overdue`, `partlyReleased` and `offered` follow from figures and dates. */
export const receivableStatus = {
  proposed: {
    word: "Proposed",
    tone: "active",
    meaning: "The seller signed the registration; the warehouse must confirm it.",
    next: "warehouse",
  },
  countersigned: {
    word: "Confirmed",
    tone: "active",
    meaning: "Seller and warehouse signed; it is sent to the chain next.",
    next: "platform",
  },
  registering: {
    word: "Registering",
    tone: "active",
    meaning: "On its way into a block.",
    next: "chain",
  },
  registered: {
    word: "Registered",
    tone: "info",
    meaning: "Recorded on chain; the seller can offer it to lenders.",
    next: "seller",
  },
  offered: {
    word: "Offered",
    tone: "active",
    meaning: "The seller signed financing terms; lenders can fund it.",
    next: "lender",
  },
  funding: {
    word: "Funding",
    tone: "active",
    meaning: "Part of the advance is in escrow; lenders can add the rest.",
    next: "lender",
  },
  funded: {
    word: "Funded",
    tone: "active",
    meaning: "The whole advance is in escrow and waits for delivery.",
    next: "warehouse",
  },
  partlyReleased: {
    word: "Partly released",
    tone: "active",
    meaning: "Part of the goods arrived and that part of the advance went to the seller.",
    next: "warehouse",
  },
  released: {
    word: "Released",
    tone: "active",
    meaning: "The seller has the advance; the buyer pays by the due date.",
    next: "buyer",
  },
  overdue: {
    word: "Overdue",
    tone: "attention",
    meaning: "The due date has passed and the buyer has not paid in full.",
    next: "buyer",
  },
  settled: {
    word: "Settled",
    tone: "fine",
    meaning: "Principal and charges are paid; nothing is owed to lenders.",
    next: "nobody",
  },
  cancelled: {
    word: "Cancelled",
    tone: "neutral",
    meaning: "The seller withdrew it before anybody funded it.",
    next: "nobody",
  },
  refunded: {
    word: "Refunded",
    tone: "neutral",
    meaning: "The escrow went back to the lenders; nothing was released.",
    next: "nobody",
  },
  boughtBack: {
    word: "Bought back",
    tone: "fine",
    meaning: "The seller repaid the lenders and took the receivable back.",
    next: "nobody",
  },
  defaulted: {
    word: "Defaulted",
    tone: "wrong",
    meaning: "Not paid after due date, grace and notice; late money is still distributed.",
    next: "platform",
  },
  disputed: {
    word: "Disputed",
    tone: "attention",
    meaning: "One side contests the goods or the debt; release waits, collection does not.",
    next: "seller",
  },
} as const satisfies Record<string, StatusEntry>;
