import type { Tone } from "@/core/status/status-entry";

/** Every word of the public check, in one place so that a language is one more table. */
export const verifyWords = {
  title: "Verify",
  headTitle: "Check a document or token",
  sentence: "Ask the chain itself. No account, no wallet; a file never leaves your device.",
  field: "Id, reference, hash or transaction",
  fieldHint:
    "A receivable's id or reference (QN-2026-1), a document's SHA-256, a Merkle root or a transaction.",
  check: "Check",
  file: "Or drop a document or an order with its proof",
  fileHint:
    "The file is hashed in your browser; only the hash is sent. An order proof is a small JSON file from the seller.",
  hashing: (name: string) => `Hashing ${name} on your device…`,
  unreadable: "This file could not be read",
  unreadableNext: "Nothing was sent. Try another copy of the file.",
  failed: "The check could not be done",
  receivable: "Receivable",
  document: "Document",
  order: "Order",
  transaction: "Transaction",
  unaltered: "Unaltered?",
  registered: "On chain?",
  byWhom: "By whom?",
  provenOrder: "Part of it?",
  figures: "Figures on chain",
  contract: "Contract",
  call: "Call",
  block: "Block",
  askedAt: "asked at block",
  registeredIn: "Registered in block",
  status: "Status on chain",
  funded: "Funded",
  released: "Released",
  delivered: "Delivered",
  allDelivered: "the whole amount due",
  collected: "Collected",
  principalRepaid: "Principal repaid",
  commitment: "Commitment",
  documentHash: "Document hash",
  ordersRoot: "Root of orders",
  orders: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "order" : "orders"}`,
  seller: "Seller",
  warehouse: "Warehouse",
  participant: (number: number) => `Participant ${number}`,
  signed: "Signed",
  bothSigned: "Seller and warehouse both signed the registration.",
  namesHidden: "Names are shown to whoever holds the document or an order of it.",
  nothing: "Nothing found",
  number: "Number",
  amount: "Amount due",
  due: "Due",
  events: "Events in it",
  succeeded: "Succeeded",
  reverted: "Refused by the chain",
  anotherCheck: "Check something else",
} as const;

/** Why nothing was found, and what to do now. */
export const reasonWords: Record<string, { title: string; next: string }> = {
  empty: { title: "Nothing was asked yet", next: "Paste an id or drop a file above." },
  "too-long": {
    title: "This is too long to be checked",
    next: "Paste one id or one order proof, or drop the file itself.",
  },
  "unknown-form": {
    title: "This is no id, reference or hash",
    next: "An id and a hash have 64 digits from 0 to f, a reference looks like QN-2026-1. A text with a proof must be the whole JSON file.",
  },
  "short-hash": {
    title: "This hash is not complete",
    next: "It must have 64 digits after 0x. Copy it with the copy button beside it.",
  },
  "hash-unknown": {
    title: "Nothing on record has this hash",
    next: "Either the file was changed by even one byte, or it was never registered here, or the transaction is not in a block yet.",
  },
  "reference-unknown": {
    title: "No receivable has this reference",
    next: "Check the number, or paste the id instead.",
  },
  "receivable-unknown": {
    title: "The receivable named in the proof is not on record",
    next: "Ask who gave you the proof for the receivable's reference.",
  },
  "root-differs": {
    title: "The receivable on record has another root of orders",
    next: "This order was not part of what was registered. Do not rely on it.",
  },
};

type AnswerWords = { word: string; tone: Tone; says: string };

/** Each answer in words; the code comes from the check. */
const answerWords: Record<string, AnswerWords> = {
  "terms-match": {
    word: "Unaltered",
    tone: "fine",
    says: "The terms on record are exactly those that the chain committed to.",
  },
  "terms-differ": {
    word: "Altered",
    tone: "wrong",
    says: "The terms on record are not those that the chain committed to. Do not rely on them.",
  },
  "document-matches": {
    word: "Unaltered",
    tone: "fine",
    says: "This file is, byte for byte, the one that was registered.",
  },
  "document-differs": {
    word: "Altered",
    tone: "wrong",
    says: "This file belongs to the receivable, but the files on record no longer make the registered hash.",
  },
  "nothing-to-compare": {
    word: "Not to be told yet",
    tone: "neutral",
    says: "The chain holds nothing yet that it could be compared with.",
  },
  unsigned: {
    word: "Nobody yet",
    tone: "neutral",
    says: "No registration stands on chain, so nobody stands behind it there.",
  },
  "not-registered": {
    word: "Not on chain",
    tone: "attention",
    says: "The contract does not know it yet. It may be waiting for a signature, or it was withdrawn.",
  },
  "chain-silent": {
    word: "Not to be told now",
    tone: "attention",
    says: "No node of the chain answered in time. Nothing is wrong with your document; try again in a minute.",
  },
  registered: { word: "On chain", tone: "fine", says: "The contract knows it." },
  proven: {
    word: "Part of it",
    tone: "fine",
    says: "The order leads to the registered root of orders: it is one of the orders behind this receivable, unchanged.",
  },
  "content-altered": {
    word: "Altered",
    tone: "wrong",
    says: "The order's content does not make the hash in the proof: something in it was changed.",
  },
  "not-under-root": {
    word: "Not part of it",
    tone: "wrong",
    says: "The path does not lead from this order to the root of orders.",
  },
};

/** Words of an answer; an unknown code says so plainly. */
export const answerOf = (code: string): AnswerWords =>
  answerWords[code] ?? { word: code, tone: "neutral", says: code };
