import type { Expectation } from "@/core/session/sign-in-message";
import { CHALLENGE_SECONDS, type Challenge } from "@/core/session/sign-in-text";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { NonceStore } from "@/ports/session-stores";

/** Makes a challenge that a wallet can answer once within five minutes. */
export const issueChallenge =
  ({ nonces, ids, wallClock }: { nonces: NonceStore; ids: Ids; wallClock: Clock }) =>
  async (expected: Expectation): Promise<Challenge> => {
    const issuedAt = wallClock.now();
    const expiresAt = new Date(issuedAt.getTime() + CHALLENGE_SECONDS * 1000);
    const nonce = ids.secretHex(16);
    await nonces.issue(nonce, expiresAt);
    return {
      ...expected,
      nonce,
      issuedAt: issuedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  };
