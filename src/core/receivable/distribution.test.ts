import { describe, expect, test } from "vitest";
import { deliveredValue, distributionOf, type PaidFigures } from "./distribution";
import type { ReceivableFact } from "./timeline";

const figures = (over: Partial<PaidFigures>): PaidFigures => ({
  funded: 1_000n,
  released: 1_000n,
  escrow: 0n,
  latePaid: 0n,
  chargePaid: 7n,
  principalPaid: 1_000n,
  sellerPaid: 200n,
  lenders: [
    { units: 0n, paid: 671n },
    { units: 0n, paid: 335n },
  ],
  ...over,
});

describe("distribution", () => {
  test("what rounding left is dust once nobody holds a note", () => {
    expect(distributionOf(figures({}))).toEqual({
      lenders: 1_006n,
      owed: 0n,
      seller: 200n,
      dust: 1n,
    });
  });

  test("before, it is owed to lenders", () => {
    const lenders = [
      { units: 0n, paid: 671n },
      { units: 333n, paid: 0n },
    ];
    expect(distributionOf(figures({ lenders }))).toMatchObject({ owed: 336n, dust: 0n });
  });

  test("escrow that went back counts as the lenders' share", () => {
    const refunded = { released: 0n, principalPaid: 0n, chargePaid: 0n, sellerPaid: 0n };
    const lenders = [{ units: 0n, paid: 1_000n }];
    expect(distributionOf(figures({ ...refunded, lenders }))).toEqual({
      lenders: 1_000n,
      owed: 0n,
      seller: 0n,
      dust: 0n,
    });
  });
});

describe("delivered value", () => {
  const fact = (name: string, delivered?: string): ReceivableFact => ({
    key: name,
    name,
    args: delivered === undefined ? {} : { delivered },
    at: new Date(0),
    blockNumber: 1,
    txHash: "0x01",
    final: true,
  });
  const lodged = fact("AttestationLodged", "90");
  const released = fact("Released", "60");

  test.each<[string, ReceivableFact[], bigint | null]>([
    ["nothing confirmed", [fact("Funded")], null],
    ["a release", [released], 60n],
    ["a newer confirmation", [released, lodged], 90n],
    ["a withdrawn confirmation", [released, lodged, fact("AttestationVoided")], 60n],
    ["the only one withdrawn", [lodged, fact("AttestationVoided")], null],
  ])("%s", (_case, facts, value) => {
    expect(deliveredValue(facts)).toBe(value);
  });
});
