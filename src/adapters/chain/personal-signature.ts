import { verifyMessage, Wallet } from "ethers";
import type { RecoverSigner } from "@/ports/session-stores";

const SHAPE = /^0x[0-9a-f]{128}(1b|1c)$/i;

/** Who signed a text (EIP-191). Only the 65-byte form with v of 27 or 28 counts; ethers refuses a high s. */
export const recoverSigner: RecoverSigner = (text, signature) => {
  if (!SHAPE.test(signature)) return null;
  try {
    return verifyMessage(text, signature);
  } catch {
    return null;
  }
};

/** Signs a text with a key of the local chain, for its demo organisations only. */
export const signPersonal = (privateKey: string, text: string): Promise<string> =>
  new Wallet(privateKey).signMessage(text);
