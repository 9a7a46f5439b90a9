import type { Mandate } from "@/core/typed-data/mandate";
import type { Hex } from "@/core/typed-data/typed-data";

const account = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;

/** A mandate as tests write it: one coin, anybody's offers, 100 days. */
export const buildMandate = (change: Partial<Mandate> = {}): Mandate => ({
  lender: account(5),
  coins: [account(4)],
  sellers: [],
  buyers: [],
  warehouses: [],
  minRateBps: 800,
  maxAdvanceBps: 8000,
  maxTenorDays: 90,
  maxGraceDays: 15,
  needsRecourse: false,
  minTicket: 1000n,
  matcher: account(0),
  perReceivableLimit: 50_000n,
  cumulativeLimit: 200_000n,
  expiry: 1_800_000_000,
  salt: `0x${"11".repeat(32)}`,
  ...change,
});
