import { randomUUID } from "node:crypto";
import type pg from "pg";
import { endAsDone } from "@/adapters/db/done-by-others";
import { failWaitingRows } from "@/adapters/db/intent-effects";
import { journalOf } from "@/adapters/db/journal";
import { moveIntent } from "@/adapters/db/move-intent";
import { type AttemptRow, attemptOf, open, ownerless, waiting } from "@/adapters/db/relay-reads";
import { inTransaction } from "@/adapters/db/transact";
import { STANDING_KINDS } from "@/core/intent/intent";
import type { Fees, SignedTransaction } from "@/ports/chain-sender";
import { type Landmark, noLandmark } from "@/ports/landmark";
import type { Assignment, Attempt, Lane, RelayStore, Stand } from "@/ports/relay-store";

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
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
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
  and o.payload->>'account' is not distinct from i.payload->>'account' and o.sequence < i.sequence)`;

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
    const stand = { id: intentId, status: "waiting", blockNumber: null } as const;
    if (!(await moveIntent(client, stand, { status: "signed", hash: signed.hash })))
      throw new Error(`Intent ${intentId} waits and has a block.`);
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

const tryAgain = (
  pool: pg.Pool,
  stand: Stand,
  { nonce, noncesMax }: { nonce: number; noncesMax: number },
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    const used = await client.query<{ nonces: bigint; newest: number }>(
      'select count(distinct nonce) as nonces, max(nonce) as newest from "TxAttempt" where "intentId" = $1',
      [stand.id],
    );
    const { nonces = 0n, newest } = used.rows[0] ?? {};
    if (newest === nonce && nonces >= noncesMax) return false;
    const given = await client.query(
      `update "Intent" set status = 'waiting', "txHash" = null, "blockNumber" = null, "updatedAt" = now()
       where id = $1 and status = $2 and "blockNumber" is not distinct from $3::int
         and $4 = (select max(nonce) from "TxAttempt" where "intentId" = $1)`,
      [stand.id, stand.status, stand.blockNumber, nonce],
    );
    if (given.rowCount === 0) return true;
    await client.query("select pg_notify('quaynote_intents', '')");
    await client.query("select pg_notify('quaynote', 'intent:' || $1)", [stand.id]);
    return true;
  });

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
  sent: (intentId, { id, broadcastAt }) =>
    inTransaction(pool, async (client) => {
      await client.query(
        `update "TxAttempt" a set "broadcastAt" = now() from "Intent" i where a.id = $1 and i.id = a."intentId"
           and a."broadcastAt" is not distinct from $2 and i.status not in ('mined', 'final')`,
        [id, broadcastAt],
      );
      const moved = await client.query(
        `update "Intent" set status = 'sent', "updatedAt" = now() where id = $1 and status = 'signed'`,
        [intentId],
      );
      if (moved.rowCount)
        await client.query("select pg_notify('quaynote', 'intent:' || $1)", [intentId]);
    }),
  mined: async (stand, { hash, blockNumber, final }) => {
    await moveIntent(pool, stand, { status: final ? "final" : "mined", hash, blockNumber });
  },
  lost: async (stand) => {
    await moveIntent(pool, stand, { status: "sent" });
  },
  failed: (stand, reason, mined) =>
    inTransaction(pool, async (client) => {
      if (await endAsDone(client, stand)) return;
      if (await moveIntent(client, stand, { status: "failed", error: reason, ...mined }))
        await failWaitingRows(client, stand.id, reason);
    }),
  tryAgain: (stand, used) => tryAgain(pool, stand, used),
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
