import { type Decision, decide, refuse } from "@/core/refusal";

/** What the chain says about paying an account in a coin. */
export type PaymentStanding = {
  /** The coin's issuer has the account on its list. */
  readonly listed: boolean;
  /** The account is frozen in the register of participants. */
  readonly frozen: boolean;
  /** The issuer has stopped the whole coin. */
  readonly paused: boolean;
};

/** Why money set aside for an account cannot be paid to it now; `free` when it can, `unknown` while no node answers. */
export type ClaimObstacle = "listed" | "frozen" | "paused" | "free" | "unknown";

/** What stands in the way of a payment; null is a chain that did not answer. */
export const obstacleOf = (standing: PaymentStanding | null): ClaimObstacle => {
  if (!standing) return "unknown";
  if (standing.frozen) return "frozen";
  if (standing.listed) return "listed";
  return standing.paused ? "paused" : "free";
};

/** Whether an account's claim can be paid to it now. Refuses `claim.nothing` and the obstacle by its name. */
export const mayCollect = (minor: bigint, standing: PaymentStanding | null): Decision<true> => {
  if (minor <= 0n) return refuse("claim.nothing");
  const obstacle = obstacleOf(standing);
  return obstacle === "free" ? decide(true) : refuse(`claim.${obstacle}`);
};
