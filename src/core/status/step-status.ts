import type { StatusEntry } from "./status-entry";

/** States of an uploaded file. */
export const importStatus = {
  planned: {
    word: "Ready to commit",
    tone: "info",
    meaning: "Every row has a verdict; nothing was saved yet.",
    next: "seller",
  },
  held: {
    word: "On hold",
    tone: "attention",
    meaning: "No document is financeable as it stands; the reasons say what is missing.",
    next: "seller",
  },
  refused: {
    word: "Nothing financeable",
    tone: "wrong",
    meaning: "Every document was refused or is here already; there is nothing to save.",
    next: "seller",
  },
  committed: {
    word: "Committed",
    tone: "fine",
    meaning: "The orders were saved exactly as planned.",
    next: "nobody",
  },
  discarded: {
    word: "Discarded",
    tone: "neutral",
    meaning: "The plan was put aside; nothing was saved.",
    next: "nobody",
  },
} as const satisfies Record<string, StatusEntry>;

/** Verdict of the plan on one document or row. */
export const verdictStatus = {
  financeable: {
    word: "Financeable",
    tone: "fine",
    meaning: "Can be registered and offered.",
    next: "seller",
  },
  hold: {
    word: "On hold",
    tone: "attention",
    meaning: "Something is missing or unclear; it can be mended.",
    next: "seller",
  },
  reject: {
    word: "Rejected",
    tone: "wrong",
    meaning: "Cannot be financed; the reason stands beside it.",
    next: "nobody",
  },
  duplicate: {
    word: "Duplicate",
    tone: "neutral",
    meaning: "Already here with the same content; nothing changes.",
    next: "nobody",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of one warehouse order. */
export const orderStatus = {
  ready: {
    word: "Ready",
    tone: "info",
    meaning: "Saved; not yet part of a receivable.",
    next: "seller",
  },
  registering: {
    word: "Registering",
    tone: "active",
    meaning: "Part of a registration that is not on chain yet.",
    next: "warehouse",
  },
  registered: {
    word: "Registered",
    tone: "fine",
    meaning: "Part of a receivable and marked as pledged.",
    next: "nobody",
  },
  withdrawn: {
    word: "Withdrawn",
    tone: "neutral",
    meaning: "The seller took it back; it cannot be registered.",
    next: "nobody",
  },
} as const satisfies Record<string, StatusEntry>;

/** Steps from a set of orders to a receivable on chain. */
export const registrationStatus = {
  proposed: {
    word: "Signed by seller",
    tone: "active",
    meaning: "Waits for the warehouse to confirm and sign.",
    next: "warehouse",
  },
  countersigned: {
    word: "Signed by both",
    tone: "active",
    meaning: "Seller and warehouse signed; it is sent to the chain next.",
    next: "platform",
  },
  submitted: {
    word: "Sent",
    tone: "active",
    meaning: "On its way into a block.",
    next: "chain",
  },
  registered: {
    word: "Registered",
    tone: "fine",
    meaning: "Recorded on chain.",
    next: "nobody",
  },
  declined: {
    word: "Declined",
    tone: "wrong",
    meaning: "The warehouse did not confirm it.",
    next: "seller",
  },
  failed: {
    word: "Refused",
    tone: "wrong",
    meaning: "The chain refused it; the reason stands beside it.",
    next: "seller",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of a seller's offer. */
export const offerStatus = {
  open: {
    word: "Open",
    tone: "active",
    meaning: "Lenders can fund at these terms.",
    next: "lender",
  },
  superseded: {
    word: "Superseded",
    tone: "neutral",
    meaning: "The seller signed newer terms; only those count.",
    next: "nobody",
  },
  withdrawn: {
    word: "Withdrawn",
    tone: "neutral",
    meaning: "The seller took the offer back before anybody funded.",
    next: "nobody",
  },
  frozen: {
    word: "In force",
    tone: "fine",
    meaning: "A lender funded; the terms can change no more.",
    next: "nobody",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of one lender's funding. */
export const fundingStatus = {
  submitted: {
    word: "Sent",
    tone: "active",
    meaning: "Signed; on its way into a block. No money has moved yet.",
    next: "chain",
  },
  funded: {
    word: "In escrow",
    tone: "fine",
    meaning: "The money is in escrow for this receivable.",
    next: "nobody",
  },
  failed: {
    word: "Refused",
    tone: "wrong",
    meaning: "The chain refused it; no money moved.",
    next: "lender",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of a seller's credit note. */
export const creditStatus = {
  signed: {
    word: "Signed",
    tone: "active",
    meaning: "Signed by the seller and on its way to the chain; the debt is not lowered yet.",
    next: "chain",
  },
  booked: {
    word: "Booked",
    tone: "fine",
    meaning: "The buyer owes this much less.",
    next: "nobody",
  },
  failed: {
    word: "Refused",
    tone: "wrong",
    meaning: "The chain refused it; the debt is what it was.",
    next: "seller",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of a warehouse's signed statement of delivery. */
export const attestationStatus = {
  signed: {
    word: "Signed",
    tone: "active",
    meaning: "Waits until its correction time is over.",
    next: "chain",
  },
  released: {
    word: "Released",
    tone: "fine",
    meaning: "The advance for these goods went to the seller.",
    next: "nobody",
  },
  voided: {
    word: "Voided",
    tone: "neutral",
    meaning: "A signer took it back before it had effect.",
    next: "warehouse",
  },
  failed: {
    word: "Refused",
    tone: "wrong",
    meaning: "The chain refused it; nothing was released.",
    next: "warehouse",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of an organisation. */
export const organisationStatus = {
  draft: {
    word: "Waits for approval",
    tone: "attention",
    meaning: "One administrator proposed it; a second must approve.",
    next: "platform",
  },
  active: {
    word: "Active",
    tone: "fine",
    meaning: "May act within its roles.",
    next: "nobody",
  },
  suspended: {
    word: "Suspended",
    tone: "wrong",
    meaning: "May not act; is still repaid.",
    next: "platform",
  },
} as const satisfies Record<string, StatusEntry>;

/** States of a lender's licence. */
export const licenceStatus = {
  proposed: {
    word: "Waits for approval",
    tone: "attention",
    meaning: "One administrator proposed it; a second must approve.",
    next: "platform",
  },
  active: {
    word: "Valid",
    tone: "fine",
    meaning: "The lender may fund.",
    next: "nobody",
  },
  expired: {
    word: "Expired",
    tone: "wrong",
    meaning: "The lender can fund no more and is still repaid.",
    next: "platform",
  },
  revoked: {
    word: "Revoked",
    tone: "wrong",
    meaning: "Taken away by two administrators; the lender is still repaid.",
    next: "nobody",
  },
} as const satisfies Record<string, StatusEntry>;

/** Steps of a decision that the chain must confirm; they survive a reload. */
export const intentStatus = {
  waiting: {
    word: "Stored",
    tone: "active",
    meaning: "Your decision is stored; it is signed for the chain next.",
    next: "platform",
  },
  signed: {
    word: "Signed",
    tone: "active",
    meaning: "Its transaction is stored; it is sent next.",
    next: "platform",
  },
  sent: {
    word: "Sent",
    tone: "active",
    meaning: "In a transaction that is not in a block yet.",
    next: "chain",
  },
  mined: {
    word: "In a block",
    tone: "active",
    meaning: "In a block that could still be replaced.",
    next: "chain",
  },
  final: {
    word: "Final",
    tone: "fine",
    meaning: "Deep enough in the chain that it stays.",
    next: "nobody",
  },
  failed: {
    word: "Refused",
    tone: "wrong",
    meaning: "The chain refused it; nothing moved.",
    next: "platform",
  },
} as const satisfies Record<string, StatusEntry>;
