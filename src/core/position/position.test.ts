import { describe, expect, test } from "vitest";
import { figuresOf, type Holding } from "@/core/position/position";

const DAY = 86_400;
const released = Date.UTC(2026, 10, 21, 2) / 1000;
const holding = (over: Partial<Holding> = {}): Holding => ({
  units: 50_000_000_000n,
  fundedUnits: 50_000_000_000n,
  paid: 0n,
  status: "released",
  funded: 80_000_000_000n,
  escrow: 0n,
  released: 80_000_000_000n,
  principalPaid: 0n,
  chargePaid: 0n,
  latePaid: 0n,
  terms: {
    rateBps: 1_200,
    lateRateBps: 1_800,
    dayCount: 365,
    dayOffset: 28_800,
    graceDays: 5,
    ceilingBps: 3_074,
    dueAt: released + 60 * DAY,
  },
  steps: [{ at: released, outstanding: 80_000_000_000n }],
  ...over,
});

describe("a holding", () => {
  test("accrues its share by the day and expects principal and charge on the due date", () => {
    const { principal, accrued, expected, shareBps } = figuresOf(holding(), released + 30 * DAY);
    expect(principal).toBe(50_000_000_000n);
    expect(shareBps).toBe(6_250);
    expect(accrued).toBe((789_041_095n * 50n) / 80n);
    expect(expected).toBe((50n * (80_000_000_000n + 1_578_082_191n)) / 80n);
  });

  test("in escrow earns nothing yet and expects charge from today", () => {
    const waiting = holding({ status: "funded", escrow: 80_000_000_000n, released: 0n, steps: [] });
    const figures = figuresOf(waiting, released + 10 * DAY);
    expect(figures).toMatchObject({ accrued: 0n, escrow: 50_000_000_000n });
    const charge = (80_000_000_000n * 50n * 1_200n) / (10_000n * 365n);
    expect(figures.expected).toBe((50n * (80_000_000_000n + charge)) / 80n);
  });

  test("late and unpaid grows by the late rate", () => {
    const onDue = figuresOf(holding(), released + 60 * DAY).accrued;
    const later = figuresOf(holding(), released + 75 * DAY).accrued;
    const [contract, late] = [65n * 1_200n, 10n * 1_800n];
    expect(later > onDue).toBe(true);
    const total = (80_000_000_000n * contract) / 3_650_000n + (80_000_000_000n * late) / 3_650_000n;
    expect(later).toBe((50n * total) / 80n);
  });

  test("closed has burnt its notes and still says what it was paid and earned", () => {
    const closed = holding({
      status: "settled",
      units: 0n,
      paid: 50_986_301_369n,
      principalPaid: 80_000_000_000n,
      chargePaid: 1_578_082_191n,
      steps: [
        { at: released, outstanding: 80_000_000_000n },
        { at: released + 60 * DAY, outstanding: 0n },
      ],
    });
    expect(figuresOf(closed, released + 90 * DAY)).toMatchObject({
      principal: 0n,
      expected: 50_986_301_369n,
      earned: (50n * 1_578_082_191n) / 80n,
      accrued: (50n * 1_578_082_191n) / 80n,
    });
  });
});
