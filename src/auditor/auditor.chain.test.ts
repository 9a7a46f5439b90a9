import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepAuditorRun } from "@/adapters/db/auditor-findings";
import type { Invariant } from "@/auditor/report";
import { ownWorld } from "@/commands/testing/own-world";
import { recordedAdvance, recordedLife, recordParties } from "@/commands/testing/recorded-life";
import type { Json } from "@/core/intent/intent";
import { structToJson } from "@/core/typed-data/deal-json";
import { env } from "@/env";
import { auditOf, differencesOf, whileCorrupted } from "@/proving/harness/audited-world";

const { world, parties } = await ownWorld();
let id: string;
let client: pg.Client;

beforeAll(async () => {
  await recordParties(world, parties);
  id = await recordedLife(world, parties);
  const life = await world.pool.query('select status from "Receivable" where id = $1', [id]);
  expect(life.rows[0].status).toBe("settled");
  client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
});

const judged = () => auditOf(world, client);

test("a whole life holds every invariant, and something was looked at for each", async () => {
  const { verdicts, differences } = await judged();
  expect(verdicts.flatMap((verdict) => verdict.differences)).toEqual([]);
  expect(differences).toBe(0);
  expect(verdicts.map(({ invariant }) => invariant)).toHaveLength(11);
  for (const { checked, invariant } of verdicts) expect(checked, invariant).toBeGreaterThan(0);
});

type Corruption = readonly [
  what: string,
  invariant: Invariant,
  table: string,
  sql: string,
  /** Answers the row the auditor has to name; its id is also the change's only value. */
  pick: string,
];

const journal = (name: string, column: string) =>
  `select ${column} as row from "Journal" where name = '${name}' order by id limit 1`;
const posting = `select p.id::text as row from "Posting" p join "Journal" j on j.id = p."journalId"
  where j.name = 'holder.paid' order by p.id limit 1`;
const fact = (name: string) =>
  `select "blockHash" || ':' || "logIndex" || ':' || part as row from "ChainEvent" where name = '${name}' limit 1`;
const ofFact = `"blockHash" || ':' || "logIndex" || ':' || part = $1`;
const first = (table: string, where = "true") =>
  `select id::text as row from "${table}" where ${where} order by "${table}".id limit 1`;
const settle = first("Intent", "kind = 'settle'");

const corruptions: readonly Corruption[] = [
  [
    "an entry's amount",
    "I1",
    "Journal",
    `update "Posting" set amount = amount + 1 where id = (select min(id) from "Posting" where "journalId" = $1::bigint)`,
    journal("holder.paid", "id::text"),
  ],
  [
    "an entry's amount",
    "I3",
    "Posting",
    `update "Posting" set amount = amount + 1 where id = $1::bigint`,
    posting,
  ],
  [
    "an entry's account",
    "I3",
    "Posting",
    `update "Posting" set "accountId" = (select id from "LedgerAccount" where code = 'claim' limit 1) where id = $1::bigint`,
    posting,
  ],
  [
    "a running balance",
    "I1",
    "LedgerAccount",
    `update "LedgerAccount" set balance = balance - 5 where id = $1`,
    first("LedgerAccount", "code = 'contract-cash'"),
  ],
  [
    "a journal that is gone",
    "I1",
    "Posting",
    `delete from "Journal" where id = (select "journalId" from "Posting" where id = $1::bigint)`,
    posting,
  ],
  [
    "a journal's block",
    "I3",
    "Journal",
    `update "Journal" set "blockNumber" = "blockNumber" - 1 where id = $1::bigint`,
    journal("advance.released", "id::text"),
  ],
  [
    "a journal booked twice",
    "I3",
    "Journal",
    `insert into "Journal" (id, "factKey", name, "happenedAt", "blockNumber") select $1::bigint + 1000000, "factKey" || '~1', name, "happenedAt", "blockNumber" from "Journal" where id = $1::bigint`,
    journal("advance.released", "id::text"),
  ],
  [
    "an event's argument",
    "I3",
    "ChainEvent",
    `update "ChainEvent" set args = args || '{"amount": "1"}' where ${ofFact}`,
    fact("PaidOut"),
  ],
  [
    "an event that is gone",
    "I3",
    "ChainEvent",
    `delete from "ChainEvent" where ${ofFact}`,
    fact("Released"),
  ],
  [
    "a figure of the read model",
    "I3",
    "Receivable",
    `update "Receivable" set "chargePaid" = "chargePaid" + 1 where id = $1`,
    first("Receivable"),
  ],
  [
    "a state of the read model",
    "I3",
    "Receivable",
    `update "Receivable" set status = 'released' where id = $1`,
    first("Receivable"),
  ],
  [
    "a holder's figure",
    "I3",
    "Position",
    `update "Position" set paid = paid - 1 where "receivableId" || ':' || holder = $1`,
    `select "receivableId" || ':' || holder as row from "Position" limit 1`,
  ],
  [
    "the terms in force",
    "I4",
    "Receivable",
    `update "Receivable" set deal = jsonb_set(deal, '{offer,rateBps}', '1201') where id = $1`,
    first("Receivable"),
  ],
  [
    "the effect of an intent",
    "I2",
    "Intent",
    `update "Intent" set "txHash" = (select hash from "TxAttempt" where "intentId" <> $1 limit 1) where id = $1`,
    settle,
  ],
  [
    "an intent told as refused",
    "I2",
    "Intent",
    `update "Intent" set status = 'failed' where id = $1`,
    settle,
  ],
  [
    "a nonce",
    "I5",
    "TxAttempt",
    `update "TxAttempt" set nonce = nonce + 100 where id = $1`,
    first("TxAttempt"),
  ],
  [
    "signed bytes' hash",
    "I5",
    "TxAttempt",
    `update "TxAttempt" set hash = reverse(hash) where id = $1`,
    first("TxAttempt"),
  ],
  [
    "a lane's next nonce",
    "I5",
    "SignerLane",
    `update "SignerLane" set "nextNonce" = "nextNonce" + 1 where signer = $1`,
    `select signer as row from "SignerLane" limit 1`,
  ],
  [
    "the final cursor's block",
    "I6",
    "ChainCursor",
    `update "ChainCursor" set hash = reverse(hash) where grade = $1`,
    `select 'final' as row`,
  ],
  [
    "a final block that is none",
    "I6",
    "Intent",
    `update "Intent" set "blockNumber" = 1000000 where id = $1`,
    settle,
  ],
  [
    "an intent left lying",
    "I7",
    "Intent",
    `update "Intent" set status = 'sent', "createdAt" = '2020-01-01', "updatedAt" = '2020-01-01' where id = $1`,
    settle,
  ],
  [
    "a funding of a refused intent",
    "I8",
    "Funding",
    `update "Funding" set status = 'failed' where id = $1`,
    first("Funding"),
  ],
  [
    "an audit row's actor",
    "I9",
    "AuditFact",
    `update "AuditFact" set actor = 'nobody' where id = $1::bigint`,
    first("AuditFact", `name = 'offer.signed'`),
  ],
  [
    "an audit row's data",
    "I9",
    "AuditFact",
    `update "AuditFact" set data = data || '{"more": 1}' where id = $1::bigint`,
    first("AuditFact", `name = 'offer.signed'`),
  ],
  [
    "an offer nobody recorded",
    "I9",
    "Offer",
    `update "Offer" set id = $1`,
    `select 'other' as row`,
  ],
  [
    "an upload's tenant",
    "I10",
    "Receivable",
    `update "Receivable" set "sellerId" = 'buyer' where id = $1`,
    first("Receivable"),
  ],
  [
    "an attestation's tenant",
    "I10",
    "Attestation",
    `update "Attestation" set "warehouseId" = 'seller' where id = $1`,
    first("Attestation"),
  ],
];

describe("one changed row is named", () => {
  test.each(corruptions)("%s: %s names %s", async (what, invariant, table, sql, pick) => {
    const { rows } = await client.query<{ row: string }>(pick);
    const row = rows[0]?.row ?? "";
    const differences = await whileCorrupted(client, { sql, values: [row] }, () =>
      differencesOf(world, client, invariant),
    );
    expect(differences.map((each) => each.table)).toContain(table);
    const named = differences.filter((each) => each.table === table);
    if (!/event that is gone|twice/.test(what))
      expect(named.map((each) => each.row)).toContain(row);
    for (const { expected, found: seen } of named) expect(seen).not.toBe(expected);
  });

  test("and nothing of it stays", async () => {
    expect((await judged()).differences).toBe(0);
  });
});

describe("a receivable that differs", () => {
  const put = async (sql: string, of: string): Promise<void> => {
    await client.query(sql, [of]);
  };
  const waiting = async (key: string): Promise<boolean> => {
    const { rows } = await world.pool.query('select status from "Intent" where key = $1', [key]);
    return rows[0]?.status === "waiting";
  };
  const inForce = async (of: string): Promise<string[]> => {
    const { rows } = await world.pool.query<{ source: string }>(
      `select source from "ReceivableStop" where "receivableId" = $1 and "liftedAt" is null order by 1`,
      [of],
    );
    return rows.map(({ source }) => source);
  };

  test("is stopped alone by reconciler and auditor, and goes on when it agrees again", async () => {
    const { id: other, deal } = await recordedAdvance(world, parties);
    await put('update "Receivable" set collected = collected + 1 where id = $1', other);
    await world.mine(3);
    await world.follow();
    expect((await world.reconcile())?.strays).toEqual([other]);
    await keepAuditorRun(world, await judged());
    expect(await inForce(other)).toEqual(["auditor", "reconciler"]);
    expect(await inForce(id)).toEqual([]);
    const unwell = await world.views.operations.health();
    expect([unwell.auditorDifferences, unwell.stoppedReceivables]).toEqual([1, 2]);

    const sweep = { kind: "sweep", payload: { deal: structToJson(deal) as Json } } as const;
    await world.wish({ ...sweep, key: "sweep:stopped", signer: "relayer", receivableId: other });
    const coins = { currency: "HKD", to: parties.buyer.address, amount: "5" };
    await world.wish({ key: "mint:beside", kind: "mint", payload: coins, signer: "operator" });
    await world.relay();
    expect([await waiting("sweep:stopped"), await waiting("mint:beside")]).toEqual([true, false]);

    await put('update "Receivable" set collected = collected - 1 where id = $1', other);
    await world.mine(3);
    await world.follow();
    await world.reconcile();
    const agreed = await judged();
    expect(agreed.verdicts.flatMap((verdict) => verdict.differences)).toEqual([]);
    await keepAuditorRun(world, agreed);
    expect(await inForce(other)).toEqual([]);
    const well = await world.views.operations.health();
    expect([well.auditorDifferences, well.stoppedReceivables]).toEqual([0, 0]);
    await world.relay();
    expect(await waiting("sweep:stopped")).toBe(false);
    const trail = await world.pool.query<{ name: string }>(
      `select name from "AuditFact" where subject = $1 and name like 'receivable.%' order by id`,
      [other],
    );
    expect(trail.rows.map(({ name }) => name)).toEqual([
      "receivable.stopped",
      "receivable.stopped",
      "receivable.resumed",
      "receivable.resumed",
    ]);
  });
});
