import type { PrincipalStep } from "@/core/accrual/accrual";
import { type FactArgs, tiersOf, wholeOf } from "@/core/chain-fact/chain-fact";
import { secondsOf } from "@/core/dates/day-count";

/** A fact of a receivable that moves released principal. */
export type PrincipalFact = {
  readonly name: string;
  readonly args: FactArgs;
  readonly blockAt: Date;
};

/** Names of the facts that `principalSteps` reads. */
export const PRINCIPAL_FACTS = ["Released", "Collected", "BoughtBack"] as const;

/** The course of released principal from the facts of one receivable in chain order. */
export const principalSteps = (facts: readonly PrincipalFact[]): readonly PrincipalStep[] => {
  let released = 0n;
  let repaid = 0n;
  return facts.map(({ name, args, blockAt }) => {
    if (name === "Released") released = wholeOf(args, "released");
    else repaid += tiersOf(args).principal;
    return { at: secondsOf(blockAt), outstanding: released - repaid };
  });
};
