import { describe, expect, test } from "vitest";
import {
  built,
  collectedAt,
  factAt,
  fundedAt,
  noteMovedAt,
  paidOutAt,
  registeredAt,
  releasedAt,
} from "@/core/chain-fact/fact-builder";
import {
  applyFact,
  dustOf,
  escrowOf,
  receivableFrom,
  UNKNOWN_RECEIVABLE,
} from "@/core/chain-fact/receivable-state";

const REGISTERED = registeredAt(1);
const life = [
  REGISTERED,
  noteMovedAt(2, { from: built.nobody, to: built.lender, value: 300n }),
  fundedAt(2, { lender: built.lender, amount: 300n, funded: 300n, status: 2 }),
  noteMovedAt(3, { from: built.nobody, to: built.other, value: 500n }),
  fundedAt(3, { lender: built.other, amount: 500n, funded: 800n, status: 3 }),
  releasedAt(4, 800n),
  collectedAt(5, {
    tiers: { fee: 4n, late: 0n, charge: 21n, principal: 800n, remainder: 175n, surplus: 7n },
    status: 5,
  }),
  noteMovedAt(6, { from: built.lender, to: built.nobody, value: 300n }),
  paidOutAt(6, built.lender, 307n),
  noteMovedAt(7, { from: built.other, to: built.nobody, value: 500n }),
  paidOutAt(7, built.other, 513n),
];

describe("a receivable told from its facts", () => {
  test("a whole life adds up", () => {
    const state = receivableFrom(life);
    expect(state).toMatchObject({
      status: "settled",
      coin: built.coin,
      funded: 800n,
      released: 800n,
      collected: 1_000n,
      feePaid: 4n,
      chargePaid: 21n,
      principalPaid: 800n,
      sellerPaid: 175n,
      surplus: 7n,
      releasedSequences: [1],
    });
    expect(escrowOf(state)).toBe(0n);
    expect(state.holders.get(built.lender)).toEqual({ units: 0n, fundedUnits: 300n, paid: 307n });
    expect(state.fundedAt).toEqual(new Date(3_000_000));
    expect(state.closedAt).toEqual(new Date(5_000_000));
  });

  test("credits add up in their order, and what they send back leaves escrow", () => {
    const credits = [
      factAt(5, "Diluted", { diluted: "40", documentHash: "0xAB" }),
      factAt(5, "Returned", { amount: "32", returned: "32", status: "3" }),
      factAt(6, "Diluted", { diluted: "90", documentHash: "0xcd" }),
      factAt(6, "Returned", { amount: "768", returned: "800", status: "7" }),
    ];
    const funded = life.slice(0, 5);
    const half = receivableFrom([...funded, ...credits.slice(0, 2)]);
    expect(half).toMatchObject({ status: "funded", diluted: 40n, returned: 32n });
    expect(escrowOf(half)).toBe(768n);
    const all = receivableFrom([...funded, ...credits]);
    expect(all).toMatchObject({ status: "refunded", diluted: 90n, returned: 800n });
    expect(escrowOf(all)).toBe(0n);
    expect(all.credits).toEqual([
      { diluted: 40n, documentHash: "0xab" },
      { diluted: 90n, documentHash: "0xcd" },
    ]);
  });

  test("dust shows when the last units have burned, and not before", () => {
    expect(dustOf(receivableFrom(life.slice(0, -2)))).toBe(0n);
    expect(dustOf(receivableFrom(life))).toBe(1n);
  });

  test("telling the rest after any part is telling the whole: so a lost block is undone by telling without it", () => {
    const whole = receivableFrom(life);
    for (let length = 0; length <= life.length; length += 1)
      expect(life.slice(length).reduce(applyFact, receivableFrom(life.slice(0, length)))).toEqual(
        whole,
      );
    expect(receivableFrom(life.slice(0, 5)).status).toBe("funded");
    expect(receivableFrom([])).toEqual(UNKNOWN_RECEIVABLE);
  });

  test("a lot registered again after its cancellation starts afresh", () => {
    const state = receivableFrom([
      REGISTERED,
      factAt(2, "OfferFloorRaised", { sequence: "4" }),
      factAt(3, "Cancelled", {}),
      registeredAt(9),
    ]);
    expect(state).toMatchObject({ status: "registered", offerFloor: 0, closedAt: null });
  });

  test("units move with a note, what was funded stays with who funded", () => {
    const state = receivableFrom([
      ...life.slice(0, 6),
      noteMovedAt(5, { from: built.lender, to: built.buyer, value: 100n }),
    ]);
    expect(state.holders.get(built.lender)).toEqual({ units: 200n, fundedUnits: 300n, paid: 0n });
    expect(state.holders.get(built.buyer)).toEqual({ units: 100n, fundedUnits: 0n, paid: 0n });
  });

  test("the title's movements are not notes", () => {
    const title = factAt(2, "TransferSingle", {
      from: built.nobody,
      to: built.seller,
      id: BigInt(built.id).toString(),
      value: "1",
    });
    expect(receivableFrom([REGISTERED, title]).holders.size).toBe(0);
  });

  test("a final attestation stands even where it releases nothing", () => {
    const closed = factAt(5, "DeliveryClosed", { delivered: "1200", seq: "2" });
    const state = receivableFrom([...life.slice(0, 6), closed]);
    expect(state).toMatchObject({ delivered: 1_200n, released: 800n, status: "released" });
    expect(state.releasedSequences).toEqual([1, 2]);
  });

  test("escrow given back closes what was never released", () => {
    const state = receivableFrom([
      ...life.slice(0, 3),
      factAt(8, "Returned", { amount: "300", returned: "300", status: "7" }),
    ]);
    expect(state).toMatchObject({ status: "refunded", returned: 300n });
    expect(escrowOf(state)).toBe(0n);
  });
});
