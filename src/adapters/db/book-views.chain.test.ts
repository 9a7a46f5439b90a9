import { beforeAll, expect, test } from "vitest";
import { ownWorld } from "@/commands/testing/own-world";
import { LIFE_DUE, recordedLife, recordParties } from "@/commands/testing/recorded-life";
import { mintScope, type OrganisationKind } from "@/core/scope/scope";
import type { StatementLine } from "@/ports/book-views";

const { world, parties } = await ownWorld();

beforeAll(async () => {
  await recordParties(world, parties);
  await recordedLife(world, parties);
});

const scopeOf = (organisationId: string, kind: OrganisationKind) =>
  mintScope({ organisationId, kind, userId: "user", role: "viewer", account: null });
const staff = scopeOf("platform", "platform");
const later = () => new Date(Date.now() + 400 * 86_400_000);
const sum = (lines: readonly StatementLine[], side: "putIn" | "got") =>
  lines.reduce((total, line) => total + line[side], 0n);

test("the trial balance has the same figure on both sides, and counts every posting", async () => {
  const { rows, journals } = await world.views.books.trialBalance(staff, later());
  expect(rows.length).toBeGreaterThan(8);
  const total = (side: "debit" | "credit") => rows.reduce((all, row) => all + row[side], 0n);
  expect(total("debit")).toBe(total("credit"));
  const counted = await world.pool.query(
    'select (select count(*) from "Posting") as postings, (select count(*) from "Journal") as journals',
  );
  expect(rows.reduce((all, row) => all + row.postings, 0)).toBe(Number(counted.rows[0].postings));
  expect(journals).toBe(Number(counted.rows[0].journals));
});

test("statements of all parties and the other side of statements cancel out", async () => {
  const ids = ["seller", "warehouse", "buyer", ...parties.lenders.map(({ address }) => address)];
  const found = await Promise.all(
    ids.map((organisationId) =>
      world.views.books.statement(staff, { organisationId, before: later() }),
    ),
  );
  const [seller, warehouse, buyer, ...lenders] = found.map(({ lines }) => lines);
  expect(sum(buyer ?? [], "putIn")).toBe(LIFE_DUE + 5_000_000n);
  expect(sum(buyer ?? [], "got")).toBe(5_000_000n);
  expect(warehouse).toEqual([]);
  for (const lines of lenders) expect(sum(lines, "got")).toBeGreaterThan(sum(lines, "putIn"));
  const { rows } = await world.views.books.trialBalance(staff, later());
  const platform = await world.pool.query<{ balance: bigint }>(
    `select coalesce(sum(balance), 0) as balance from "LedgerAccount" where code = 'statement' and party = 'platform'`,
  );
  const others = rows.find(({ code }) => code === "statements");
  const all = [seller, buyer, ...lenders].flatMap((lines) => lines?.at(-1)?.balance ?? 0n);
  expect(all.reduce((total, each) => total + each, platform.rows[0]?.balance ?? 0n)).toBe(
    (others?.credit ?? 0n) - (others?.debit ?? 0n),
  );
});

test("an earlier day shows the books as they stood", async () => {
  const [lender] = parties.lenders;
  const organisationId = lender?.address ?? "";
  const whole = await world.views.books.statement(staff, { organisationId, before: later() });
  const [first] = whole.lines;
  const before = new Date((first?.at.getTime() ?? 0) + 1);
  const early = await world.views.books.statement(staff, { organisationId, before });
  expect(early.lines).toEqual([first]);
  const balance = await world.views.books.trialBalance(staff, before);
  expect(balance.journals).toBeLessThan(whole.lines.at(-1) ? 10_000 : 0);
  const none = await world.views.books.trialBalance(staff, new Date(0));
  expect(none).toMatchObject({ journals: 0, rows: [] });
});

test("an organisation reads its own statement and nobody else's, and no trial balance", async () => {
  const seller = scopeOf("seller", "seller");
  const { statement, trialBalance } = world.views.books;
  const own = await statement(seller, { organisationId: "seller", before: later() });
  expect(own.lines.length).toBeGreaterThan(0);
  await expect(statement(seller, { organisationId: "buyer", before: later() })).rejects.toThrow();
  await expect(trialBalance(seller, later())).rejects.toThrow();
});
