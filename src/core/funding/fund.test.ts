import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLender, fund, fundingPresets, leftToFund } from "@/core/funding/fund";
import { fundableOffer, lenderStanding } from "@/core/funding/fund.build";

const now = new Date("2026-11-21T04:00:00Z");
const attempt = (over: Partial<Parameters<typeof fund>[0]> = {}) =>
  fund({ lender: lenderStanding(), offer: fundableOffer(), amount: 1_000_000n, now, ...over });
const codeOf = (decision: ReturnType<typeof fund>) => (decision.ok ? "ok" : decision.code);

describe("what is left", () => {
  test("is the advance on what is still owed, less funded and pending", () => {
    const capacity = {
      ...fundableOffer().capacity,
      funded: 30_000_000_000n,
      pending: 10_000_000_000n,
    };
    expect(leftToFund(capacity)).toBe(40_000_000_000n);
  });

  test("shrinks with credit notes and early payments and is never negative", () => {
    const capacity = { ...fundableOffer().capacity, diluted: 50_000_000_000n };
    expect(leftToFund(capacity)).toBe(40_000_000_000n);
    expect(leftToFund({ ...capacity, collected: 60_000_000_000n })).toBe(0n);
  });

  test("never lets presets exceed it", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(amount, amount, amount, amount, (maximum, funded, pending, minimum) => {
        const capacity = { ...fundableOffer().capacity, maximum, funded, pending };
        const { all, half, needed } = fundingPresets(capacity, minimum);
        expect(half <= all && needed <= all).toBe(true);
        expect(half % 10_000n).toBe(0n);
      }),
    );
  });
});

describe("a lender", () => {
  test("funds exactly what is left", () => {
    expect(attempt({ amount: 80_000_000_000n })).toMatchObject({
      ok: true,
      value: { leftAfter: 0n },
    });
  });

  test("is refused one unit more, and told what is left", () => {
    expect(attempt({ amount: 80_000_000_001n })).toMatchObject({
      code: "funding.over_left",
      detail: { left: "80000000000" },
    });
  });

  test.each([
    ["funding.suspended", { organisationStatus: "suspended" }],
    ["funding.no_account", { account: null }],
    ["funding.no_licence", { licence: null }],
  ])("is refused with %s", (code, over) => {
    expect(codeOf(attempt({ lender: lenderStanding(over) }))).toBe(code);
  });

  test.each([
    ["funding.no_licence", { status: "revoked" }],
    ["funding.no_licence", { status: "proposed" }],
    ["funding.licence_expired", { expiresAt: new Date("2026-11-20T00:00:00Z") }],
    ["funding.licence_expired", { status: "expired" }],
    ["funding.licence_too_short", { expiresAt: new Date("2026-12-20T00:00:00Z") }],
  ])("is refused with %s for its licence", (code, over) => {
    const licence = { ...lenderStanding().licence!, ...over };
    expect(codeOf(attempt({ lender: lenderStanding({ licence }) }))).toBe(code);
  });

  test("needs a licence beyond the deadline and may act in the offer's last second", () => {
    const deliverBy = new Date("2026-12-21T04:00:00Z");
    const held = (expiresAt: Date) =>
      checkLender(lenderStanding({ licence: { ...lenderStanding().licence!, expiresAt } }), {
        now,
        deliverBy,
      }).ok;
    expect(held(deliverBy)).toBe(false);
    expect(held(new Date(deliverBy.getTime() + 1000))).toBe(true);
    expect(codeOf(attempt({ now: fundableOffer().fundBy }))).toBe("ok");
  });

  test("with a money lender's licence needs the signed memorandum", () => {
    const licence = { ...lenderStanding().licence!, class: "money-lender" as const };
    const lender = lenderStanding({ licence });
    expect(codeOf(attempt({ lender }))).toBe("funding.memorandum_missing");
    expect(codeOf(attempt({ lender, offer: fundableOffer({ hasMemorandum: true }) }))).toBe("ok");
  });
});

test.each([
  ["funding.offer_closed", { offerStatus: "withdrawn" }],
  ["funding.offer_closed", { receivableStatus: "funded" }],
  ["funding.offer_expired", { fundBy: new Date("2026-11-21T03:59:59Z") }],
  ["funding.not_for_you", { namedLender: "0x00000000000000000000000000000000000000aa" }],
])("an offer refuses with %s", (code, over) => {
  expect(codeOf(attempt({ offer: fundableOffer(over) }))).toBe(code);
});

test.each([0n, -1n])("an amount of %s is no funding", (amount) => {
  expect(codeOf(attempt({ amount }))).toBe("funding.amount_invalid");
});
