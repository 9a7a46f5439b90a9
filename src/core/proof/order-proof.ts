import { utf8ToBytes } from "@noble/hashes/utils.js";
import { isOrderUnder } from "@/core/order-root/order-root";
import { keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";

/** One order with the path that leads from it to the Merkle root of its receivable, as a seller hands it out. */
export type OrderProof = {
  /** Id of the receivable on chain. */
  readonly receivable: Hex;
  readonly ordersRoot: Hex;
  readonly orderKey: Hex;
  readonly contentHash: Hex;
  /** The order's content, byte for byte what `contentHash` covers; null when only hashes are shown. */
  readonly canonical: string | null;
  readonly proof: readonly Hex[];
};

const HASH = /^0x[0-9a-f]{64}$/i;

/** A path longer than this is refused: a tree of 2^40 orders does not exist. */
const PROOF_MAX = 40;

const hashOf = (value: unknown): Hex | null =>
  typeof value === "string" && HASH.test(value) ? (value.toLowerCase() as Hex) : null;

/** Reads an order proof from JSON text; null for anything else, however it is broken. */
export const readOrderProof = (text: string): OrderProof | null => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (json === null || typeof json !== "object" || Array.isArray(json)) return null;
  const fields = json as Readonly<Record<string, unknown>>;
  const receivable = hashOf(fields.receivable);
  const ordersRoot = hashOf(fields.ordersRoot);
  const orderKey = hashOf(fields.orderKey);
  const contentHash = hashOf(fields.contentHash);
  const { canonical, proof } = fields;
  if (!receivable || !ordersRoot || !orderKey || !contentHash) return null;
  if (!Array.isArray(proof) || proof.length > PROOF_MAX) return null;
  const path = proof.map(hashOf);
  if (path.some((step) => step === null)) return null;
  return {
    receivable,
    ordersRoot,
    orderKey,
    contentHash,
    canonical: typeof canonical === "string" ? canonical : null,
    proof: path as Hex[],
  };
};

/** What an order proof is worth by itself, before anybody asks the chain. */
export type OrderProofVerdict = "proven" | "content-altered" | "not-under-root";

/** Checks the content against its hash and the path against the root. */
export const checkOrderProof = (order: OrderProof): OrderProofVerdict => {
  const { canonical, contentHash, orderKey, ordersRoot, proof } = order;
  if (canonical !== null && keccakHex(utf8ToBytes(canonical)) !== contentHash)
    return "content-altered";
  return isOrderUnder(ordersRoot, { orderKey, contentHash }, proof) ? "proven" : "not-under-root";
};

/** An order's number, amount and dates from its content, for the page; null when it is not in a form we know. */
export const readContent = (
  canonical: string | null,
): {
  readonly number: string;
  readonly currency: string;
  readonly amountDue: bigint;
  readonly dueDate: string;
} | null => {
  if (canonical === null) return null;
  try {
    const content = JSON.parse(canonical) as Readonly<Record<string, unknown>>;
    const { number, currency, amountDue, dueDate } = content;
    if (typeof amountDue !== "string" || !/^\d{1,30}$/.test(amountDue)) return null;
    return {
      number: String(number),
      currency: String(currency),
      amountDue: BigInt(amountDue),
      dueDate: String(dueDate),
    };
  } catch {
    return null;
  }
};
