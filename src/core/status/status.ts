/**
 * The one table of states: word, tone, meaning and who acts next. Chips, filters, exports and the
 * API read it, so a state is called the same everywhere.
 */

/** What a state means to a reader; drawn as colour and shape, never as colour alone. */
export type Tone = "neutral" | "active" | "fine" | "attention" | "wrong" | "info";

/** Who has to do something before the state can change for the better; `nobody` when it is over. */
export type NextActor =
  | "seller"
  | "lender"
  | "warehouse"
  | "buyer"
  | "platform"
  | "chain"
  | "nobody";

export type StatusEntry = {
  /** Sentence case, one to three words. */
  word: string;
  tone: Tone;
  /** One sentence for a person who meets the word for the first time. */
  meaning: string;
  next: NextActor;
};

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

export type ReceivableStatus = keyof typeof receivableStatus;

/** States of an uploaded file. */
export const importStatus = {
  planned: {
    word: "Ready to commit",
    tone: "info",
    meaning: "Every row has a verdict; nothing was saved yet.",
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

/** The whole table by subject. */
export const statusTable = {
  receivable: receivableStatus,
  import: importStatus,
  verdict: verdictStatus,
  order: orderStatus,
  registration: registrationStatus,
  offer: offerStatus,
  funding: fundingStatus,
  attestation: attestationStatus,
  organisation: organisationStatus,
  licence: licenceStatus,
  intent: intentStatus,
} as const;

export type StatusSubject = keyof typeof statusTable;
export type StatusOf<S extends StatusSubject> = keyof (typeof statusTable)[S] & string;

/** The entry of one state. */
export const statusEntry = <S extends StatusSubject>(
  subject: S,
  state: StatusOf<S>,
): StatusEntry => {
  const table: Record<string, StatusEntry> = statusTable[subject];
  const entry = table[state];
  if (!entry) throw new Error(`No state ${state} of ${subject}`);
  return entry;
};

/** States of a subject as a list for filters, in the order of the life cycle. */
export const statusOptions = (subject: StatusSubject): { value: string; label: string }[] =>
  Object.entries(statusTable[subject] as Record<string, StatusEntry>).map(([value, { word }]) => ({
    value,
    label: word,
  }));

const actorWords: Record<NextActor, string> = {
  seller: "Seller",
  lender: "Lender",
  warehouse: "Warehouse",
  buyer: "Buyer",
  platform: "Quaynote",
  chain: "The chain",
  nobody: "Nobody",
};

/** Who acts next, as a word. */
export const actorWord = (actor: NextActor): string => actorWords[actor];
