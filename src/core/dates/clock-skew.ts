/** By how much the clocks of our own programs, and the chain's, may differ without anybody being turned away, seconds. */
export const CLOCK_SKEW_SECONDS = 300;
