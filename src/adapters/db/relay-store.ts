import { randomUUID } from "node:crypto";
import type pg from "pg";
import { failWaitingRows } from "@/adapters/db/intent-effects";
import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { type IntentKind, type Json, STANDING_KINDS } from "@/core/intent/intent";
import type { Fees, RevertReason, SignedTransaction } from "@/ports/chain-sender";
import { type Landmark, noLandmark } from "@/ports/landmark";
import type {
  Assignment,
  Attempt,
  Lane,
  OpenIntent,
  OwnerlessNonce,
  RelayStore,
  WaitingIntent,
} from "@/ports/relay-store";

type WaitingRow = {
  id: string;
  kind: IntentKind;
  payload: { [key: string]: Json };
  signer: string;
  receivableId: string | null;
  holders: string[];
  follows: boolean;
};

/** For how long an intent that was put off is passed over, in seconds. */
const PUT_OFF_SECONDS = 15;

/** Holders paid by one transaction, those with most due first; the keeper pays the others. */
const PAYEES_MAX = 100;

/**
 * Intents of one receivable go strictly one after the other, each after the read model has told the one before;
 * one that is delayed or put off holds nobody up. The deal passed back is the committed one as it stands now, not as it stood when the
 * wish was recorded: only a funding brings its own.
 */
const waiting = async (
  pool: pg.Pool,
  { label, chainTime, limit }: { label: string; chainTime: Date; limit: number },
): Promise<WaitingIntent[]> => {
  const due = `(%.payload->>'notBefore' is null or (%.payload->>'notBefore')::numeric <= $2)`;
  const found = await pool.query<WaitingRow>(
    `select i.id, i.kind, i.signer, i."receivableId",
       case when i.kind <> 'fund' and i.payload ? 'deal' and r.deal is not null
         then jsonb_set(i.payload, '{deal}', r.deal) else i.payload end as payload,
       array(select p.holder from "Position" p where p."receivableId" = i."receivableId" and p.units > 0
             order by p.units * (r."principalPaid" + r."chargePaid" + r."latePaid" + r.funded - r.released - r.escrow)
               / nullif(r.funded, 0) - p.paid desc nulls last, p.holder
             limit ${PAYEES_MAX}) as holders,
       exists (select 1 from "Intent" o where o.status in ('waiting', 'signed', 'sent')
         and o."receivableId" is null and (o."createdAt", o.id) < (i."createdAt", i.id)) as follows
     from "Intent" i left join "Receivable" r on r.id = i."receivableId"
     where i.status = 'waiting' and i.signer = $1 and ${due.replaceAll("%", "i")}
       and (i.error is null or i."updatedAt" < now() - interval '${PUT_OFF_SECONDS} seconds')
       and not exists (select 1 from "Intent" o where o."receivableId" = i."receivableId"
         and o.status in ('waiting', 'signed', 'sent') and (o."createdAt", o.id) < (i."createdAt", i.id)
         and o.error is null and ${due.replaceAll("%", "o")})
       and not exists (select 1 from "ReceivableStop" s where s."receivableId" = i."receivableId" and s."liftedAt" is null)
       and not exists (select 1 from "Intent" o join "ChainCursor" c on c.grade = 'seen'
         where o."receivableId" = i."receivableId" and o.status = 'mined' and o."blockNumber" > c.number)
     order by i."createdAt", i.id limit $3`,
    [label, Math.floor(chainTime.getTime() / 1000), limit],
  );
  return found.rows;
};

type AttemptRow = Omit<Attempt, "fees"> & {
  intentId: string;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
};

const attemptOf = ({ maxFeePerGas, maxPriorityFeePerGas, ...row }: AttemptRow): Attempt => ({
  ...row,
  fees: { maxFeePerGas, maxPriorityFeePerGas },
});

type OpenRow = Omit<OpenIntent, "attempts">;

const ATTEMPT_COLUMNS = `a.id, a."intentId", a.attempt, a.nonce, a.signer, a.raw, a.hash, a."maxFeePerGas",
  a."maxPriorityFeePerGas", a."createdAt", a."broadcastAt"`;

/** Only attempts with the newest nonce count: an intent tried again after a revert starts over with another one. */
const open = async (pool: pg.Pool, label: string): Promise<OpenIntent[]> => {
  const intents = await pool.query<OpenRow>(
    `select id, kind, signer, status, "txHash", "blockNumber" from "Intent"
     where signer = $1 and status in ('signed', 'sent', 'mined')`,
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

type OwnerRow = { intentId: string; label: string; status: string; nonce: number };

const ownerless = async (
  pool: pg.Pool,
  { chainId, signer, from }: Parameters<RelayStore["ownerless"]>[0],
): Promise<OwnerlessNonce[]> => {
  const owners = await pool.query<OwnerRow>(
    `select i.id as "intentId", i.signer as label, i.status, a.nonce from "TxAttempt" a
     join "Intent" i on i.id = a."intentId"
     where a."chainId" = $1 and a.signer = $2 and a.nonce >= $3 and (i.status not in ('signed', 'sent', 'mined')
       or a.nonce < (select max(l.nonce) from "TxAttempt" l where l."intentId" = i.id))
     group by i.id, i.signer, i.status, a.nonce order by a.nonce`,
    [chainId, signer, from],
  );
  const attempts = await pool.query<AttemptRow>(
    `select ${ATTEMPT_COLUMNS} from "TxAttempt" a
     where a."chainId" = $1 and a.signer = $2 and a.nonce = any($3::int[]) order by a.attempt`,
    [chainId, signer, owners.rows.map(({ nonce }) => nonce)],
  );
  return owners.rows.map(({ intentId, label, status, nonce }) => ({
    intentId,
    label,
    stands: status === "final",
    attempts: attempts.rows.filter((each) => each.nonce === nonce).map(attemptOf),
  }));
};

type NewAttempt = {
  intentId: string;
  chainId: number;
  signer: string;
  nonce: number;
  attempt: number;
  fees: Fees;
  signed: SignedTransaction;
};

const insertAttempt = async (client: pg.PoolClient, made: NewAttempt): Promise<Attempt> => {
  const rows = await client.query<AttemptRow>(
    `insert into "TxAttempt" (id, "intentId", "chainId", signer, nonce, attempt, raw, hash, "maxFeePerGas",
       "maxPriorityFeePerGas", "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     returning id, "intentId", attempt, nonce, signer, raw, hash, "maxFeePerGas", "maxPriorityFeePerGas",
       "createdAt", "broadcastAt"`,
    [
      randomUUID(),
      made.intentId,
      made.chainId,
      made.signer,
      made.nonce,
      made.attempt,
      made.signed.raw,
      made.signed.hash,
      made.fees.maxFeePerGas.toString(),
      made.fees.maxPriorityFeePerGas.toString(),
      new Date(),
    ],
  );
  const [row] = rows.rows;
  if (!row) throw new Error("The attempt was not stored.");
  return attemptOf(row);
};

type LaneRow = { nextNonce: number; haltReason: string | null };

/**
 * The next nonce follows from the signed bytes themselves: the lane's own figure counts only where it is higher, so a lane
 * row that is lost or old brings no nonce back.
 */
const LANE = `select l.signer, l."haltReason", greatest(l."nextNonce", (select max(a.nonce) + 1 from "TxAttempt" a
    where a."chainId" = l."chainId" and a.signer = l.signer)) as "nextNonce"
  from "SignerLane" l`;

/** Takes the row lock that makes a signer's nonces one sequence, however many workers there are. */
const lockLane = async (
  client: pg.PoolClient,
  { chainId, signer, minedNonce }: { chainId: number; signer: string; minedNonce: number },
): Promise<LaneRow> => {
  await client.query(
    `insert into "SignerLane" ("chainId", signer, "nextNonce") values ($1, $2, $3) on conflict do nothing`,
    [chainId, signer, minedNonce],
  );
  const key = [chainId, signer];
  await client.query(
    `select 1 from "SignerLane" where "chainId" = $1 and signer = $2 for update`,
    key,
  );
  // A statement of its own: it sees what those wrote who held the lock until now.
  const found = await client.query<LaneRow>(
    `${LANE} where l."chainId" = $1 and l.signer = $2`,
    key,
  );
  const [lane] = found.rows;
  if (!lane) throw new Error("The lane vanished under its lock.");
  return lane;
};

const haltLane = (
  client: pg.Pool | pg.PoolClient,
  { chainId, signer, reason }: { chainId: number; signer: string; reason: string },
) =>
  client.query(
    `insert into "SignerLane" as l ("chainId", signer, "nextNonce", "haltedAt", "haltReason") values ($1, $2, 0, now(), $3)
     on conflict ("chainId", signer) do update
       set "haltedAt" = coalesce(l."haltedAt", now()), "haltReason" = coalesce(l."haltReason", $3)`,
    [chainId, signer, reason],
  );

/** Whether an older one of its kind about the same account has no nonce yet: another worker may be giving it one now. */
const FOLLOWS_ITS_LIKE = `exists (select 1 from "Intent" o where o.status = 'waiting' and o.kind = i.kind
  and o.payload->>'account' is not distinct from i.payload->>'account' and (o."createdAt", o.id) < (i."createdAt", i.id))`;

type Assign = Parameters<RelayStore["assign"]>[0];

const assign = (pool: pg.Pool, landmark: Landmark, ask: Assign): Promise<Assignment> =>
  inTransaction(pool, async (client) => {
    const { intentId, chainId, signer, minedNonce, fees } = ask;
    const free = await client.query(
      `select 1 from "Intent" i where i.id = $1 and i.status = 'waiting' and not (i.kind = any($2) and ${FOLLOWS_ITS_LIKE})
       for update skip locked`,
      [intentId, STANDING_KINDS],
    );
    if (free.rowCount === 0) return { kind: "taken" };
    const lane = await lockLane(client, { chainId, signer, minedNonce });
    landmark("lane-locked");
    if (lane.haltReason) return { kind: "halted", reason: lane.haltReason };
    if (minedNonce > lane.nextNonce) {
      const reason = `Nonce ${lane.nextNonce} of this key was spent by somebody else.`;
      await haltLane(client, { chainId, signer, reason });
      return { kind: "halted", reason };
    }
    const signed = await ask.sign(lane.nextNonce);
    landmark("signed");
    const attempt = await insertAttempt(client, {
      intentId,
      chainId,
      signer,
      nonce: lane.nextNonce,
      attempt: 0,
      fees,
      signed,
    });
    await client.query(
      `update "SignerLane" set "nextNonce" = $3 where "chainId" = $1 and signer = $2`,
      [chainId, signer, lane.nextNonce + 1],
    );
    await moveIntent(client, intentId, { status: "signed", hash: signed.hash });
    return { kind: "signed", attempt };
  });

const bump = (pool: pg.Pool, ask: Parameters<RelayStore["bump"]>[0]): Promise<Attempt | null> =>
  inTransaction(pool, async (client) => {
    const { latest, intentId, chainId, fees } = ask;
    await client.query(`select 1 from "Intent" where id = $1 for update`, [intentId]);
    const newer = await client.query(
      `select 1 from "TxAttempt" where "intentId" = $1 and nonce = $2 and attempt > $3`,
      [intentId, latest.nonce, latest.attempt],
    );
    if (newer.rowCount !== 0) return null;
    const signed = await ask.sign();
    return insertAttempt(client, {
      intentId,
      chainId,
      signer: latest.signer,
      nonce: latest.nonce,
      attempt: latest.attempt + 1,
      fees,
      signed,
    });
  });

type Move = {
  status: string;
  hash?: string;
  blockNumber?: number | null;
  error?: RevertReason;
};

const moveIntent = async (
  client: pg.Pool | pg.PoolClient,
  id: string,
  { status, hash, blockNumber = null, error }: Move,
): Promise<void> => {
  await client.query(
    `update "Intent" set status = $2, "txHash" = coalesce($3, "txHash"),
       "blockNumber" = case when $2 = 'final' then "blockNumber" else $4::int end, error = $5, "updatedAt" = now()
     where id = $1`,
    [id, status, hash ?? null, blockNumber, error ? JSON.stringify(error) : null],
  );
  await client.query("select pg_notify('quaynote', 'intent:' || $1)", [id]);
};

const resume = (pool: pg.Pool, ask: Parameters<RelayStore["resume"]>[0]): Promise<void> =>
  inTransaction(pool, async (client) => {
    const { chainId, signer, minedNonce, requeued } = ask;
    await lockLane(client, { chainId, signer, minedNonce });
    await client.query(
      `update "SignerLane" set "haltedAt" = null, "haltReason" = null, "nextNonce" = greatest("nextNonce", $3)
       where "chainId" = $1 and signer = $2`,
      [chainId, signer, minedNonce],
    );
    await client.query(
      `update "Intent" set status = 'waiting', "txHash" = null, error = null, "updatedAt" = now()
       where id = any($1::text[]) and status in ('signed', 'sent')`,
      [requeued],
    );
    await journalOf(client, { now: () => new Date() }).record({
      name: "lane.resumed",
      actor: "worker",
      organisationId: null,
      subject: signer,
      data: { minedNonce, requeued: requeued.length },
    });
    await client.query("select pg_notify('quaynote_intents', '')");
  });

/** Intents, lanes and signed bytes in PostgreSQL. */
export const relayStore = (pool: pg.Pool, landmark: Landmark = noLandmark): RelayStore => ({
  waiting: (ask) => waiting(pool, ask),
  open: (label) => open(pool, label),
  ownerless: (ask) => ownerless(pool, ask),
  assign: (ask) => assign(pool, landmark, ask),
  bump: (ask) => bump(pool, ask),
  putOff: async (id, reason) => {
    await pool.query(
      `with put as (
         update "Intent" i set error = $2, "updatedAt" = now() from (select id, error from "Intent" where id = $1) before
         where i.id = before.id and i.status = 'waiting' returning before.error as error)
       select pg_notify('quaynote', 'intent:' || $1) from put where error is null`,
      [id, JSON.stringify(reason)],
    );
  },
  sent: (intentId, attemptId) =>
    inTransaction(pool, async (client) => {
      await client.query('update "TxAttempt" set "broadcastAt" = $2 where id = $1', [
        attemptId,
        new Date(),
      ]);
      const moved = await client.query(
        `update "Intent" set status = 'sent', "updatedAt" = now() where id = $1 and status = 'signed'`,
        [intentId],
      );
      if (moved.rowCount)
        await client.query("select pg_notify('quaynote', 'intent:' || $1)", [intentId]);
    }),
  mined: (intentId, { hash, blockNumber }) =>
    moveIntent(pool, intentId, { status: "mined", hash, blockNumber }),
  final: (intentId) => moveIntent(pool, intentId, { status: "final" }),
  lost: (intentId) => moveIntent(pool, intentId, { status: "sent" }),
  failed: (intentId, reason, mined) =>
    inTransaction(pool, async (client) => {
      await moveIntent(client, intentId, { status: "failed", error: reason, ...mined });
      await failWaitingRows(client, intentId, reason);
    }),
  halt: async (lane) => {
    await haltLane(pool, lane);
  },
  resume: (ask) => resume(pool, ask),
  lanes: async (chainId) => {
    const found = await pool.query<Lane>(`${LANE} where l."chainId" = $1 order by l.signer`, [
      chainId,
    ]);
    return found.rows;
  },
  lane: async (chainId, signer) => {
    const found = await pool.query<Lane>(`${LANE} where l."chainId" = $1 and l.signer = $2`, [
      chainId,
      signer,
    ]);
    return found.rows[0] ?? null;
  },
});
