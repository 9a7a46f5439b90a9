import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPool } from "@/adapters/db/pool";
import type { MarketFilters } from "@/core/market/market-filters";
import { dealHash } from "@/core/receivable/terms";
import type { OrgScope } from "@/core/scope/scope";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";
import {
  addLender,
  addOffer,
  codeOf,
  NOW,
  openLending,
  type Placed,
  randomHex,
} from "./lending.build";

let pool: pg.Pool;
let now = NOW;
let balance = 10n ** 15n;
let app: ReturnType<typeof openLending>;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = openLending(pool, { now: () => now, balance: () => balance });
});
afterAll(() => pool.end());

const ask = (placed: Placed, over: { amount?: bigint; salt?: Hex; signature?: Hex } = {}) => ({
  receivableId: placed.receivableId,
  amount: 20_000_000_000n,
  salt: randomHex(32),
  dealHash: dealHash(placed.deal),
  ...over,
});

const anything: MarketFilters = {
  currency: null,
  rateBpsMin: null,
  tenorDaysMax: null,
  sellerId: null,
  buyerId: null,
  warehouseId: null,
  strength: null,
  sort: "offered",
  descending: true,
  page: 1,
};

const rowsOf = async (placed: Placed) =>
  (
    await pool.query(
      `select f.*, i.kind, i.key from "Funding" f join "Intent" i on i.id = f."intentId"
     where f."receivableId" = $1 order by f."createdAt"`,
      [placed.receivableId],
    )
  ).rows;

describe("funding", () => {
  test("saves one funding, its intent and its audit fact, and answers the same for a second click", async () => {
    const [lender, placed] = [await addLender(pool), await addOffer(pool)];
    const wish = ask(placed);
    const clicks = await Promise.all(
      [1, 2, 3].map(() => app.usecases.fundReceivable(lender, wish)),
    );
    expect(new Set(clicks.map(({ fundingId }) => fundingId)).size).toBe(1);
    const rows = await rowsOf(placed);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: "fund", amount: 20_000_000_000n, status: "submitted" });
    const facts = await pool.query(`select name from "AuditFact" where subject = $1`, [
      placed.receivableId,
    ]);
    expect(facts.rows).toEqual([{ name: "funding.submitted" }]);
  });

  test("refuses the same form with another amount", async () => {
    const [lender, placed] = [await addLender(pool), await addOffer(pool)];
    const wish = ask(placed);
    await app.usecases.fundReceivable(lender, wish);
    expect(await codeOf(app.usecases.fundReceivable(lender, { ...wish, amount: 1n }))).toBe(
      "funding.salt_reused",
    );
  });

  test("refuses the same form for another receivable or other terms, also when both are pressed at once", async () => {
    const [lender, one, other] = [
      await addLender(pool),
      await addOffer(pool),
      await addOffer(pool),
    ];
    const wish = ask(one);
    const outcomes = await Promise.all(
      [wish, ask(other, { salt: wish.salt })].map((each) =>
        codeOf(app.usecases.fundReceivable(lender, each)),
      ),
    );
    expect(outcomes.sort()).toEqual(["funding.salt_reused", "ok"]);
    const [kept = one] = [one, other].filter((_, index) => outcomes[index] === "ok");
    const changed = { ...ask(kept, { salt: wish.salt }), dealHash: randomHex(32) };
    expect(await codeOf(app.usecases.fundReceivable(lender, changed))).toBe("funding.salt_reused");
  });

  test("never takes more than is left, however many lenders press at once", async () => {
    const placed = await addOffer(pool);
    const lenders = await Promise.all(Array.from({ length: 6 }, () => addLender(pool)));
    const outcomes = await Promise.all(
      lenders.map((lender) => codeOf(app.usecases.fundReceivable(lender, ask(placed)))),
    );
    expect(outcomes.filter((code) => code === "ok")).toHaveLength(4);
    expect(new Set(outcomes.filter((code) => code !== "ok"))).toEqual(
      new Set(["funding.nothing_left"]),
    );
    const sum = (await rowsOf(placed)).reduce((total, { amount }) => total + amount, 0n);
    expect(sum).toBe(80_000_000_000n);
  });

  test("tells what is left when somebody was faster", async () => {
    const [first, second, placed] = [
      await addLender(pool),
      await addLender(pool),
      await addOffer(pool),
    ];
    await app.usecases.fundReceivable(first, ask(placed, { amount: 70_000_000_000n }));
    await expect(app.usecases.fundReceivable(second, ask(placed))).rejects.toMatchObject({
      code: "funding.over_left",
      detail: { left: "10000000000" },
    });
    await pool.query(`update "Funding" set status = 'failed' where "receivableId" = $1`, [
      placed.receivableId,
    ]);
    expect(await codeOf(app.usecases.fundReceivable(second, ask(placed)))).toBe("ok");
  });

  test.each<[string, Parameters<typeof addLender>[1]]>([
    ["funding.no_licence", { licence: null }],
    ["funding.no_licence", { licence: { status: "revoked" } }],
    ["funding.licence_expired", { licence: { expiresAt: new Date("2026-11-20T00:00:00Z") } }],
    ["funding.licence_too_short", { licence: { expiresAt: new Date("2026-12-01T00:00:00Z") } }],
    ["funding.suspended", { status: "suspended" }],
    ["funding.memorandum_missing", { licence: { class: "money-lender" } }],
  ])("refuses with %s and saves nothing", async (code, over) => {
    const [lender, placed] = [await addLender(pool, over), await addOffer(pool)];
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(placed)))).toBe(code);
    expect(await rowsOf(placed)).toEqual([]);
    const panel = await app.views.market.panel(lender, placed.receivableId);
    expect(panel?.obstacle?.code).toBe(code);
  });

  test("refuses closed offers, changed terms, another lender's offer and an unknown receivable", async () => {
    const lender = await addLender(pool);
    const expired = await addOffer(pool, { fundBy: new Date(NOW.getTime() - 1000) });
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(expired)))).toBe(
      "funding.offer_expired",
    );
    const closed = await addOffer(pool, { status: "funded" });
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(closed)))).toBe(
      "funding.offer_closed",
    );
    const placed = await addOffer(pool);
    const changed = { ...ask(placed), dealHash: randomHex(32) };
    expect(await codeOf(app.usecases.fundReceivable(lender, changed))).toBe(
      "funding.offer_changed",
    );
    const named = await addOffer(pool, { lender: randomHex(20) });
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(named)))).toBe(
      "funding.not_for_you",
    );
    const nowhere = { ...ask(placed), receivableId: randomHex(32) };
    expect(await codeOf(app.usecases.fundReceivable(lender, nowhere))).toBe("object.not_found");
    balance = 1n;
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(placed)))).toBe(
      "funding.balance_short",
    );
    balance = 10n ** 15n;
  });

  test("takes a wallet's own signature only", async () => {
    const [lender, placed] = [await addLender(pool, { custody: "wallet" }), await addOffer(pool)];
    expect(await codeOf(app.usecases.fundReceivable(lender, ask(placed)))).toBe(
      "funding.signature_wrong",
    );
    const forged = ask(placed, { signature: "0xbad" });
    expect(await codeOf(app.usecases.fundReceivable(lender, forged))).toBe(
      "funding.signature_wrong",
    );
    const prepared = await app.usecases.prepareFunding(lender, ask(placed));
    expect(prepared).toMatchObject({ account: lender.account });
    expect(
      await codeOf(app.usecases.fundReceivable(lender, ask(placed, { signature: "0x60d" }))),
    ).toBe("ok");
  });
});

describe("the market", () => {
  test("shows what is left after fundings on their way, and each lender its own view", async () => {
    const [lender, other] = [await addLender(pool), await addLender(pool)];
    const placed = await addOffer(pool);
    const named = await addOffer(pool, { lender: lender.account as Hex });
    await app.usecases.fundReceivable(lender, ask(placed));
    const find = async (scope: OrgScope, { sellerId }: Placed) =>
      (await app.views.market.list(scope, { ...anything, sellerId })).rows[0];
    expect(await find(other, placed)).toMatchObject({
      left: 60_000_000_000n,
      wanted: 80_000_000_000n,
      tenorDays: 60,
      strength: null,
      seller: { history: { onTime: 0 }, shareBps: 0 },
    });
    expect((await find(lender, placed))?.seller.shareBps).toBe(10_000);
    expect(await find(other, named)).toBeUndefined();
    expect(await find(lender, named)).toBeDefined();
    expect(await app.views.market.panel(other, named.receivableId)).toBeNull();
  });

  test("sorts and filters by every column, and its totals are those of all pages", async () => {
    const lender = await addLender(pool);
    await addOffer(pool);
    for (const sort of ["offered", "left", "rate", "tenor", "due"] as const)
      await app.views.market.list(lender, { ...anything, sort, descending: false });
    const page = await app.views.market.list(lender, anything);
    const left = page.rows.reduce((sum, row) => sum + row.left, 0n);
    expect(page.totals).toEqual([
      { currency: "HKD", count: page.count, wanted: expect.any(BigInt), left },
    ]);
    const none = { ...anything, strength: "will-pay" as const };
    expect((await app.views.market.list(lender, none)).rows).toEqual([]);
  });
});

describe("positions", () => {
  test("show an order that is signed and not executed, then the holding with its accrual", async () => {
    const [lender, other, placed] = [
      await addLender(pool),
      await addLender(pool),
      await addOffer(pool),
    ];
    await app.usecases.fundReceivable(lender, ask(placed));
    const filters = { currency: null, state: null };
    const before = await app.views.positions.list(lender, filters);
    expect(before.rows).toMatchObject([
      { status: "submitted", units: 20_000_000_000n, principal: 0n },
    ]);
    expect(before.totals[0]?.submitted).toBe(20_000_000_000n);
    await execute(placed, lender);
    now = new Date(NOW.getTime() + 10 * 86_400_000);
    const [row] = (await app.views.positions.list(lender, { ...filters, state: "open" })).rows;
    expect(row).toMatchObject({
      status: "released",
      principal: 20_000_000_000n,
      shareBps: 2_500,
      accrued: (20_000_000_000n * 10n * 1_200n) / 3_650_000n,
      bucket: "notDue",
    });
    const { totals } = await app.views.positions.list(lender, filters);
    const aged = totals[0]?.ageing.reduce((sum, { minor }) => sum + minor, 0n);
    expect(aged).toBe(totals[0]?.principal);
    expect((await app.views.positions.list(other, filters)).rows).toEqual([]);
    now = NOW;
  });
});

/** What the indexer would have written: everything funded and released today, a quarter of it by this lender. */
const execute = async (placed: Placed, lender: OrgScope): Promise<void> => {
  const { deal, receivableId } = placed;
  const json = JSON.stringify(deal, (_key, value) =>
    typeof value === "bigint" ? `${value}` : value,
  );
  await pool.query(`update "Funding" set status = 'funded' where "receivableId" = $1`, [
    receivableId,
  ]);
  await pool.query(
    `update "Receivable" set status = 'released', funded = 80000000000, released = 80000000000, deal = $2
     where id = $1`,
    [receivableId, json],
  );
  await pool.query(
    `insert into "Position" ("receivableId", holder, units, "fundedUnits") values ($1, $2, $3, $3)`,
    [receivableId, lender.account, "20000000000"],
  );
  await pool.query(
    `insert into "ChainEvent" ("blockHash", "logIndex", "blockNumber", "txHash", contract, name, "receivableId", args, "blockAt")
     values ($1, 0, 5, $1, 'Receivables', 'Released', $2, $3, $4)`,
    [randomHex(32), receivableId, JSON.stringify({ released: "80000000000" }), NOW],
  );
};
