import type { FundableOffer, LenderStanding } from "@/core/funding/fund";

/** A licensed lender in good standing, for tests. */
export const lenderStanding = (over: Partial<LenderStanding> = {}): LenderStanding => ({
  organisationStatus: "active",
  account: "0x00000000000000000000000000000000000000A1",
  licence: {
    class: "authorised-institution",
    status: "active",
    expiresAt: new Date("2027-11-21T00:00:00Z"),
  },
  ...over,
});

/** An open offer of 80,000.00 on 100,000.00, nothing funded, for tests. */
export const fundableOffer = (over: Partial<FundableOffer> = {}): FundableOffer => ({
  receivableStatus: "registered",
  offerStatus: "open",
  fundBy: new Date("2026-11-28T04:00:00Z"),
  deliverBy: new Date("2026-12-21T04:00:00Z"),
  namedLender: null,
  hasMemorandum: false,
  capacity: {
    maximum: 80_000_000_000n,
    advanceBps: 8_000,
    amountDue: 100_000_000_000n,
    diluted: 0n,
    collected: 0n,
    funded: 0n,
    pending: 0n,
  },
  ...over,
});
