import { type ChainFact, wholeOf } from "@/core/chain-fact/chain-fact";
import type { ReceivableState } from "@/core/chain-fact/receivable-state";
import type { IntentWish } from "@/core/intent/intent";

/** Whether a fact means that buyers' money lies in a collection account. */
const bringsMoney = (fact: ChainFact, state: ReceivableState): boolean => {
  if (fact.name === "LotRegistered") return wholeOf(fact.args, "openingBalance") > 0n;
  return fact.name === "Transfer" && fact.args.to === state.collectionAccount;
};

/** The sweep of the receivable's own coin, or of a coin that is not its own into the buyer's claim. */
const sweepOf = (fact: ChainFact, state: ReceivableState): IntentWish => {
  const receivableId = fact.receivableId ?? "";
  const coin = typeof fact.args.coin === "string" ? fact.args.coin : state.coin;
  const own = coin === state.coin;
  return {
    key: `${own ? "sweep" : "sweep-other"}:${receivableId}:${fact.txHash}`,
    kind: own ? "sweep" : "sweep-other",
    payload: own ? { deal: state.deal } : { deal: state.deal, coin },
    signer: "relayer",
    receivableId,
  };
};

/**
 * The sweeps a block calls for, at once and without waiting for finality: a reorganisation undoes payment and sweep alike.
 * One transfer wants one sweep, named by its transaction, so that a block seen twice wants nothing new.
 */
export const sweepsWanted = (
  facts: readonly ChainFact[],
  states: ReadonlyMap<string, ReceivableState>,
): IntentWish[] =>
  facts.flatMap((fact) => {
    const state = fact.receivableId ? states.get(fact.receivableId) : undefined;
    return state && state.status !== "none" && bringsMoney(fact, state)
      ? [sweepOf(fact, state)]
      : [];
  });
