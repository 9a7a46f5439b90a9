import type { Hex, TypedData, TypedDomain, TypedField } from "@/core/typed-data/typed-data";

const fields = (spec: string): readonly TypedField[] =>
  spec.split(",").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { type, name };
  });

/** EIP-712 structs of the Participants contract, field for field as in Solidity. */
const participantsTypes = {
  SignerEntry: fields("uint64 organisation,address account,uint8 roles,uint64 nonce,uint40 expiry"),
  SignerRemoval: fields("uint64 organisation,address account,uint40 signerSince,uint40 expiry"),
  QuorumChange: fields("uint64 organisation,uint8 quorum,uint64 nonce,uint40 expiry"),
} as const;

/** Domain of the Participants contract. */
export const participantsDomain = (chainId: number, verifyingContract: Hex): TypedDomain => ({
  name: "Quaynote Participants",
  version: "1",
  chainId,
  verifyingContract,
});

const typed = <Message extends object>(
  domain: TypedDomain,
  primaryType: keyof typeof participantsTypes,
  message: Message,
): TypedData<Message> => ({
  domain,
  primaryType,
  types: { [primaryType]: participantsTypes[primaryType] },
  message,
});

/** Signed by the quorum of an organisation to bring in another signer; `nonce` is that of `signersOf`. */
export const signerEntryTypedData = (
  domain: TypedDomain,
  message: {
    readonly organisation: bigint;
    readonly account: Hex;
    readonly roles: number;
    readonly nonce: bigint;
    readonly expiry: number;
  },
) => typed(domain, "SignerEntry", message);

/** Signed by a signer itself or by its organisation's quorum to take its signer roles away at once. */
export const signerRemovalTypedData = (
  domain: TypedDomain,
  message: {
    readonly organisation: bigint;
    readonly account: Hex;
    readonly signerSince: number;
    readonly expiry: number;
  },
) => typed(domain, "SignerRemoval", message);

/** Signed by the quorum of an organisation to change how many of its signers decide. */
export const quorumChangeTypedData = (
  domain: TypedDomain,
  message: {
    readonly organisation: bigint;
    readonly quorum: number;
    readonly nonce: bigint;
    readonly expiry: number;
  },
) => typed(domain, "QuorumChange", message);

/** One signer's word as the contract takes it. */
export type Consent = { readonly signer: Hex; readonly signature: Hex };

/** In the order the contract asks for, in which nobody can be counted twice. */
export const inOrder = (consents: readonly Consent[]): readonly Consent[] =>
  consents.toSorted((left, right) => (BigInt(left.signer) < BigInt(right.signer) ? -1 : 1));
