import type pg from "pg";
import { IS_OWN } from "@/adapters/db/done-by-others";
import { secondsOf } from "@/core/dates/day-count";
import type { IntentKind, Json } from "@/core/intent/intent";
import type {
  Attempt,
  FormerBytes,
  OpenIntent,
  OwnerlessNonce,
  RelayStore,
  Stand,
  WaitingIntent,
} from "@/ports/relay-store";

type WaitingRow = Stand & {
  kind: IntentKind;
  payload: { [key: string]: Json };
  signer: string;
  receivableId: string | null;
  holders: string[];
  follows: boolean;
  former: FormerBytes[];
};

/** Bytes of an intent, which one of its nonces are meant. */
const formerBytes = (
  which: string,
): string => `coalesce((select json_agg(json_build_object('hash', f.hash, 'raw', f.raw))
  from "TxAttempt" f where f."intentId" = i.id ${which}), '[]') as former`;

/** For how long an intent that was put off is passed over, in seconds. */
const PUT_OFF_SECONDS = 15;

/** Holders paid by one transaction, those with most due first; the keeper pays the others. */
const PAYEES_MAX = 100;

/**
 * What waits for its signature. Intents of one receivable go strictly one after the other, each after the read model has told the one before;
 * one that is delayed or put off holds nobody up. The deal passed back is the committed one as it stands now, not as it stood when the
 * wish was recorded: only a funding brings its own.
 */
export const waiting = async (
  pool: pg.Pool,
  { label, chainTime, limit }: { label: string; chainTime: Date; limit: number },
): Promise<WaitingIntent[]> => {
  const due = `(%.payload->>'notBefore' is null or (%.payload->>'notBefore')::numeric <= $2)`;
  const found = await pool.query<WaitingRow>(
    `select i.id, i.status, i."blockNumber", i.kind, i.signer, i."receivableId",
       case when i.kind <> 'fund' and i.payload ? 'deal' and r.deal is not null
         then jsonb_set(i.payload, '{deal}', r.deal) else i.payload end as payload,
       array(select p.holder from "Position" p where p."receivableId" = i."receivableId" and p.units > 0
             order by p.units * (r."principalPaid" + r."chargePaid" + r."latePaid" + r.funded - r.released - r.escrow)
               / nullif(r.funded, 0) - p.paid desc nulls last, p.holder
             limit ${PAYEES_MAX}) as holders,
       exists (select 1 from "Intent" o where o.status in ('waiting', 'signed', 'sent')
         and o."receivableId" is null and o.sequence < i.sequence) as follows,
       ${formerBytes("")}
     from "Intent" i left join "Receivable" r on r.id = i."receivableId"
     where i.status = 'waiting' and i.signer = $1 and ${due.replaceAll("%", "i")}
       and (i.error is null or i."updatedAt" < now() - interval '${PUT_OFF_SECONDS} seconds')
       and not exists (select 1 from "Intent" o where o."receivableId" = i."receivableId"
         and o.status in ('waiting', 'signed', 'sent') and o.sequence < i.sequence
         and o.error is null and ${due.replaceAll("%", "o")})
       and not exists (select 1 from "ReceivableStop" s where s."receivableId" = i."receivableId" and s."liftedAt" is null)
       and not exists (select 1 from "Intent" o join "ChainCursor" c on c.grade = 'seen'
         where o."receivableId" = i."receivableId" and o.status = 'mined' and o."blockNumber" > c.number)
     order by i.sequence limit $3`,
    [label, secondsOf(chainTime), limit],
  );
  return found.rows;
};

/** A row of signed bytes. */
export type AttemptRow = Omit<Attempt, "fees"> & {
  intentId: string;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
};

/** Signed bytes as the relayer knows them. */
export const attemptOf = ({ maxFeePerGas, maxPriorityFeePerGas, ...row }: AttemptRow): Attempt => ({
  ...row,
  fees: { maxFeePerGas, maxPriorityFeePerGas },
});

type OpenRow = Omit<OpenIntent, "attempts">;

const ATTEMPT_COLUMNS = `a.id, a."intentId", a.attempt, a.nonce, a.signer, a.raw, a.hash, a."maxFeePerGas",
  a."maxPriorityFeePerGas", a."createdAt", a."broadcastAt"`;

const EARLIER = `and f.nonce < (select max(l.nonce) from "TxAttempt" l where l."intentId" = i.id)`;

/**
 * What is under way by transactions of ours. Only attempts with the newest nonce count: an intent tried again after a revert
 * starts over with another one.
 */
export const open = async (pool: pg.Pool, label: string): Promise<OpenIntent[]> => {
  const intents = await pool.query<OpenRow>(
    `select i.id, i.kind, i.signer, i.status, i."txHash", i."blockNumber",
       now()::timestamp as "asOf", ${formerBytes(EARLIER)} from "Intent" i
     where i.signer = $1 and (i.status in ('signed', 'sent') or i.status = 'mined' and ${IS_OWN})`,
    [label],
  );
  const attempts = await pool.query<AttemptRow>(
    `select ${ATTEMPT_COLUMNS} from "TxAttempt" a where a."intentId" = any($1::text[])
       and a.nonce = (select max(l.nonce) from "TxAttempt" l where l."intentId" = a."intentId")
     order by a.attempt`,
    [intents.rows.map(({ id }) => id)],
  );
  return intents.rows
    .map((intent) => ({
      ...intent,
      attempts: attempts.rows.filter(({ intentId }) => intentId === intent.id).map(attemptOf),
    }))
    .sort((left, right) => (left.attempts[0]?.nonce ?? 0) - (right.attempts[0]?.nonce ?? 0));
};

type OwnerRow = { intentId: string; label: string; stands: boolean; nonce: number; asOf: Date };

/** Nonces with bytes that no intent under way uses; one that others did uses none. */
export const ownerless = async (
  pool: pg.Pool,
  { chainId, signer, from }: Parameters<RelayStore["ownerless"]>[0],
): Promise<OwnerlessNonce[]> => {
  const owners = await pool.query<OwnerRow>(
    `select i.id as "intentId", i.signer as label, a.nonce, i.status = 'final' and ${IS_OWN} as stands,
       now()::timestamp as "asOf" from "TxAttempt" a
     join "Intent" i on i.id = a."intentId"
     where a."chainId" = $1 and a.signer = $2 and a.nonce >= $3 and (i.status not in ('signed', 'sent', 'mined')
       or i.status = 'mined' and not ${IS_OWN} or a.nonce < (select max(l.nonce) from "TxAttempt" l where l."intentId" = i.id))
     group by i.id, a.nonce order by a.nonce`,
    [chainId, signer, from],
  );
  const attempts = await pool.query<AttemptRow>(
    `select ${ATTEMPT_COLUMNS} from "TxAttempt" a
     where a."chainId" = $1 and a.signer = $2 and a.nonce = any($3::int[]) order by a.attempt`,
    [chainId, signer, owners.rows.map(({ nonce }) => nonce)],
  );
  return owners.rows.map(({ nonce, ...owner }) => ({
    ...owner,
    attempts: attempts.rows.filter((each) => each.nonce === nonce).map(attemptOf),
  }));
};
