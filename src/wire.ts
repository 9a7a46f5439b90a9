import { wallClock } from "@/adapters/auth/chance";
import { openPool } from "@/adapters/db/pool";
import { openPrisma } from "@/adapters/db/prisma";
import { env, isLocal } from "@/env";
import { keysOf, peopleOf } from "@/wire/people";

/** Builds every adapter once and hands them to the use-cases: the only place that knows concrete adapters. */
const build = () => {
  const settings = env();
  const pool = openPool(settings.databaseUrl);
  const prisma = openPrisma(settings.databaseUrl);
  const clock = wallClock;
  const keys = keysOf({ settings, pool });
  const people = peopleOf({ settings, pool, prisma, clock }, keys);
  return {
    settings,
    local: isLocal(settings),
    pool,
    prisma,
    clock,
    ...keys,
    ...people,
    usecases: { ...people.usecases },
    views: { ...people.views },
  };
};

export type Wire = ReturnType<typeof build>;

const held = globalThis as { quaynoteWire?: Wire };

/** The wired application of this process. */
export const wire = (): Wire => {
  held.quaynoteWire ??= build();
  return held.quaynoteWire;
};
