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

/** Makes an unused authorisation, or signed request for redemption, void. */
export const cancelAuthorizationTypedData = (
  domain: TypedDomain,
  message: { readonly authorizer: Hex; readonly nonce: Hex },
): TypedData<{ readonly authorizer: Hex; readonly nonce: Hex }> => ({
  domain,
  primaryType: "CancelAuthorization",
  types: {
    CancelAuthorization: [
      { name: "authorizer", type: "address" },
      { name: "nonce", type: "bytes32" },
    ],
  },
  message,
});

/** An EIP-2612 approval; `nonce` is the owner's next one, `deadline` the last second, unix. */
export type Permission = {
  readonly owner: Hex;
  readonly spender: Hex;
  readonly value: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
};

/** An approval by signature, with the type name wallets know from EIP-2612. */
export const permitTypedData = (
  domain: TypedDomain,
  message: Permission,
): TypedData<Permission> => ({
  domain,
  primaryType: "Permit",
  types: {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  },
  message,
});

/** A request for redemption; `bankAccount` refers to the account registered in the holder's name. */
export type RedemptionRequest = {
  readonly account: Hex;
  readonly amount: bigint;
  readonly bankAccount: Hex;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly nonce: Hex;
};

/** Hands coins in for money at par; anyone can carry it in. */
export const redemptionRequestTypedData = (
  domain: TypedDomain,
  message: RedemptionRequest,
): TypedData<RedemptionRequest> => ({
  domain,
  primaryType: "RedemptionRequest",
  types: {
    RedemptionRequest: [
      { name: "account", type: "address" },
      { name: "amount", type: "uint256" },
      { name: "bankAccount", type: "bytes32" },
      { name: "validAfter", type: "uint256" },
      { name: "validBefore", type: "uint256" },
      { name: "nonce", type: "bytes32" },
    ],
  },
  message,
});
