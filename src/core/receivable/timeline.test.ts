import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type LifeFacts,
  lifeOf,
  moneyPicture,
  type ReceivableFact,
} from "@/core/receivable/timeline";

const at = new Date("2026-11-21T00:00:00Z");
const fact = (name: string): ReceivableFact => ({
  key: name,
  name,
  args: {},
  at,
  blockNumber: 1,
  txHash: "0x01",
  final: true,
});
const life = (over: Partial<LifeFacts>): LifeFacts => ({
  status: "proposed",
  orderedAt: at,
  proposedAt: at,
  countersignedAt: null,
  offeredAt: null,
  facts: [],
  ...over,
});
const states = (over: Partial<LifeFacts>) => lifeOf(life(over)).map(({ state }) => state);

describe("life", () => {
  it("waits for the warehouse after the seller signed", () => {
    expect(states({}).slice(0, 3)).toEqual(["done", "waiting", "later"]);
  });

  it("waits for the offer when registered, and for lenders when offered", () => {
    const registered = { status: "registered", facts: [fact("LotRegistered")] };
    expect(states(registered)[2]).toBe("waiting");
    expect(states({ ...registered, offeredAt: at })[3]).toBe("waiting");
  });

  it("is done to the end when settled, delivery proven by the release", () => {
    const facts = ["LotRegistered", "Funded", "Released", "Collected", "PaidOut"].map(fact);
    expect(states({ status: "settled", offeredAt: at, facts })).toEqual(Array(8).fill("done"));
  });

  it("shows credit notes as a step of their own, which moves no other step on", () => {
    const registered = { status: "registered", facts: [fact("LotRegistered"), fact("Diluted")] };
    const rows = lifeOf(life(registered));
    const told = Object.fromEntries(rows.map(({ step, state }) => [step, state]));
    expect(told).toMatchObject({ offer: "waiting", delivery: "later", credit: "done" });
    expect(rows.map(({ step }) => step).indexOf("credit")).toBe(6);
    expect(lifeOf(life({})).some(({ step }) => step === "credit")).toBe(false);
  });
});

it("divides the amount due into parts that sum to it", () => {
  const any = fc.bigInt(0n, 10n ** 15n);
  fc.assert(
    fc.property(
      any,
      any,
      any,
      any,
      any,
      (amountDue, collected, diluted, principal, expectedCharges) => {
        const picture = moneyPicture({ amountDue, collected, diluted, principal, expectedCharges });
        const { advance, charges, holdBack } = picture;
        expect(picture.collected + picture.diluted + advance + charges + holdBack).toBe(amountDue);
        for (const part of [picture.collected, picture.diluted, advance, charges, holdBack])
          expect(part >= 0n).toBe(true);
      },
    ),
  );
});
