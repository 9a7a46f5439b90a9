import type { Hex } from "@/core/typed-data/typed-data";
import { type OrderProof, readOrderProof } from "./order-proof";

/** What somebody wants checked. A hash may be a receivable's id, a document, a root of orders or a transaction. */
export type ProofQuery =
  | { readonly kind: "hash"; readonly hash: Hex }
  | { readonly kind: "reference"; readonly reference: string }
  | { readonly kind: "order"; readonly order: OrderProof }
  | {
      readonly kind: "unreadable";
      readonly reason: "empty" | "too-long" | "unknown-form" | "short-hash";
    };

const HASH = /^(0x)?([0-9a-f]{64})$/i;
const REFERENCE = /^qn-\d{4}-\d{1,9}$/i;
const HEX_LIKE = /^(0x)[0-9a-f]*$/i;

/** The longest text that is looked at: an order with its proof fits many times. */
export const QUERY_LENGTH_MAX = 60_000;

/** Tells what a pasted text is. Never fails: what cannot be checked says why. */
export const readProofQuery = (text: string): ProofQuery => {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "unreadable", reason: "empty" };
  if (trimmed.length > QUERY_LENGTH_MAX) return { kind: "unreadable", reason: "too-long" };
  const hash = HASH.exec(trimmed)?.[2];
  if (hash) return { kind: "hash", hash: `0x${hash.toLowerCase()}` };
  if (REFERENCE.test(trimmed)) return { kind: "reference", reference: trimmed.toUpperCase() };
  const order = trimmed.startsWith("{") ? readOrderProof(trimmed) : null;
  if (order) return { kind: "order", order };
  return { kind: "unreadable", reason: HEX_LIKE.test(trimmed) ? "short-hash" : "unknown-form" };
};
