import type { TypedData } from "@/core/typed-data/typed-data";

/** Signs EIP-712 messages with keys the platform keeps for organisations. */
export type KeyKeeper = {
  /** Makes a new key, stores it encrypted, answers its checksummed address. */
  readonly create: (label: string) => Promise<string>;
  /** @throws Refusal `key.not_kept` when the platform does not keep this address's key. */
  readonly signTyped: (address: string, message: TypedData<object>) => Promise<string>;
};

/** Checks a signature over an EIP-712 message; contract wallets (ERC-1271) are asked on chain. */
export type SignatureCheck = (
  address: string,
  message: TypedData<object>,
  signature: string,
) => Promise<boolean>;
