import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { bytesOf, keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";

/** What makes a lot the same lot, whoever sells it. The seller is not part of it. `amountDue` in minor units. */
export type CanonicalLot = {
  /** Stable id of the warehouse organisation. */
  readonly warehouse: string;
  readonly buyer: string;
  readonly currency: string;
  readonly amountDue: bigint;
  /** Keys of the orders inside. */
  readonly orderKeys: readonly string[];
};

const plain = (text: string): string =>
  text.normalize("NFKC").toUpperCase().replace(/\s+/gu, " ").trim();

/** One spelling of a lot: spacing, letter case and the order of its orders do not matter. */
export const canonicalLot = (lot: CanonicalLot): string =>
  [
    "quaynote-lot-1",
    plain(lot.warehouse),
    plain(lot.buyer),
    plain(lot.currency),
    lot.amountDue.toString(),
    ...lot.orderKeys.map(plain).sort(),
  ].join("\n");

/** Key of a lot: nobody can guess it without the salt, which is an HMAC with the warehouse organisation's key. */
export const lotKey = (canonical: string, salt: Hex): Hex =>
  keccakHex(concatBytes(utf8ToBytes(canonical), bytesOf(salt)));

/** Id of the receivable on chain: the lot key with its lowest bit cleared. */
export const receivableId = (key: Hex): Hex =>
  `0x${(BigInt(key) & ~1n).toString(16).padStart(64, "0")}`;
