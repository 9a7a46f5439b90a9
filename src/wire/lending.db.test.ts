import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gateWith } from "@/adapters/auth/gate";
import { buyerLinkLookup } from "@/adapters/db/buyer-link-store";
import { openPool } from "@/adapters/db/pool";
import type { MarketFilters } from "@/core/market/market-filters";
import { dealHash } from "@/core/receivable/terms";
import { Refusal } from "@/core/refusal";
import type { LinkScope, OrgScope } from "@/core/scope/scope";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";
import { lendingOf } from "./lending";
import { addLender, addOffer, NOW, type Placed, randomHex } from "./lending.build";

let pool: pg.Pool;
let now = NOW;
let balance = 10n ** 15n;
const clock = { now: () => now };
const open = () =>
  lendingOf({
    pool,
    clock,
    chain: {
      clock,
      chainConfig: { chainId: 31_337, receivables: randomHex(20), coins: {} },
      chainName: { chainId: 31_337, name: "test" },
      chainFacts: {
        receivable: () => Promise.reject(new Error("silent")),
        transaction: () => Promise.resolve(null),
        coinBalance: () => Promise.resolve(balance),
      },
      isSignedBy: (_account, _message, signature) => Promise.resolve(signature.startsWith("0x60")),
    },
    keyKeeper: {
      create: () => Promise.reject(new Error("not here")),
      signTyped: () => Promise.resolve(randomHex(65)),
    },
  });
let app: ReturnType<typeof open>;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = open();
});
afterAll(() => pool.end());

const ask = (placed: Placed, over: { amount?: bigint; salt?: Hex; signature?: Hex } = {}) => ({
  receivableId: placed.receivableId,
  amount: 20_000_000_000n,
  salt: randomHex(32),
  dealHash: dealHash(placed.deal),
  ...over,
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

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

describe("a buyer's link", () => {
  const addLink = async (placed: Placed, expiresAt = new Date("2027-03-01T00:00:00Z")) => {
    const token = createHash("sha256").update(randomUUID()).digest("base64url");
    await pool.query(
      `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt") values ($1, $2, $3, $4)`,
      [
        randomUUID(),
        placed.receivableId,
        createHash("sha256").update(token).digest("hex"),
        expiresAt,
      ],
    );
    return token;
  };
  const gate = () =>
    gateWith({
      secret: "x".repeat(32),
      secure: false,
      wallClock: clock,
      clock,
      sessionAt: () => Promise.resolve(null),
      linkByHash: buyerLinkLookup(pool),
    });
  const scopeOf = async (token: string): Promise<LinkScope> => {
    const link = await gate().linkScopeOf(token);
    if (!link) throw new Error("the link should open");
    return link;
  };
  const debtOf = async (link: LinkScope) => {
    const debt = await app.views.debts.debt(link, "read");
    if (!debt) throw new Error("the debt should be there");
    return debt;
  };

  test("opens while it is valid and tells whom to ask afterwards", async () => {
    const placed = await addOffer(pool, { reference: "QN-2026-77" });
    const expired = await addLink(placed, new Date(NOW.getTime() - 1));
    expect(await gate().linkScopeOf(expired)).toBeNull();
    expect(await app.views.linkGlimpse(expired)).toMatchObject({
      expired: true,
      reference: "QN-2026-77",
    });
    expect(await app.views.linkGlimpse("unknown")).toBeNull();
    expect(await gate().linkScopeOf("x".repeat(43))).toBeNull();
  });

  test("is unseen, then seen, then confirmed firmer and never weaker", async () => {
    const link = await scopeOf(await addLink(await addOffer(pool)));
    expect(await debtOf(link)).toMatchObject({ seenBefore: false, strength: null, arriving: 0n });
    await app.usecases.openBuyerLink(link);
    expect((await debtOf(link)).seenBefore).toBe(true);
    const say = (strength: "seen" | "will-pay") =>
      app.usecases.confirmBuyerDebt(link, {
        strength,
        name: "Mei Wong",
        promise: { amount: 100_000_000_000n, date: "2027-01-20" as never },
      });
    await say("seen");
    await say("will-pay");
    expect(await codeOf(say("seen"))).toBe("debt.weaker");
    expect(await debtOf(link)).toMatchObject({
      strength: "will-pay",
      confirmedBy: "Mei Wong",
      promise: { amount: 100_000_000_000n, date: "2027-01-20" },
    });
    const dispute = app.usecases.disputeBuyerDebt(link, { name: "Mei Wong", reason: "not right" });
    expect(await codeOf(dispute)).toBe("debt.promised");
  });

  test("takes a signed payment once and refuses to pay what is already on its way", async () => {
    const link = await scopeOf(await addLink(await addOffer(pool, { status: "released" })));
    const payer = randomHex(20);
    const wish = { payer, amount: 60_000_000_000n, salt: randomHex(32) };
    const { validBefore } = await app.usecases.preparePayment(link, wish);
    const signed = { ...wish, validBefore, signature: "0x60" as Hex };
    const clicks = await Promise.all([1, 2].map(() => app.usecases.payReceivable(link, signed)));
    expect(clicks[0]).toEqual(clicks[1]);
    expect(await debtOf(link)).toMatchObject({
      arriving: 60_000_000_000n,
      payments: [{ amount: 60_000_000_000n, way: "wallet", step: "waiting" }],
    });
    const again = { ...signed, salt: randomHex(32) };
    expect(await codeOf(app.usecases.payReceivable(link, again))).toBe("payment.amount_invalid");
    const forged = { ...signed, signature: "0xbad" as Hex };
    expect(await codeOf(app.usecases.payReceivable(link, forged))).toBe("payment.signature_wrong");
  });

  test("sees a plain transfer arrive before it is swept, and the part beyond the debt", async () => {
    const placed = await addOffer(pool, { status: "released" });
    const link = await scopeOf(await addLink(placed));
    const { collectionAccount } = await debtOf(link);
    const log = (name: string, args: object, index: number) =>
      pool.query(
        `insert into "ChainEvent" ("blockHash", "logIndex", "blockNumber", "txHash", contract, name, "receivableId", args, "blockAt")
         values ($1, $2, 9, $1, 'x', $3, $4, $5, $6)`,
        [randomHex(32), index, name, placed.receivableId, JSON.stringify(args), NOW],
      );
    await log("Transfer", { from: randomHex(20), to: collectionAccount, value: "100000000001" }, 0);
    expect(await debtOf(link)).toMatchObject({
      arriving: 100_000_000_001n,
      payments: [{ step: "sent" }],
    });
    const split = {
      fee: "0",
      late: "0",
      charge: "0",
      principal: "0",
      remainder: "0",
      surplus: "1",
    };
    const payer = `0x${"0".repeat(40)}`;
    await log("Collected", { payer, amount: "100000000001", split }, 1);
    await pool.query(
      `update "Receivable" set collected = 100000000000, surplus = 1 where id = $1`,
      [placed.receivableId],
    );
    expect(await debtOf(link)).toMatchObject({
      arriving: 0n,
      paidOn: "2026-11-21",
      payments: [{ way: "transfer", amount: 100_000_000_001n, surplus: 1n }],
    });
  });
});

test("a public check finds a receivable by id, reference and document, and says when the chain is silent", async () => {
  const { receivableId, deal } = await addOffer(pool, { reference: "QN-2026-4711" });
  for (const text of [receivableId, "QN-2026-4711", deal.terms.documentHash]) {
    const found = await app.usecases.checkProof(text);
    expect(found.receivables).toMatchObject([
      { record: { id: receivableId }, registered: { state: "unknown", code: "chain-silent" } },
    ]);
  }
  expect(await app.usecases.checkProof(randomHex(32))).toMatchObject({ reason: "hash-unknown" });
});
