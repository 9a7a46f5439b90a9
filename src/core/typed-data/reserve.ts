import type { Hex, TypedData, TypedDomain } from "@/core/typed-data/typed-data";

/** What a line of the reserve consists of, by its number on chain. */
export const ASSET_CLASSES = [
  "cash",
  "deposit",
  "government-paper",
  "reverse-repo",
  "tokenised",
] as const;

/** One line of a report; `amount` is the market value in 10^-6 of the report's currency. */
export type ReserveLine = {
  /** Index into {@link ASSET_CLASSES}. */
  readonly assetClass: number;
  /** What the asset is denominated in: the report's own currency, or USD in a report on HKD. */
  readonly currency: string;
  readonly amount: bigint;
};

/** What the attesters of a coin's reserve sign. */
export type ReserveReport = {
  readonly currency: string;
  /** Sum of the lines. */
  readonly total: bigint;
  readonly lines: readonly ReserveLine[];
  /** When it stood so, unix seconds. */
  readonly asOf: number;
  /** keccak-256 of the attesters' full report. */
  readonly reportHash: Hex;
};

/** Domain of the reserve register. */
export const reserveDomain = (chainId: number, verifyingContract: Hex): TypedDomain => ({
  name: "Quaynote Reserve",
  version: "1",
  chainId,
  verifyingContract,
});

/** What an attester signs about the reserve of one coin. */
export const reserveReportTypedData = (
  domain: TypedDomain,
  message: ReserveReport,
): TypedData<ReserveReport> => ({
  domain,
  primaryType: "ReserveReport",
  types: {
    ReserveReport: [
      { name: "currency", type: "string" },
      { name: "total", type: "uint128" },
      { name: "lines", type: "ReserveLine[]" },
      { name: "asOf", type: "uint40" },
      { name: "reportHash", type: "bytes32" },
    ],
    ReserveLine: [
      { name: "assetClass", type: "uint8" },
      { name: "currency", type: "string" },
      { name: "amount", type: "uint128" },
    ],
  },
  message,
});
