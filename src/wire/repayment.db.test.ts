import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { homeViews } from "@/adapters/db/home-views";
import { openPool } from "@/adapters/db/pool";
import { addDays, type CalendarDate } from "@/core/dates/calendar-date";
import { ageOutstanding } from "@/core/position/ageing";
import type { RepaymentFilter } from "@/core/repayment/repayment-filter";
import { mintScope, type OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import { env } from "@/env";
import { addLender, addOffer, codeOf, NOW, type Placed, randomHex } from "./lending.build";
import { repaymentOf } from "./repayment";

const TODAY = "2026-11-21" as CalendarDate;
const scopeOf = (kind: OrgScope["kind"]): OrgScope =>
  mintScope({ organisationId: randomUUID(), kind, userId: "u", role: "admin", account: null });
const platform = scopeOf("platform");

let pool: pg.Pool;
let lenders: OrgScope[];
let app: ReturnType<typeof repaymentOf>;

type World = { late: number; collected?: bigint; currency?: string; status?: string };

/** A receivable of 100,000.00 whose advance of 80,000.00 two lenders gave, due `late` days before today. */
const addReleased = async ({
  late,
  collected = 0n,
  currency = "HKD",
  status,
}: World): Promise<Placed> => {
  const placed = await addOffer(pool, { status: status ?? "released" });
  const dueDate = addDays(TODAY, -late);
  const repaid = collected < 80_000_000_000n ? collected : 80_000_000_000n;
  await pool.query(
    `update "Receivable" set deal = $2, funded = 80000000000, released = 80000000000, collected = $3,
       "principalPaid" = $4, "dueDate" = $5, "dueAt" = $6, currency = $7, "releasedAt" = $8 where id = $1`,
    [
      placed.receivableId,
      JSON.stringify(structToJson(placed.deal)),
      collected.toString(),
      repaid.toString(),
      dueDate,
      new Date(`${dueDate}T15:59:59Z`),
      currency,
      NOW,
    ],
  );
  for (const [index, { account }] of lenders.entries())
    await pool.query(
      `insert into "Position" ("receivableId", holder, units, "fundedUnits") values ($1, $2, $3, $3)`,
      [placed.receivableId, account, index === 0 ? "53333333333" : "26666666667"],
    );
  if (collected > 0n)
    await pool.query(
      `insert into "ChainEvent" ("blockHash", "logIndex", "blockNumber", "txHash", contract, name, "receivableId", args, "blockAt")
       values ($1, 0, 1, $1, 'Receivables', 'Collected', $2, $3, $4)`,
      [
        randomHex(32),
        placed.receivableId,
        JSON.stringify({ amount: collected.toString(), split: { surplus: "0" } }),
        NOW,
      ],
    );
  return placed;
};

const worlds: World[] = [
  { late: 0 },
  { late: -3, collected: 7n },
  { late: -6 },
  { late: -7 },
  { late: -40 },
  { late: 1, collected: 333_333_333n },
  { late: 30 },
  { late: 31 },
  { late: 61, status: "defaulted" },
  { late: 91 },
  { late: 5, currency: "USD" },
  { late: 2, collected: 100_000_000_000n, status: "settled" },
];

beforeAll(async () => {
  pool = openPool(env().databaseUrl);
  lenders = [await addLender(pool), await addLender(pool)];
  app = repaymentOf({ pool, clock: { now: () => NOW } });
  for (const world of worlds) await addReleased(world);
});
afterAll(() => pool.end());

const listOf = (filter: RepaymentFilter) =>
  app.views.repayments.list(platform, {
    filter,
    sort: { by: "due", descending: false },
    page: 1,
    pageSize: 100,
  });

const overviewOf = async (currency: string) => {
  const found = (await app.views.repayments.overview(platform)).find(
    (each) => each.currency === currency,
  );
  if (!found) throw new Error(`there is an overview of ${currency}`);
  return found;
};

describe("overview", () => {
  test("buckets, exposures and the list all sum to the outstanding, per currency", async () => {
    for (const currency of ["HKD", "USD"] as const) {
      const view = await overviewOf(currency);
      const { rows, sums } = await listOf({ show: "outstanding", currency });
      const total = rows.reduce((sum, { open }) => sum + open, 0n);
      expect(view.outstanding).toEqual({ count: rows.length, minor: total });
      expect(view.ageing.reduce((sum, { minor }) => sum + minor, 0n)).toBe(total);
      expect(view.ageing).toEqual(
        ageOutstanding(
          rows.map(({ dueDate, open }) => ({ dueDate, minor: open })),
          TODAY,
        ),
      );
      expect([view.buyers.total, view.sellers.total]).toEqual([total, total]);
      expect(sums).toMatchObject([{ currency, open: total }]);
      const principal = rows.reduce((sum, row) => sum + row.principal, 0n);
      expect([view.principal, view.lenders.total]).toEqual([principal, principal]);
    }
  });

  test("each key figure is the sum of the list it leads to", async () => {
    const view = await overviewOf("HKD");
    const figures = [
      ["today", view.dueToday, 1],
      ["week", view.dueWeek, 3],
      ["overdue", view.overdue, 5],
    ] as const;
    for (const [show, figure, count] of figures) {
      const { rows, sums } = await listOf({ show, currency: "HKD" });
      expect(figure).toEqual({ count, minor: sums[0]?.open });
      expect(rows).toHaveLength(count);
    }
    const arrived = 7n + 333_333_333n + 100_000_000_000n;
    expect(view.collectedMonth).toEqual({ count: 3, minor: arrived });
    expect((await listOf({ show: "collected", currency: "HKD" })).total).toBe(3);
    expect(view.weeks.collected.reduce((sum, minor) => sum + minor, 0n)).toBe(arrived);
    expect(view.weeks.dates).toHaveLength(13);
  });

  test("home and this page say the same is overdue, defaulted receivables with it", async () => {
    const home = await homeViews({ pool, clock: { now: () => NOW } }).home(platform);
    if (home.kind !== "platform") throw new Error("the platform has its own home");
    for (const { currency, overdue } of home.figures)
      expect(overdue).toBe((await overviewOf(currency)).overdue.minor);
    expect(home.figures.length).toBe(2);
  });

  test("home counts what defaulted and what buyers dispute", async () => {
    const countsOf = async () => {
      const { tasks } = await homeViews({ pool, clock: { now: () => NOW } }).home(platform);
      return Object.fromEntries(tasks.map(({ key, count }) => [key, count]));
    };
    expect(await countsOf()).toMatchObject({ defaulted: 1, disputed: 0 });
    const { receivableId } = await addReleased({ late: -9, collected: 100_000_000_000n });
    const dispute = (): Promise<unknown> =>
      pool.query(
        `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt", "disputedAt", "disputeReason")
         values ($1, $2, $1, $3, $3, 'Not ours')`,
        [randomUUID(), receivableId, NOW],
      );
    await dispute();
    expect(await countsOf()).toMatchObject({ defaulted: 1, disputed: 1 });
    await pool.query(`update "Receivable" set status = 'settled' where id = $1`, [receivableId]);
    expect(await countsOf()).toMatchObject({ defaulted: 1, disputed: 0 });
  });

  test("filters by bucket and lender", async () => {
    const { rows } = await listOf({ show: "outstanding", bucket: "d1to30", currency: "HKD" });
    expect(rows.map(({ lateDays }) => lateDays)).toEqual([30, 1]);
    const lenderId = lenders[0]?.organisationId;
    expect((await listOf({ show: "outstanding", lenderId })).total).toBe(11);
    expect((await listOf({ show: "outstanding", lenderId: randomUUID() })).total).toBe(0);
  });
});

describe("exceptions", () => {
  test("name the reason and who acts next", async () => {
    const rows = await app.views.repayments.exceptions(platform);
    const kinds = Map.groupBy(rows, ({ kind }) => kind);
    expect(kinds.get("defaulted")).toMatchObject([{ lateDays: 61, next: "platform" }]);
    expect(kinds.get("overdue")?.map(({ lateDays, next }) => [lateDays, next])).toEqual([
      [91, "platform"],
      [31, "platform"],
      [30, "platform"],
      [5, "buyer"],
      [1, "buyer"],
    ]);
    expect(kinds.get("partPaid")).toMatchObject([{ minor: 99_999_999_993n, next: "buyer" }]);
  });
});

describe("pushing on", () => {
  test("only what is due, once while it is under way", async () => {
    const [early, late] = [await addReleased({ late: 15 }), await addReleased({ late: 16 })];
    const push = ({ receivableId }: Placed) =>
      app.usecases.pushReceivable(platform, { receivableId, act: "declare-default" });
    await pool.query(
      `update "Receivable" set deal = jsonb_set(deal, '{terms,dueAt}', to_jsonb(extract(epoch from "dueAt")::bigint))`,
    );
    expect(await codeOf(push(early))).toBe("repayment.not_due");
    const [first, second] = await Promise.all([push(late), push(late)]);
    expect(first).toEqual(second);
    const book = await app.views.repayments.book(platform, late.receivableId);
    expect(book.intents).toMatchObject([{ kind: "declare-default", status: "waiting" }]);
    expect(book.acts.find(({ kind }) => kind === "declare-default")).toMatchObject({
      possible: true,
      underWay: true,
    });
  });

  test("is the platform's alone", async () => {
    const placed = await addReleased({ late: 0 });
    const { receivableId } = placed;
    for (const kind of ["seller", "lender", "warehouse"] as const) {
      const scope = scopeOf(kind);
      const ask = { filter: { show: "all" as const }, page: 1, pageSize: 1 };
      expect(
        await Promise.all([
          codeOf(app.views.repayments.overview(scope)),
          codeOf(
            app.views.repayments.list(scope, { ...ask, sort: { by: "due", descending: true } }),
          ),
          codeOf(app.views.repayments.exceptions(scope)),
          codeOf(app.views.repayments.book(scope, receivableId)),
          codeOf(app.usecases.pushReceivable(scope, { receivableId, act: "sweep" })),
        ]),
      ).toEqual(Array(5).fill("object.not_found"));
    }
  });
});
