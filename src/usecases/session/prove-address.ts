import { orThrow, Refusal } from "@/core/refusal";
import { checkSignInText, type Expectation } from "@/core/session/sign-in-message";
import type { Clock } from "@/ports/clock";
import type { NonceStore, RecoverSigner } from "@/ports/session-stores";

/**
 * Answers the address that signed a challenge of ours. The nonce is burnt before the signature is looked at,
 * so a second use fails even when both arrive at once.
 * @throws Refusal `signature.wrong_text`, `signature.expired`, `signature.wrong_signer`.
 */
export const proveAddress =
  ({
    nonces,
    recover,
    wallClock,
  }: {
    nonces: NonceStore;
    recover: RecoverSigner;
    wallClock: Clock;
  }) =>
  async (answer: { text: string; signature: string }, expected: Expectation): Promise<string> => {
    const now = wallClock.now();
    const { address, nonce } = orThrow(checkSignInText(answer.text, expected, now));
    if (!(await nonces.burn(nonce, now))) throw new Refusal("signature.expired");
    if (recover(answer.text, answer.signature) !== address)
      throw new Refusal("signature.wrong_signer");
    return address;
  };
