import type { TypedMessage } from "@/core/typed-data/typed-message";

/** Signs EIP-712 messages with keys the platform keeps for organisations. */
export type KeyKeeper = {
  /** Makes a new key, stores it encrypted, answers its checksummed address. */
  readonly create: (label: string) => Promise<string>;
  /** @throws Refusal `key.not_kept` when the platform does not keep this address's key. */
  readonly signTyped: (address: string, message: TypedMessage) => Promise<string>;
};

/** Checks a signature over an EIP-712 message; contract wallets (ERC-1271) are asked on chain. */
export type SignatureCheck = (
  address: string,
  message: TypedMessage,
  signature: string,
) => Promise<boolean>;
