import type { Life } from "@/core/life/life";
import type { Predicted } from "./replay";
import type { Stage } from "./stage";

type Counts = Readonly<Record<string, number>>;

/**
 * How often each act was done, how often one was refused and why, and how many lives ended in each state or have been
 * through something.
 */
export type Reached = { readonly acts: Counts; readonly refused: Counts; readonly ends: Counts };

const ENDS: Readonly<Record<string, (life: Life, payments: number) => boolean>> = {
  "settled with fee and charge": ({ status, tiers }) =>
    status === "settled" && tiers.feePaid > 0n && tiers.chargePaid > 0n,
  "paid late": ({ tiers }) => tiers.latePaid > 0n,
  "paid in parts": (_life, payments) => payments > 1,
  "delivered in part": ({ agreement, delivered }) =>
    delivered > 0n && delivered < agreement.amountDue,
  "delivered short for good": ({ agreement, delivered, isDeliveryClosed }) =>
    isDeliveryClosed && delivered < agreement.amountDue,
};

/** Sums of the same names. */
export const addUp = (counts: readonly Counts[]): Counts => {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((each) => Object.entries(each)))
    sums[name] = (sums[name] ?? 0) + count;
  return sums;
};

const refusedIn = async ({ clean }: Stage): Promise<Counts> => {
  const { rows } = await clean.pool.query<{ name: string; times: bigint }>(
    `select kind || ' ' || (error->>'code') as name, count(*) as times from "Intent" where status = 'failed' group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, times }) => [name, Number(times)]));
};

/** What a run's lives have come to by the model, and what the platform says of those acts that were not done. */
export const reachedIn = async (
  stage: Stage,
  { lives, done, payments }: Predicted,
): Promise<Reached> => ({
  acts: Object.fromEntries(done),
  refused: await refusedIn(stage),
  ends: addUp(
    [...lives].flatMap(([id, life]) => [
      { [life.status]: 1 },
      ...Object.entries(ENDS).flatMap(([name, is]) =>
        is(life, payments.get(id) ?? 0) ? [{ [name]: 1 }] : [],
      ),
    ]),
  ),
});
