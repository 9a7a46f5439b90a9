import { Wallet } from "ethers";
import type { SealedSender } from "@/adapters/chain/sender-keys";
import type { Seal } from "@/ports/seal";

/** Labels of the keys the platform sends with: the relayer carries others' acts, the operator writes participants and mints. */
export const SENDER_LABELS = ["relayer", "operator"] as const;

/**
 * Development keys of a local chain, known to everybody and rich in its ether; the deployment there gives the second
 * one the operator's permissions.
 */
const LOCAL_KEYS: Readonly<Record<(typeof SENDER_LABELS)[number], string>> = {
  operator: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  relayer: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
};

/** Makes a sealed key for a label: the development key on a local chain, a fresh one anywhere else. */
export const freshSender =
  ({ seal, local }: { seal: Seal; local: boolean }) =>
  (label: (typeof SENDER_LABELS)[number]): SealedSender => {
    const { address, privateKey } = local ? new Wallet(LOCAL_KEYS[label]) : Wallet.createRandom();
    return { address, cipher: seal.close(Buffer.from(privateKey.slice(2), "hex"), address) };
  };
