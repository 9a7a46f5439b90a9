import { openPool } from "@/adapters/db/pool";
import { openPrisma } from "@/adapters/db/prisma";
import { env, isLocal } from "@/env";
import { chainOf } from "@/wire/chain";
import { claimsOf } from "@/wire/claims";
import { deliveryOf } from "@/wire/delivery";
import { lendingOf } from "@/wire/lending";
import { keysOf, peopleOf } from "@/wire/people";
import { repaymentOf } from "@/wire/repayment";
import { sellingOf } from "@/wire/selling";
import { settlementOf } from "@/wire/settlement";

/** Builds every adapter once and hands them to the use-cases: the only place that knows concrete adapters. */
const build = () => {
  const settings = env();
  const pool = openPool(settings.databaseUrl);
  const prisma = openPrisma(settings.databaseUrl);
  const chain = chainOf(settings);
  const { clock } = chain;
  const keys = keysOf({ settings, pool });
  const people = peopleOf({ settings, pool, prisma, clock }, keys);
  const { ensureBuyers } = people;
  const selling = sellingOf({ pool, clock, chain, ...keys, ensureBuyers });
  const lending = lendingOf({ pool, clock, chain, keyKeeper: keys.keyKeeper });
  const delivery = deliveryOf({ pool, clock, chain, keyKeeper: keys.keyKeeper });
  const claims = claimsOf({ pool, clock, chain });
  const repayment = repaymentOf({ pool, clock });
  const settlement = settlementOf({ settings, pool, clock, seal: keys.seal, node: chain.node });
  return {
    settings,
    local: isLocal(settings),
    pool,
    prisma,
    ...chain,
    ...keys,
    ...people,
    ...settlement,
    usecases: {
      ...people.usecases,
      ...selling.usecases,
      ...lending.usecases,
      ...delivery.usecases,
      ...claims.usecases,
      ...repayment.usecases,
      ...settlement.usecases,
    },
    views: {
      ...people.views,
      ...selling.views,
      ...lending.views,
      ...delivery.views,
      ...claims.views,
      ...repayment.views,
      ...settlement.views,
    },
  };
};

export type Wire = ReturnType<typeof build>;

const held = globalThis as { quaynoteWire?: Wire };

/** The wired application of this process. */
export const wire = (): Wire => {
  held.quaynoteWire ??= build();
  return held.quaynoteWire;
};
