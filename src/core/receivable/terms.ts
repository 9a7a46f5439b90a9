import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Deal, Terms } from "@/core/typed-data/deal";
import { hashStruct, hashWords, keccakHex } from "@/core/typed-data/hash-struct";
import { offerMessage, receivablesTypes } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";

/** Hash of the terms of a receivable, as the contract computes it. */
export const termsHash = (terms: Terms): Hex => hashStruct(receivablesTypes, "Terms", terms);

/** Hash of the offer as the seller signs it, with the plain fields of the terms. */
export const offerHash = (deal: Deal): Hex =>
  hashStruct(receivablesTypes, "Offer", offerMessage(deal));

/** What a lender's coin nonce commits to: terms, registration time and offer. */
export const dealHash = (deal: Deal): Hex =>
  hashWords(termsHash(deal.terms), BigInt(deal.registeredAt), offerHash(deal));

/** First 25 bytes of the hash that stands on chain before the first funding. */
export const registeredCommitment = (terms: Terms, registeredAt: number): Hex =>
  hashWords(termsHash(terms), BigInt(registeredAt), 0n).slice(0, 52) as Hex;

/** First 25 bytes of the deal hash: what stands on chain from the first funding on. */
export const dealCommitment = (deal: Deal): Hex => dealHash(deal).slice(0, 52) as Hex;

/** Who pays how much, and the salt that makes the coin nonce unique. `amount` in minor units. */
export type NoncePart = { readonly payer: Hex; readonly amount: bigint; readonly salt: Hex };

const PAYMENT = keccakHex(utf8ToBytes("Payment"));
const BUY_BACK = keccakHex(utf8ToBytes("BuyBack"));

/** EIP-3009 nonce of a funding; `deal` is the deal hash. */
export const fundingNonce = (deal: Hex, { payer, amount, salt }: NoncePart): Hex =>
  hashWords(deal, payer, amount, salt);

/** EIP-3009 nonce of a payment towards a receivable. */
export const paymentNonce = (receivable: Hex, { payer, amount, salt }: NoncePart): Hex =>
  hashWords(PAYMENT, receivable, payer, amount, salt);

/** EIP-3009 nonce of the seller's buy-back. */
export const buyBackNonce = (receivable: Hex, { payer, amount, salt }: NoncePart): Hex =>
  hashWords(BUY_BACK, receivable, payer, amount, salt);

const RECOURSE = keccakHex(utf8ToBytes("Recourse"));

/** EIP-3009 nonce of what the seller pays on its recourse. */
export const recourseNonce = (receivable: Hex, { payer, amount, salt }: NoncePart): Hex =>
  hashWords(RECOURSE, receivable, payer, amount, salt);

/** ERC-1155 id of the title token: the receivable id as a number. */
export const titleId = (receivable: Hex): bigint => BigInt(receivable);

/** ERC-1155 id of the note token: the title id plus one. */
export const noteId = (receivable: Hex): bigint => BigInt(receivable) | 1n;
