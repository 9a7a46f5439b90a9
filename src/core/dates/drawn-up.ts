import { CLOCK_SKEW_SECONDS } from "@/core/dates/clock-skew";
import { type Decision, decide, refuse } from "@/core/refusal";

/** Somebody has this long to sign what was drawn up for a wallet, seconds. */
const SIGNED_WITHIN_SECONDS = 15 * 60;

/**
 * When something was drawn up to be signed, where it may be brought back now; unix seconds. A clock that is ahead turns
 * nobody away. Refuses `registration.expired`.
 */
export const stillFresh = ({
  drawnUpAt,
  now,
}: Record<"drawnUpAt" | "now", number>): Decision<number> =>
  drawnUpAt > now + CLOCK_SKEW_SECONDS || drawnUpAt < now - SIGNED_WITHIN_SECONDS
    ? refuse("registration.expired")
    : decide(drawnUpAt);
