import type pg from "pg";
import { ids } from "@/adapters/auth/chance";
import { buyerLinkStore } from "@/adapters/db/buyer-link-store";
import { fundingStore } from "@/adapters/db/funding-store";
import { linkGlimpse } from "@/adapters/db/link-glimpse";
import { marketViews } from "@/adapters/db/market-views";
import { paymentStore } from "@/adapters/db/payment-store";
import { positionViews } from "@/adapters/db/position-views";
import { transactWith } from "@/adapters/db/transact";
import { verifyViews } from "@/adapters/db/verify-views";
import type { Clock } from "@/ports/clock";
import type { KeyKeeper } from "@/ports/signer";
import {
  confirmBuyerDebt,
  disputeBuyerDebt,
  openBuyerLink,
  withdrawBuyerDispute,
} from "@/usecases/buyer-link/confirm-debt";
import { fundReceivable, prepareFunding } from "@/usecases/funding/fund-receivable";
import { payReceivable, preparePayment } from "@/usecases/payment/pay-receivable";
import { checkProof } from "@/usecases/verify/check-proof";
import type { chainOf } from "./chain";

type Base = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly chain: Pick<ReturnType<typeof chainOf>, "chainConfig" | "chainFacts" | "isSignedBy">;
  readonly keyKeeper: KeyKeeper;
};

/** The lender's and the buyer's side, and the public check. */
export const lendingOf = ({ pool, clock, chain, keyKeeper }: Base) => {
  const transact = transactWith({ pool, clock }, (client) => ({
    fundings: fundingStore(client),
    payments: paymentStore(client, clock),
    links: buyerLinkStore(client),
  }));
  const { coinBalance, standing } = chain.chainFacts;
  const verify = verifyViews(pool);
  const parts = { transact, clock, place: chain.chainConfig, coinBalance, standing };
  const signed = { ...parts, isSignedBy: chain.isSignedBy };
  return {
    usecases: {
      prepareFunding: prepareFunding(parts),
      fundReceivable: fundReceivable({ ...signed, keys: keyKeeper, ids }),
      openBuyerLink: openBuyerLink({ transact, clock }),
      confirmBuyerDebt: confirmBuyerDebt({ transact, clock }),
      disputeBuyerDebt: disputeBuyerDebt({ transact, clock }),
      withdrawBuyerDispute: withdrawBuyerDispute({ transact }),
      preparePayment: preparePayment(parts),
      payReceivable: payReceivable(signed),
      checkProof: checkProof({ views: verify, chain: chain.chainFacts }),
    },
    views: {
      market: marketViews({ pool, clock }),
      positions: positionViews({ pool, clock }),
      debts: paymentStore(pool, clock),
      linkGlimpse: linkGlimpse(pool, clock),
      verify,
    },
  };
};
