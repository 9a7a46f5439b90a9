import { secondsOf } from "@/core/dates/day-count";
import { actDue } from "@/core/keeper/acts-due";
import type { Act, Payees } from "@/core/life/act";
import { escrowOf, lenderTotalOf } from "@/core/life/figures";
import { HOLDERS, type Life, type Party } from "@/core/life/life";
import { playAct } from "@/core/life/play-act";
import { structToJson } from "@/core/typed-data/deal-json";
import { isOffered, type Known } from "./deeds";
import { type Predicted, SWITCHES } from "./replay";
import type { Stage } from "./stage";

const holdersOf = ({ holdings }: Life): Party[] =>
  HOLDERS.filter((holder) => holdings[holder].units > 0n);

const ACTS: Readonly<Record<string, (payees: Payees) => Act>> = {
  "close-funding": (payees) => ({ kind: "closeFunding", payees }),
  "close-release": (payees) => ({ kind: "closeRelease", payees }),
  "declare-default": (payees) => ({ kind: "declareDefault", payees }),
  "pay-out": (payees) => ({ kind: "payOut", payees }),
};

/** What anybody may do for a life, is due by the model alone, and would be done. */
const dueIn = (life: Life, each: Known, now: Date): string | undefined => {
  if (!isOffered(each)) return undefined;
  const holders = holdersOf(life);
  const kept = {
    ...{ id: each.id, status: life.status, deal: structToJson(each.offer.deal), unswept: 0n },
    ...{ escrow: escrowOf(life), funded: life.funded, lenderTotal: lenderTotalOf(life) },
    holders: holders.map((holder) => life.holdings[holder]),
  };
  const kind = actDue(kept, [], now)?.kind ?? "";
  const act = ACTS[kind]?.(holders);
  const scene = { now: secondsOf(now), switches: SWITCHES };
  return act && playAct(life, act, scene).reasons.length === 0 ? kind : undefined;
};

/**
 * What must not be once faults have stopped, by the model alone: money that lies on a collection account, a deadline nobody
 * kept, a holder nobody paid.
 */
export const leftUndone = async (
  { clean }: Stage,
  known: readonly Known[],
  { lives }: Predicted,
): Promise<string[]> => {
  const now = await clean.settlement.sender.chainTime();
  return known.flatMap((each) => {
    const life = lives.get(each.id);
    if (!life || life.status === "none") return [];
    const due = dueIn(life, each, now);
    return [
      ...(life.arrived > 0n ? [`left lying: ${life.arrived} on the account of ${each.id}`] : []),
      ...(due ? [`left undone: ${due} of ${each.id}`] : []),
    ];
  });
};

/** Calls that lacked gas, and are the last word of their intent: what is still wanted is tried again. */
export const neverTriedAgain = async (
  { clean }: Stage,
  { starved }: Predicted,
): Promise<string[]> => {
  const { rows } = await clean.pool.query<{ hash: string }>(
    `select a.hash from "TxAttempt" a join "Intent" i on i.id = a."intentId"
     where a.hash = any($1) and i."txHash" is distinct from a.hash`,
    [starved.map(({ hash }) => hash)],
  );
  const gone = new Set(rows.map(({ hash }) => hash));
  return starved
    .filter(({ hash }) => !gone.has(hash))
    .map(({ hash, what }) => `${what} ${hash} lacked gas and was not tried again`);
};

/** Acts that people are told failed, though the chain did them, whoever sent them. */
export const failedThoughDone = async (
  { clean }: Stage,
  { marks }: Predicted,
): Promise<string[]> => {
  const { rows } = await clean.pool.query<{ id: string; kind: string; mark: string }>(
    `select id, kind, coalesce(payload->'payment'->>'salt', payload->'attestation'->>'evidenceHash',
       payload->>'documentHash') as mark from "Intent" where status = 'failed'`,
  );
  return rows
    .filter(({ mark }) => marks.has(mark))
    .map(({ id, kind }) => `${kind} ${id} counts as failed, and the chain did it`);
};
