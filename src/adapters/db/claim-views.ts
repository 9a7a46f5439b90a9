import type pg from "pg";
import { parkedFor } from "@/adapters/db/claim-rows";
import type { Currency } from "@/core/money";
import { Refusal } from "@/core/refusal";
import type { ClaimViews, CollectedClaim, WaitingClaim } from "@/ports/claim-views";
import type { Clock } from "@/ports/clock";

type Found = Omit<WaitingClaim, "payments" | "write"> & {
  step: string | null;
  error: string | null;
};

const WAITING = `
  select o.id as "organisationId", o.name, o.kind, a.party as account, a.currency, -a.balance as minor,
    w.status as step, w.error->>'says' as error
  from "LedgerAccount" a join "Organisation" o on o.account = a.party
  left join lateral (
    select i.status, i.error from "Intent" i
    where i.kind = 'claim' and i.status <> 'final' and i.payload->>'account' = a.party
      and i.payload->>'currency' = a.currency
    order by i."createdAt" desc limit 1
  ) w on true
  where a.code = 'claim' and a.balance < 0`;

const COLLECTED_SHOWN = 3;
const LATELY_MS = 30 * 86_400_000;

const COLLECTED = `
  select r.currency, (c.args->>'amount')::numeric as minor, c."blockAt" as at, c."txHash"
  from "ChainEvent" c
  join lateral (select currency from "Receivable" x where x.coin = c.args->>'coin' limit 1) r on true
  where c.name = 'Claimed' and c.args->>'account' = $1 and c."blockAt" >= $2
  order by c."blockNumber" desc, c."logIndex" desc limit ${COLLECTED_SHOWN}`;

/** The claims as found, each with the payments that make it up. */
const withPayments = async (
  pool: pg.Pool,
  found: readonly Found[],
): Promise<readonly WaitingClaim[]> => {
  if (found.length === 0) return [];
  const parked = await parkedFor(pool, [...new Set(found.map(({ account }) => account))]);
  const ofClaim = (account: string, currency: Currency) =>
    parked.filter((payment) => payment.account === account && payment.currency === currency);
  return found.map(({ step, error, ...claim }) => ({
    ...claim,
    payments: ofClaim(claim.account, claim.currency),
    write: step === null ? null : { step, error },
  }));
};

/** What is set aside, told from the books and from the chain's own facts. */
export const claimViews = ({ pool, clock }: { pool: pg.Pool; clock: Clock }): ClaimViews => ({
  own: async ({ account }) => {
    const [waiting, collected] = await Promise.all([
      pool.query<Found>(`${WAITING} and a.party = $1 order by a.currency`, [account ?? ""]),
      pool.query<CollectedClaim>(COLLECTED, [
        account ?? "",
        new Date(clock.now().getTime() - LATELY_MS),
      ]),
    ]);
    return { waiting: await withPayments(pool, waiting.rows), collected: collected.rows };
  },
  waiting: async ({ kind }) => {
    if (kind !== "platform") throw new Refusal("object.not_found");
    const found = await pool.query<Found>(
      `${WAITING} and o.kind <> 'platform' order by a.balance, a.id limit 200`,
    );
    return withPayments(pool, found.rows);
  },
});
