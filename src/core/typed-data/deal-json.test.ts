import { expect, test } from "vitest";
import { dealHash } from "@/core/receivable/terms";
import { type Deal, NO_OFFER } from "@/core/typed-data/deal";
import { dealFromJson, dealOfOffer, structToJson } from "@/core/typed-data/deal-json";
import { offerMessage } from "@/core/typed-data/receivables";

const hash = `0x${"ab".repeat(32)}` as const;
const account = `0x${"cd".repeat(20)}` as const;
const deal: Deal = {
  terms: {
    receivable: hash,
    seller: account,
    warehouse: account,
    buyer: account,
    coin: account,
    amountDue: 72_057_594_037_927_935n,
    dueAt: 1_800_000_000,
    ordersRoot: hash,
    documentHash: hash,
  },
  registeredAt: 1_790_000_000,
  offer: {
    ...NO_OFFER,
    minimum: 9_007_199_254_740_993n,
    recourse: true,
    dayCount: 360,
    sequence: 3,
  },
  attesters: [account],
};

test("a deal survives storage as JSON to the last unit", () => {
  const stored = JSON.parse(JSON.stringify(structToJson(deal)));
  expect(dealFromJson(stored)).toEqual(deal);
});

test("terms and the offer message make the deal that was signed", () => {
  const again = dealOfOffer({
    terms: structToJson(deal.terms),
    message: structToJson(offerMessage(deal)),
  });
  expect(again).toEqual(deal);
  expect(dealHash(again)).toBe(dealHash(deal));
});

test("a missing field is named", () => {
  expect(() => dealFromJson({ registeredAt: 1 })).toThrow("terms");
});
