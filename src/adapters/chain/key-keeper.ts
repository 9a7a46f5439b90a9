import { getAddress, Wallet } from "ethers";
import { ethersArguments } from "@/adapters/chain/typed-signature";
import { Refusal } from "@/core/refusal";
import type { KeyMaker } from "@/ports/organisation-stores";
import type { Seal } from "@/ports/seal";
import type { KeyKeeper } from "@/ports/signer";

/** The sealed keys as the database has them. */
export type KeyRows = {
  readonly sealedKeyOf: (address: string) => Promise<string | null>;
  readonly add: (row: { address: string; label: string; cipher: string }) => Promise<void>;
};

/** Makes keys that are never in the database in the clear; each is bound to its own address. */
export const keyMaker = (seal: Seal): KeyMaker => ({
  fresh: () => {
    const { address, privateKey } = Wallet.createRandom();
    const cipher = seal.close(Buffer.from(privateKey.slice(2), "hex"), address);
    return { address, cipher };
  },
});

const walletOf = (seal: Seal, address: string, cipher: string): Wallet => {
  const wallet = new Wallet(`0x${Buffer.from(seal.open(cipher, address)).toString("hex")}`);
  if (wallet.address !== address) throw new Error(`The kept key of ${address} is another key.`);
  return wallet;
};

/** Signs typed data with keys kept sealed in the database; a key is open only while it signs. */
export const keyKeeper = ({ seal, rows }: { seal: Seal; rows: KeyRows }): KeyKeeper => ({
  create: async (label) => {
    const key = keyMaker(seal).fresh();
    await rows.add({ ...key, label });
    return key.address;
  },
  signTyped: async (account, data) => {
    const address = getAddress(account);
    const cipher = await rows.sealedKeyOf(address);
    if (!cipher) throw new Refusal("key.not_kept");
    return walletOf(seal, address, cipher).signTypedData(...ethersArguments(data));
  },
});
