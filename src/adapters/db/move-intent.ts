import type pg from "pg";
import type { IntentStatus } from "@/core/intent/intent";
import type { RevertReason } from "@/ports/chain-sender";

/** Where an intent was read to stand. */
export type IntentPlace = {
  readonly id: string;
  readonly status: IntentStatus;
  readonly blockNumber: number | null;
};

type Move = {
  readonly status: IntentStatus;
  readonly hash?: string;
  readonly blockNumber?: number | null;
  readonly error?: RevertReason;
};

/** Moves an intent from where it was read to stand; answers false where it stands there no more. */
export const moveIntent = async (
  client: pg.Pool | pg.PoolClient,
  from: IntentPlace,
  { status, hash, blockNumber = null, error }: Move,
): Promise<boolean> => {
  const moved = await client.query(
    `with moved as (
       update "Intent" set status = $4, "txHash" = coalesce($5, "txHash"), "blockNumber" = $6, error = $7, "updatedAt" = now()
       where id = $1 and status = $2 and "blockNumber" is not distinct from $3::int returning id)
     select pg_notify('quaynote', 'intent:' || id) from moved`,
    [
      from.id,
      from.status,
      from.blockNumber,
      status,
      hash ?? null,
      blockNumber,
      error ? JSON.stringify(error) : null,
    ],
  );
  return moved.rowCount !== 0;
};
