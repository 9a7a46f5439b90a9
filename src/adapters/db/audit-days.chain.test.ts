import { createHash } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditDays } from "@/adapters/db/audit-days";
import { auditText, journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { trailOf, verifyTrail } from "@/auditor/audit-trail";
import { openChain } from "@/auditor/chain";
import { askOver } from "@/auditor/rows";
import { openWorld, type World } from "@/commands/testing/settlement-world";
import { env } from "@/env";

let world: World;
let today = Date.UTC(2027, 0, 4, 12);
const clock = { now: () => new Date(today) };
const nextDay = (): void => {
  today += 86_400_000;
};
let client: pg.Client;
const chain = openChain(env().rpcUrl, 31_337);

const record = (subject: string): Promise<void> =>
  inTransaction(world.pool, (transaction) =>
    journalOf(transaction, clock).record({
      ...{ name: "test.done", actor: "test", organisationId: null, subject },
      data: { of: subject },
    }),
  );

const verified = async () => {
  const block = await chain.block(await chain.headNumber());
  const orderLog = world.deployed.addresses.OrderLog ?? "";
  return verifyTrail(askOver(client), { chain, orderLog, blockHash: block?.hash ?? "" });
};

beforeAll(async () => {
  world = await openWorld();
  client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
});
afterAll(async () => {
  chain.close();
  await client.end();
  await world.close();
});

const closeNext = () => auditDays({ pool: world.pool, clock }).closeNext();

test("a day is closed once it is over, and its root stands on chain", async () => {
  for (const subject of ["a", "b", "c"]) await record(subject);
  expect(await closeNext()).toBeNull();
  nextDay();
  await record("d");
  const closed = await Promise.all([1, 2, 3].map(closeNext));
  expect(closed.filter((each) => each !== null)).toEqual([1]);
  expect(await verified()).toMatchObject({ rows: 4, days: 1, anchored: 0, broken: null });
  await world.calm();
  expect(await verified()).toMatchObject({ rows: 4, days: 1, anchored: 1, broken: null });
});

test("days follow each other without a gap", async () => {
  nextDay();
  expect(await closeNext()).toBe(2);
  await world.calm();
  await world.mine(3);
  await world.follow();
  await world.relay();
  const days = await askOver(client)(
    'select "firstId"::int, "lastId"::int, leaves from "AuditDay" order by sequence',
  );
  expect(days).toEqual([
    { firstId: 1, lastId: 3, leaves: 3 },
    { firstId: 4, lastId: 4, leaves: 1 },
  ]);
  expect(await verified()).toMatchObject({ rows: 4, days: 2, anchored: 2, broken: null });
});

test("closed days and audit rows are only ever added", async () => {
  await expect(client.query('update "AuditDay" set leaves = 9')).rejects.toThrow(/only ever added/);
  await expect(client.query('delete from "AuditDay"')).rejects.toThrow(/only ever added/);
});

/** Writes the hash chain anew from its first row, as somebody would who has the database in hand. */
const rehash = async (): Promise<void> => {
  let previousHash = "0".repeat(64);
  const rows = [];
  for await (const row of trailOf(askOver(client))) rows.push(row);
  for (const row of rows) {
    const { name, actor, organisationId, subject } = row;
    const data = row.data as Record<string, string>;
    const fact = { name, actor, organisationId, subject, data };
    const text = auditText(fact, new Date(row.at), previousHash);
    const hash = createHash("sha256").update(text).digest("hex");
    await client.query('update "AuditFact" set "previousHash" = $2, hash = $3 where id = $1', [
      row.id,
      previousHash,
      hash,
    ]);
    previousHash = hash;
  }
};

test.each([
  [
    "a changed row",
    `update "AuditFact" set actor = 'nobody' where id = 2`,
    false,
    "AuditFact",
    "2",
  ],
  ["a row taken out", `delete from "AuditFact" where id = 2`, false, "AuditFact", "3"],
  [
    "a row and every hash after it",
    `update "AuditFact" set actor = 'nobody' where id = 2`,
    true,
    "AuditDay",
    "1",
  ],
  [
    "a row put in, and every hash after it",
    `insert into "AuditFact" (id, name, actor, subject, data, at, "previousHash", hash) values (0, 'x.done', 'x', 'x', '{}', now(), '', '')`,
    true,
    "AuditDay",
    "1",
  ],
  [
    "a day's rows, hashes and root",
    `update "AuditDay" set root = reverse(root) where sequence = 2`,
    false,
    "AuditDay",
    "2",
  ],
])("%s is named", async (_what, sql, again, table, row) => {
  await client.query("begin");
  try {
    await client.query("set local session_replication_role = replica");
    await client.query(sql);
    if (again) await rehash();
    expect((await verified()).broken).toMatchObject({ table, row });
  } finally {
    await client.query("rollback");
  }
});

test("a day rewritten with a root of its own is not the one on chain", async () => {
  await client.query("begin");
  try {
    await client.query("set local session_replication_role = replica");
    await client.query(`update "AuditFact" set actor = 'nobody' where id = 2`);
    await rehash();
    const { broken } = await verified();
    await client.query('update "AuditDay" set root = $1 where sequence = 1', [broken?.found]);
    expect((await verified()).broken).toMatchObject({
      ...{ table: "AuditDay", row: "2" },
      found: expect.stringMatching(/^0x/),
    });
  } finally {
    await client.query("rollback");
  }
});
