import type { Json } from "@/core/intent/intent";
import type { Deal, Offer, Terms } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";

/** A struct as the database and intents keep it: every bigint is a decimal string. */
export type JsonStruct = { readonly [key: string]: Json };

const plain = (value: unknown): Json => {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  return value as Json;
};

/** Terms, offer, deal or message as JSON with decimal strings. */
export const structToJson = (struct: object): JsonStruct => plain(struct) as JsonStruct;

const textOf = (json: JsonStruct, key: string): string => {
  const value = json[key];
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new TypeError(`${key} is missing in the stored struct`);
};

const hexOf = (json: JsonStruct, key: string): Hex => textOf(json, key) as Hex;
const numberOf = (json: JsonStruct, key: string): number => Number(textOf(json, key));
const bigOf = (json: JsonStruct, key: string): bigint => BigInt(textOf(json, key));

/** Terms from their stored JSON. @throws TypeError when a field is missing. */
export const termsFromJson = (json: JsonStruct): Terms => ({
  receivable: hexOf(json, "receivable"),
  seller: hexOf(json, "seller"),
  warehouse: hexOf(json, "warehouse"),
  buyer: hexOf(json, "buyer"),
  coin: hexOf(json, "coin"),
  amountDue: bigOf(json, "amountDue"),
  dueAt: numberOf(json, "dueAt"),
  ordersRoot: hexOf(json, "ordersRoot"),
  documentHash: hexOf(json, "documentHash"),
});

/** An offer from its stored JSON; other fields of the signed message are passed over. @throws TypeError when a field is missing. */
export const offerFromJson = (json: JsonStruct): Offer => ({
  lender: hexOf(json, "lender"),
  advanceBps: numberOf(json, "advanceBps"),
  rateBps: numberOf(json, "rateBps"),
  lateRateBps: numberOf(json, "lateRateBps"),
  feeBps: numberOf(json, "feeBps"),
  dayCount: numberOf(json, "dayCount") === 360 ? 360 : 365,
  dayOffset: numberOf(json, "dayOffset"),
  minimum: bigOf(json, "minimum"),
  fundBy: numberOf(json, "fundBy"),
  deliverBy: numberOf(json, "deliverBy"),
  graceDays: numberOf(json, "graceDays"),
  noticeDays: numberOf(json, "noticeDays"),
  quorum: numberOf(json, "quorum"),
  recourse: json.recourse === true,
  rateOverride: json.rateOverride === true,
  memorandumHash: hexOf(json, "memorandumHash"),
  sequence: numberOf(json, "sequence"),
});

const structOf = (json: JsonStruct, key: string): JsonStruct => {
  const value = json[key];
  if (value !== null && typeof value === "object" && !Array.isArray(value))
    return value as JsonStruct;
  throw new TypeError(`${key} is missing in the stored struct`);
};

const attestersOf = (json: JsonStruct): readonly Hex[] =>
  Array.isArray(json.attesters) ? json.attesters.map((value) => String(value) as Hex) : [];

/** A whole deal from its stored JSON. @throws TypeError when a field is missing. */
export const dealFromJson = (json: JsonStruct): Deal => ({
  terms: termsFromJson(structOf(json, "terms")),
  registeredAt: numberOf(json, "registeredAt"),
  offer: offerFromJson(structOf(json, "offer")),
  attesters: attestersOf(json),
});

/** The deal an offer message stands for: stored terms, the moment of registration and the message as signed. */
export const dealOfOffer = (parts: {
  readonly terms: JsonStruct;
  readonly message: JsonStruct;
}): Deal => ({
  terms: termsFromJson(parts.terms),
  registeredAt: numberOf(parts.message, "registeredAt"),
  offer: offerFromJson(parts.message),
  attesters: attestersOf(parts.message),
});
