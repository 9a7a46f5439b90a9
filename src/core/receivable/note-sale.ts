import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { NoncePart } from "@/core/receivable/terms";
import { hashStruct, hashWords, keccakHex } from "@/core/typed-data/hash-struct";
import { type NoteSale, noteSaleMessage, noteTypes } from "@/core/typed-data/notes";
import type { Hex } from "@/core/typed-data/typed-data";

const NOTE_PURCHASE = keccakHex(utf8ToBytes("NotePurchase"));

/** Hash of a note sale as the holder signs it and a buyer's coin nonce commits to it; `coin` is the receivable's. */
export const saleHash = (coin: Hex, sale: NoteSale): Hex =>
  hashStruct(noteTypes, "NoteSale", noteSaleMessage(coin, sale));

/** EIP-3009 nonce of a purchase of notes; `sale` is the sale's hash. */
export const saleNonce = (sale: Hex, { payer, amount, salt }: NoncePart): Hex =>
  hashWords(NOTE_PURCHASE, sale, payer, amount, salt);
