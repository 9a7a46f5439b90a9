import type pg from "pg";
import { claimStore } from "@/adapters/db/claim-store";
import { claimViews } from "@/adapters/db/claim-views";
import { transactWith } from "@/adapters/db/transact";
import type { Clock } from "@/ports/clock";
import { collectClaim } from "@/usecases/claim/collect-claim";
import type { chainOf } from "./chain";

type Base = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly chain: {
    readonly chainConfig: ReturnType<typeof chainOf>["chainConfig"];
    readonly chainFacts: Pick<ReturnType<typeof chainOf>["chainFacts"], "standing">;
  };
};

/** Money that could not be paid out, and its payment once it can be. */
export const claimsOf = ({ pool, clock, chain }: Base) => {
  const transact = transactWith({ pool, clock }, (client) => ({ claims: claimStore(client) }));
  const { chainConfig, chainFacts } = chain;
  return {
    usecases: {
      collectClaim: collectClaim({ transact, chainConfig, standing: chainFacts.standing }),
    },
    views: { claims: claimViews({ pool, clock }) },
  };
};
