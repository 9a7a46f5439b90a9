import { expect, test } from "vitest";
import { type Filling, fillRefusal, mandateRoom } from "@/core/mandate/fill-refusal";
import { buildMandate } from "@/core/mandate/mandate.build";
import { type Deal, NO_OFFER } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";

const DAY = 86_400;
const now = 1_790_000_000;
const account = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const word: Hex = `0x${"22".repeat(32)}`;

const deal: Deal = {
  terms: {
    receivable: word,
    seller: account(1),
    warehouse: account(2),
    buyer: account(3),
    coin: account(4),
    amountDue: 100_000n,
    dueAt: now + 60 * DAY,
    ordersRoot: word,
    documentHash: word,
  },
  registeredAt: now - DAY,
  offer: { ...NO_OFFER, advanceBps: 8000, rateBps: 800, lateRateBps: 1200, deliverBy: now + DAY },
  attesters: [account(2)],
};

const filling = (change: Partial<Filling> = {}): Filling => ({
  mandate: buildMandate(),
  deal,
  amount: 1000n,
  caller: account(9),
  now,
  isRevoked: false,
  filled: 0n,
  filledFor: 0n,
  ...change,
});

const withOffer = (change: Partial<Deal["offer"]>): Partial<Filling> => ({
  deal: { ...deal, offer: { ...deal.offer, ...change } },
});

test("an offer inside the mandate is taken", () => {
  expect(fillRefusal(filling())).toBeUndefined();
});

test.each([
  ["coins", { mandate: buildMandate({ coins: [] }) }],
  ["sellers", { mandate: buildMandate({ sellers: [account(7)] }) }],
  ["buyers", { mandate: buildMandate({ buyers: [account(7)] }) }],
  [
    "warehouses",
    {
      deal: { ...deal, attesters: [account(7)] },
      mandate: buildMandate({ warehouses: [account(2)] }),
    },
  ],
  ["minRateBps", withOffer({ lateRateBps: 799 })],
  ["maxAdvanceBps", withOffer({ advanceBps: 8001 })],
  ["maxTenorDays", withOffer({ deliverBy: now + 90 * DAY + 1 })],
  ["maxTenorDays", { now: now + 60 * DAY }],
  ["maxGraceDays", withOffer({ graceDays: 8, noticeDays: 8 })],
  ["needsRecourse", { mandate: buildMandate({ needsRecourse: true }) }],
  ["minTicket", { amount: 999n }],
] as const)("outside by %s", (field, change) => {
  expect(fillRefusal(filling(change))).toEqual({ error: "OutsideMandate", field });
});

test("time, matcher and revocation come first", () => {
  expect(fillRefusal(filling({ now: 1_800_000_001 }))).toEqual({ error: "TooLate" });
  const mandate = buildMandate({ matcher: account(8) });
  expect(fillRefusal(filling({ mandate }))).toEqual({ error: "NotMatcher" });
  expect(fillRefusal(filling({ isRevoked: true, amount: 0n }))).toEqual({ error: "Revoked" });
});

test("the smaller limit is the room, and never below zero", () => {
  const mandate = buildMandate();
  expect(mandateRoom(mandate, { filled: 0n, filledFor: 20_000n })).toBe(30_000n);
  expect(mandateRoom(mandate, { filled: 199_000n, filledFor: 0n })).toBe(1000n);
  expect(mandateRoom(mandate, { filled: 300_000n, filledFor: 0n })).toBe(0n);
  const refusal = fillRefusal(filling({ filled: 199_000n, amount: 1001n }));
  expect(refusal).toEqual({ error: "AboveLimit", room: 1000n });
});
