import { describe, expect, test } from "vitest";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import type { Organisation } from "@/core/organisation/organisation";
import { participantEntry } from "@/core/organisation/participant";
import { expiryOf, grant, type Licence, licenceInForce, licenceStateAt, revoke } from "./licence";

const expiresAt = expiryOf(parseCalendarDate("2026-12-31")!);
const licence: Licence = {
  id: "one",
  organisationId: "lender",
  class: "money-lender",
  number: "ML-1",
  regulator: "Licensing Court",
  expiresAt,
  status: "active",
};
const lender: Organisation = {
  id: "lender",
  kind: "lender",
  name: "Lender",
  status: "active",
  custody: "platform",
  account: `0x${"a".repeat(40)}`,
  number: 7,
};

describe("expiry", () => {
  test("a licence holds through its last day in Hong Kong", () => {
    expect(expiresAt.toISOString()).toBe("2026-12-31T16:00:00.000Z");
    const lastMoment = new Date(expiresAt.getTime() - 1);
    expect(licenceStateAt(licence, lastMoment)).toBe("active");
    expect(licenceStateAt(licence, expiresAt)).toBe("expired");
  });

  test("a revoked licence stays revoked, before and after its last day", () => {
    const revoked = { ...licence, status: "revoked" } as const;
    expect(licenceStateAt(revoked, new Date(0))).toBe("revoked");
    expect(licenceStateAt(revoked, new Date("2030-01-01"))).toBe("revoked");
    expect(revoke(revoked)).toMatchObject({ ok: false, code: "licence.already_revoked" });
  });

  test("the licence in force is the one that lasts longest", () => {
    const later = { ...licence, id: "later", expiresAt: new Date("2028-01-01") };
    const revoked = { ...later, id: "revoked", expiresAt: new Date("2029-01-01") };
    const all = [licence, later, { ...revoked, status: "revoked" as const }];
    expect(licenceInForce(all, new Date("2026-01-01"))?.id).toBe("later");
    expect(licenceInForce(all, new Date("2028-06-01"))).toBeNull();
  });
});

describe("grant", () => {
  test("only active lenders get one", () => {
    expect(grant(lender, licence, [])).toMatchObject({ ok: true });
    expect(grant({ ...lender, kind: "seller" }, licence, [])).toMatchObject({
      code: "licence.not_a_lender",
    });
    expect(grant({ ...lender, status: "draft" }, licence, [])).toMatchObject({
      code: "organisation.not_active",
    });
  });

  test("not once more in the same words, but again when it was revoked, and a renewal", () => {
    const again = { code: "licence.already_granted" };
    expect(grant(lender, { ...licence, id: "again" }, [licence])).toMatchObject(again);
    const renewal = { ...licence, expiresAt: new Date(licence.expiresAt.getTime() + 1) };
    expect(grant(lender, renewal, [licence])).toMatchObject({ ok: true });
    const revoked = { ...licence, status: "revoked" } as const;
    expect(grant(lender, licence, [revoked])).toMatchObject({ ok: true });
  });
});

describe("what the chain is told", () => {
  const at = new Date("2026-11-21T12:00:00Z");

  test("the last second, not the first after it", () => {
    expect(participantEntry(lender, [licence], at)).toEqual({
      account: lender.account,
      organisation: 7,
      roles: 2,
      licence: 2,
      licenceExpiry: 1_798_732_799,
    });
  });

  test("a lapsed licence keeps its true expiry", () => {
    const lapsed = { ...licence, expiresAt: new Date("2025-06-30T16:00:00Z") };
    expect(participantEntry(lender, [lapsed], at)).toMatchObject({
      licence: 2,
      licenceExpiry: 1_751_299_199,
    });
  });

  test("a revoked licence is none", () => {
    const none = { licence: 0, licenceExpiry: 0 };
    expect(participantEntry(lender, [{ ...licence, status: "revoked" }], at)).toMatchObject(none);
    expect(participantEntry({ ...lender, kind: "seller" }, [], at)).toMatchObject({
      ...none,
      roles: 1,
    });
  });
});
