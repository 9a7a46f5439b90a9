import { hashStruct } from "@/core/typed-data/hash-struct";
import type { Hex, TypedData, TypedDomain, TypedField } from "@/core/typed-data/typed-data";

/**
 * A lender's standing order, field for field as in IMarket.Mandate. Amounts in the coin's smallest unit (10^-6), rates
 * in basis points a year, times in unix seconds.
 */
export type Mandate = {
  readonly lender: Hex;
  /** Empty: none. */
  readonly coins: readonly Hex[];
  /** Empty: any; so are buyers and warehouses. */
  readonly sellers: readonly Hex[];
  readonly buyers: readonly Hex[];
  /** If not empty, every attester of the offer must stand in it as well. */
  readonly warehouses: readonly Hex[];
  readonly minRateBps: number;
  readonly maxAdvanceBps: number;
  readonly maxTenorDays: number;
  /** Grace and notice together. */
  readonly maxGraceDays: number;
  readonly needsRecourse: boolean;
  readonly minTicket: bigint;
  /** Zero address: anyone may fill it. */
  readonly matcher: Hex;
  readonly perReceivableLimit: bigint;
  /** Of each coin apart. */
  readonly cumulativeLimit: bigint;
  readonly expiry: number;
  readonly salt: Hex;
};

const field = (type: string, name: string): TypedField => ({ name, type });

const MANDATE: readonly TypedField[] = [
  field("address", "lender"),
  field("address[]", "coins"),
  field("address[]", "sellers"),
  field("address[]", "buyers"),
  field("address[]", "warehouses"),
  field("uint16", "minRateBps"),
  field("uint16", "maxAdvanceBps"),
  field("uint16", "maxTenorDays"),
  field("uint16", "maxGraceDays"),
  field("bool", "needsRecourse"),
  field("uint256", "minTicket"),
  field("address", "matcher"),
  field("uint256", "perReceivableLimit"),
  field("uint256", "cumulativeLimit"),
  field("uint40", "expiry"),
  field("bytes32", "salt"),
];

/** EIP-712 structs of the Market contract. */
const marketTypes = {
  Mandate: MANDATE,
  MandateRevocation: [field("Mandate", "mandate"), field("uint40", "expiry")],
} as const;

/** Domain of the Market contract. */
export const marketDomain = (chainId: number, verifyingContract: Hex): TypedDomain => ({
  name: "Quaynote Market",
  version: "1",
  chainId,
  verifyingContract,
});

/** Signed once by the lender; carried in with every `fill`. */
export const mandateTypedData = (domain: TypedDomain, mandate: Mandate): TypedData<Mandate> => ({
  domain,
  primaryType: "Mandate",
  types: { Mandate: MANDATE },
  message: mandate,
});

/** What ends a mandate; the whole mandate stands in it, so that its signer sees which one. */
export type MandateRevocation = { readonly mandate: Mandate; readonly expiry: number };

/** Signed by the lender to end a mandate. */
export const mandateRevocationTypedData = (
  domain: TypedDomain,
  message: MandateRevocation,
): TypedData<MandateRevocation> => ({
  domain,
  primaryType: "MandateRevocation",
  types: marketTypes,
  message,
});

/** The mandate's name on chain: what Market's views and events speak of. */
export const mandateHash = (mandate: Mandate): Hex => hashStruct(marketTypes, "Mandate", mandate);
