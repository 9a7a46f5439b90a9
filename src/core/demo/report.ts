import { keccakHex } from "@/core/typed-data/hash-struct";
import { ASSET_CLASSES, type ReserveReport } from "@/core/typed-data/reserve";

/** Currencies of the practice world. */
export const DEMO_CURRENCIES = ["HKD", "USD", "EUR"] as const;

/** What stands behind each coin of the practice world, in minor units: as worthless as the world itself. */
const DEMO_RESERVE_MINOR = 2_000_000_000_000_000_000n;

/** A report older than this is replaced before coins are minted: the register takes none above two days. */
export const DEMO_REPORT_AGE_SECONDS = 86_400;

/** What the demo attesters say stands behind a coin; `asOf` in unix seconds. */
export const demoReport = (currency: string, asOf: number): ReserveReport => ({
  currency,
  total: DEMO_RESERVE_MINOR,
  lines: [{ assetClass: ASSET_CLASSES.indexOf("cash"), currency, amount: DEMO_RESERVE_MINOR }],
  asOf,
  reportHash: keccakHex(new Uint8Array()),
});
