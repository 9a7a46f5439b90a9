import { fields } from "@/core/typed-data/receivables";
import type { Hex, TypedData, TypedDomain } from "@/core/typed-data/typed-data";

/** A holder's offer of note units; see IReceivablesTypes.NoteSale for each field. Amounts in the coin's smallest unit. */
export type NoteSale = {
  readonly receivable: Hex;
  readonly holder: Hex;
  /** Zero address: any licensed lender. */
  readonly lender: Hex;
  readonly units: bigint;
  readonly price: bigint;
  /** What lenders had got in all when it was drawn up. */
  readonly distributed: bigint;
  readonly expiry: number;
  readonly salt: Hex;
};

/** What moves from an account whose key is lost to another account of its organisation. */
export type Recovery = {
  readonly account: Hex;
  readonly to: Hex;
  readonly receivables: readonly Hex[];
  readonly coins: readonly Hex[];
};

/** EIP-712 structs about notes, field for field as in Solidity. */
export const noteTypes = {
  NoteSale: fields(
    "bytes32 receivable,address coin,address holder,address lender,uint256 units,uint256 price,uint256 distributed,uint40 expiry,bytes32 salt",
  ),
  NoteSaleRevocation: fields("address holder,bytes32 salt"),
  RecoveryObjection: fields(
    "address account,address to,bytes32[] receivables,address[] coins,uint40 proposedAt",
  ),
} as const;

const typed = <Message extends object>(
  domain: TypedDomain,
  primaryType: keyof typeof noteTypes,
  message: Message,
): TypedData<Message> => ({
  domain,
  primaryType,
  types: { [primaryType]: noteTypes[primaryType] },
  message,
});

/** The sale with the coin its price is in, in the order in which it is signed. */
export const noteSaleMessage = (coin: Hex, { receivable, ...sale }: NoteSale) => ({
  receivable,
  coin,
  ...sale,
});

/** Signed by the holder of the notes; carried in with `buyNotes`. `coin` is the receivable's. */
export const noteSaleTypedData = (domain: TypedDomain, coin: Hex, sale: NoteSale) =>
  typed(domain, "NoteSale", noteSaleMessage(coin, sale));

/** Signed by a holder to void its sales with this salt. */
export const noteSaleRevocationTypedData = (
  domain: TypedDomain,
  message: { holder: Hex; salt: Hex },
) => typed(domain, "NoteSaleRevocation", message);

/** Signed by an account said to be lost whose key is not; `proposedAt` is the proposal's, in unix seconds. */
export const recoveryObjectionTypedData = (
  domain: TypedDomain,
  message: Recovery & { proposedAt: number },
) => typed(domain, "RecoveryObjection", message);
