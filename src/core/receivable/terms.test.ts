import { TypedDataEncoder, zeroPadValue } from "ethers";
import { expect, test } from "vitest";
import { dealHash, offerHash, termsHash } from "@/core/receivable/terms";
import { type Deal, NO_OFFER } from "@/core/typed-data/deal";
import { hashWords, typedDataDigest } from "@/core/typed-data/hash-struct";
import {
  offerTypedData,
  receivablesDomain,
  receivablesTypes,
  registrationTypedData,
} from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";

const address = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const word = (n: number): Hex => zeroPadValue(`0x${n.toString(16).padStart(4, "0")}`, 32) as Hex;

const deal: Deal = {
  terms: {
    receivable: word(0x1230),
    seller: address(1),
    warehouse: address(2),
    buyer: address(3),
    coin: address(4),
    amountDue: 100_000_000n,
    dueAt: 1_800_000_000,
    ordersRoot: word(5),
    documentHash: word(6),
  },
  registeredAt: 1_700_000_000,
  offer: { ...NO_OFFER, advanceBps: 8000, rateBps: 1200, dayOffset: -3600, quorum: 1 },
  attesters: [address(2), address(9)],
};
const domain = receivablesDomain(31337, address(7));
const mutable = (types: object) => JSON.parse(JSON.stringify(types));

test("struct hashes are those of EIP-712 as ethers computes them", () => {
  const offer = offerTypedData(domain, deal);
  expect(offerHash(deal)).toBe(
    TypedDataEncoder.hashStruct("Offer", mutable(offer.types), offer.message),
  );
  expect(termsHash(deal.terms)).toBe(
    TypedDataEncoder.hashStruct("Terms", mutable({ Terms: receivablesTypes.Terms }), deal.terms),
  );
});

test("digests with nested arrays of structs are those of EIP-712", () => {
  const { seller, warehouse, coin, ...rest } = deal.terms;
  const lots = [
    {
      receivable: rest.receivable,
      buyer: rest.buyer,
      amountDue: rest.amountDue,
      dueAt: rest.dueAt,
      ordersRoot: rest.ordersRoot,
      documentHash: rest.documentHash,
    },
  ];
  const data = registrationTypedData(domain, {
    seller,
    warehouse,
    coin,
    issuedAt: 1,
    expiry: 2,
    lots,
  });
  expect(typedDataDigest(data)).toBe(
    TypedDataEncoder.hash(data.domain, mutable(data.types), data.message),
  );
});

test("the deal hash changes with every part", () => {
  const others: Deal[] = [
    { ...deal, registeredAt: deal.registeredAt + 1 },
    { ...deal, terms: { ...deal.terms, amountDue: 1n } },
    { ...deal, offer: { ...deal.offer, sequence: 1 } },
    { ...deal, attesters: [address(2)] },
  ];
  expect(new Set([deal, ...others].map(dealHash)).size).toBe(5);
});

test("words are abi.encode's", () => {
  expect(hashWords("0x01", 2n)).toBe(hashWords(1n, "0x02"));
});
