import { Transaction, Wallet } from "ethers";
import type { SenderKeys } from "@/ports/chain-sender";
import type { Seal } from "@/ports/seal";

/** A sealed key of the platform itself, by its label. */
export type SealedSender = { readonly address: string; readonly cipher: string };

const walletOf = (seal: Seal, { address, cipher }: SealedSender): Wallet => {
  const wallet = new Wallet(`0x${Buffer.from(seal.open(cipher, address)).toString("hex")}`);
  if (wallet.address !== address) throw new Error(`The kept key of ${address} is another key.`);
  return wallet;
};

/**
 * Signs transactions with the platform's own sealed keys; a key is open only while it signs.
 * @throws Error when a label has no key: `ensureKeys` was never run.
 */
export const senderKeys = ({
  seal,
  senderOf,
}: {
  seal: Seal;
  senderOf: (label: string) => Promise<SealedSender | null>;
}): SenderKeys => {
  const sender = async (label: string): Promise<SealedSender> => {
    const found = await senderOf(label);
    if (!found) throw new Error(`The platform has no key called ${label}.`);
    return found;
  };
  return {
    addressOf: async (label) => (await sender(label)).address,
    sign: async (label, plan) => {
      const wallet = walletOf(seal, await sender(label));
      const transaction = Transaction.from({ ...plan, type: 2, value: 0n });
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      const { hash } = transaction;
      if (!hash) throw new Error("The signed transaction has no hash.");
      return { raw: transaction.serialized, hash };
    },
  };
};
