import type { Hex, TypedData, TypedDomain, TypedField } from "@/core/typed-data/typed-data";

/** An EIP-3009 authorisation; `value` in the coin's smallest unit, times in unix seconds. */
export type Authorization = {
  readonly from: Hex;
  readonly to: Hex;
  readonly value: bigint;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly nonce: Hex;
};

const AUTHORIZATION: readonly TypedField[] = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];

/** Domain of a settlement coin; `name` is the coin's own name, for example "Quaynote HKD". */
export const coinDomain = (name: string, chainId: number, verifyingContract: Hex): TypedDomain => ({
  name,
  version: "2",
  chainId,
  verifyingContract,
});

/** A transfer only its payee can carry in; lenders fund and buyers pay with it (`to` = Receivables). */
export const receiveWithAuthorizationTypedData = (
  domain: TypedDomain,
  message: Authorization,
): TypedData<Authorization> => ({
  domain,
  primaryType: "ReceiveWithAuthorization",
  types: { ReceiveWithAuthorization: AUTHORIZATION },
  message,
});

/** A transfer anyone can carry in. */
export const transferWithAuthorizationTypedData = (
  domain: TypedDomain,
  message: Authorization,
): TypedData<Authorization> => ({
  domain,
  primaryType: "TransferWithAuthorization",
  types: { TransferWithAuthorization: AUTHORIZATION },
  message,
});
