import type pg from "pg";
import { ids } from "@/adapters/auth/chance";
import { deliveryStore } from "@/adapters/db/delivery-store";
import { deliveryViews } from "@/adapters/db/delivery-views";
import { transactWith } from "@/adapters/db/transact";
import type { Clock } from "@/ports/clock";
import type { KeyKeeper } from "@/ports/signer";
import {
  confirmDelivery,
  prepareDelivery,
  quoteDelivery,
} from "@/usecases/delivery/confirm-delivery";
import type { chainOf } from "./chain";

type Base = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly chain: Pick<ReturnType<typeof chainOf>, "chainConfig" | "isSignedBy">;
  readonly keyKeeper: KeyKeeper;
};

/** The warehouse's side: what was delivered, and the release that follows from it. */
export const deliveryOf = ({ pool, clock, chain, keyKeeper }: Base) => {
  const transact = transactWith({ pool, clock }, (client) => ({
    deliveries: deliveryStore(client),
  }));
  const { chainConfig, isSignedBy } = chain;
  const needs = { transact, clock, ids, keyKeeper, chainConfig, isSignedBy };
  return {
    usecases: {
      quoteDelivery: quoteDelivery(needs),
      prepareDelivery: prepareDelivery(needs),
      confirmDelivery: confirmDelivery(needs),
    },
    views: { deliveries: deliveryViews({ pool, clock }) },
  };
};
