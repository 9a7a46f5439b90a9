import { Wallet } from "ethers";
import type { SealedSender } from "@/adapters/chain/sender-keys";
import type { SenderLabel } from "@/core/intent/intent";
import type { Seal } from "@/ports/seal";

/**
 * Development keys of a local chain, known to everybody and rich in its ether; the deployment there gives
 * operator and compliance their permissions.
 */
const LOCAL_KEYS: Readonly<Record<SenderLabel, string>> = {
  compliance: "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
  operator: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  relayer: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
};

/** Makes a sealed key for a label: the development key on a local chain, a fresh one anywhere else. */
export const freshSender =
  ({ seal, local }: { seal: Seal; local: boolean }) =>
  (label: SenderLabel): SealedSender => {
    const { address, privateKey } = local ? new Wallet(LOCAL_KEYS[label]) : Wallet.createRandom();
    return { address, cipher: seal.close(Buffer.from(privateKey.slice(2), "hex"), address) };
  };
