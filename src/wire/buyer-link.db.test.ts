import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gateWith } from "@/adapters/auth/gate";
import { buyerLinkLookup } from "@/adapters/db/buyer-link-store";
import { openPool } from "@/adapters/db/pool";
import type { LinkScope } from "@/core/scope/scope";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";
import { addOffer, codeOf, NOW, openLending, type Placed, randomHex } from "./lending.build";

let pool: pg.Pool;
const clock = { now: () => NOW };
let app: ReturnType<typeof openLending>;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = openLending(pool, { now: clock.now, balance: () => 10n ** 15n });
});
afterAll(() => pool.end());

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

  test("a dispute can be taken back, once, and then the debt be confirmed", async () => {
    const link = await scopeOf(await addLink(await addOffer(pool, { status: "funded" })));
    const { usecases } = app;
    const back = () => usecases.withdrawBuyerDispute(link, { name: "Mei Wong" });
    expect(await codeOf(back())).toBe("debt.not_disputed");
    await usecases.disputeBuyerDebt(link, { name: "Mei Wong", reason: "two pallets missing" });
    expect((await debtOf(link)).disputed).toBe(true);
    expect(await codeOf(usecases.withdrawBuyerDispute(link, { name: " " }))).toBe(
      "debt.name_missing",
    );
    await back();
    expect(await debtOf(link)).toMatchObject({ disputed: false, disputeReason: null });
    await usecases.confirmBuyerDebt(link, { strength: "matches", name: "Mei Wong", promise: null });
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
    const less = { ...signed, amount: wish.amount - 1n };
    expect(await codeOf(app.usecases.payReceivable(link, less))).toBe("payment.salt_reused");
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
