import type pg from "pg";
import { announce, cursorOf } from "@/adapters/db/chain-cursor";
import { factsAbout, factsOfClaim } from "@/adapters/db/fact-rows";
import { type IntentPlace, moveIntent } from "@/adapters/db/move-intent";
import { markFundings, markRegistrations, retell } from "@/adapters/db/projection-store";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { receivableFrom } from "@/core/chain-fact/receivable-state";
import { type Act, effectIn, toldBy } from "@/core/intent/effect-in";

/** Whether the transaction that intent `i` names is one of its own. */
export const IS_OWN = `exists (select 1 from "TxAttempt" own where own.hash = i."txHash" and own."intentId" = i.id)`;

type Told = {
  readonly kind: Act["kind"];
  readonly ids: readonly string[];
  readonly facts: ReadonlyMap<string, readonly ChainFact[]>;
  readonly effect: ChainFact;
};

const toldOf = async (client: pg.PoolClient, intentId: string): Promise<Told | null> => {
  const found = await client.query<Act & { receivableId: string | null }>(
    'select kind, payload, "receivableId" from "Intent" where id = $1',
    [intentId],
  );
  const [act] = found.rows;
  if (!act) return null;
  const ids = toldBy(act, act.receivableId);
  const facts =
    act.kind === "claim"
      ? new Map([[intentId, await factsOfClaim(client, act.payload)]])
      : await factsAbout(client, ids, ["Receivables", "SettlementCoin"]);
  const effect = effectIn(act, [...facts.values()].flat());
  return effect && { kind: act.kind, ids, facts, effect };
};

/** What was recorded after the chain had told of it learns it here: every other row was told with the fact. */
const tellRows = async (
  client: pg.PoolClient,
  { kind, ids, facts, effect }: Told,
): Promise<void> => {
  const states = ids.map((id) => ({ id, state: receivableFrom(facts.get(id) ?? []) }));
  await retell(client, states, { undoing: false });
  if (kind === "register") await markRegistrations(client, ids, true);
  await markFundings(client, [effect.txHash], true);
  await announce(client, ids);
};

/**
 * Ends an intent as done where its very effect stands on the chain already: anybody may carry in what was signed, or do
 * what anybody may. It names the transaction that did it. Answers false where the effect does not stand. In the caller's
 * transaction; no block is told or undone meanwhile.
 */
export const endAsDone = async (client: pg.PoolClient, place: IntentPlace): Promise<boolean> => {
  await cursorOf(client, "seen", "for update");
  const told = await toldOf(client, place.id);
  if (!told) return false;
  const { txHash, blockNumber } = told.effect;
  const final = await cursorOf(client, "final");
  const status = final && blockNumber <= final.number ? "final" : "mined";
  if (await moveIntent(client, place, { status, hash: txHash, blockNumber }))
    await tellRows(client, told);
  return true;
};

/** Intents that failed, and whose effect others brought about since: these facts are of blocks just told. */
export const endFailedAsDone = async (
  client: pg.PoolClient,
  facts: readonly ChainFact[],
): Promise<void> => {
  const about = facts.filter(
    ({ receivableId, contract }) => receivableId && contract !== "SettlementCoin",
  );
  if (about.length === 0) return;
  const failed = await client.query<IntentPlace>(
    `with told as (select * from unnest($1::text[], $2::text[]) as t(hash, receivable)
       where not exists (select 1 from "TxAttempt" a where a.hash = t.hash))
     select i.id, i.status, i."blockNumber" from "Intent" i
     where i.status = 'failed' and i.kind <> 'sweep-other' and exists (select 1 from told) and (
       i."receivableId" in (select receivable from told) or i.kind = 'register' and exists (
         select 1 from jsonb_path_query(i.payload, '$.registration.lots[*].receivable') l
         where l #>> '{}' in (select receivable from told)))`,
    [about.map(({ txHash }) => txHash), about.map(({ receivableId }) => receivableId)],
  );
  for (const place of failed.rows) await endAsDone(client, place);
};

/** The block that others' transactions were in is gone: what they did is wanted again. */
export const wantAgain = async (
  client: pg.PoolClient,
  facts: readonly ChainFact[],
): Promise<void> => {
  const wanted = await client.query(
    `with wanted as (
       update "Intent" i set status = 'waiting', "txHash" = null, "blockNumber" = null, error = null, "updatedAt" = now()
       where i.status in ('mined', 'final') and i."txHash" = any($1::text[]) and not ${IS_OWN} returning i.id)
     select pg_notify('quaynote', 'intent:' || id) from wanted`,
    [[...new Set(facts.map(({ txHash }) => txHash))]],
  );
  if (wanted.rowCount) await client.query("select pg_notify('quaynote_intents', '')");
};

/** What others did up to this block is final; what our own transactions did the relayer says. */
export const finaliseDone = (client: pg.PoolClient, number: number) =>
  client.query(
    `with settled as (
       update "Intent" i set status = 'final', "updatedAt" = now()
       where i.status = 'mined' and i."blockNumber" <= $1 and not ${IS_OWN} returning i.id)
     select pg_notify('quaynote', 'intent:' || id) from settled`,
    [number],
  );
