import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { homeViews } from "@/adapters/db/home-views";
import { openPool } from "@/adapters/db/pool";
import type { PaymentStanding } from "@/core/claim/claim-standing";
import { dealHash } from "@/core/receivable/terms";
import { mintScope, type OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import { env } from "@/env";
import { claimsOf } from "./claims";
import {
  addLender,
  addOffer,
  codeOf,
  NOW,
  openLending,
  type Placed,
  randomHex,
} from "./lending.build";

const clock = { now: () => NOW };
const FREE: PaymentStanding = { listed: false, frozen: false, paused: false };
const platform = mintScope({
  organisationId: randomUUID(),
  kind: "platform",
  userId: "u",
  role: "admin",
  account: null,
});

let pool: pg.Pool;
let standing: PaymentStanding | null = FREE;
let app: ReturnType<typeof claimsOf>;
let block = 1;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = claimsOf({
    pool,
    clock,
    chain: {
      chainConfig: { chainId: 31_337, receivables: randomHex(20), coins: { HKD: randomHex(20) } },
      chainFacts: {
        standing: () =>
          standing ? Promise.resolve(standing) : Promise.reject(new Error("no answer")),
      },
    },
  });
});
afterAll(() => pool.end());

const insertFact = (placed: Placed, name: string, args: object, about = true): Promise<unknown> => {
  block += 1;
  return pool.query(
    `insert into "ChainEvent" ("blockHash", "logIndex", "blockNumber", "txHash", contract, name, "receivableId", args, "blockAt")
     values ($1, 0, $2, $1, 'Receivables', $3, $4, $5, $6)`,
    [
      randomHex(32),
      block,
      name,
      about ? placed.receivableId : null,
      JSON.stringify({ ...args, coin: placed.deal.terms.coin }),
      NOW,
    ],
  );
};

const setClaim = (account: string, minor: bigint): Promise<unknown> =>
  pool.query(
    `insert into "LedgerAccount" (id, code, currency, party, balance) values ($1, 'claim', 'HKD', $2, $3)
     on conflict (id) do update set balance = excluded.balance`,
    [`claim:HKD:-:${account}`, account, (-minor).toString()],
  );

/** A lender whose share of a settled receivable was set aside in two pieces, 37 in all. */
const parkedLender = async (): Promise<{ lender: OrgScope; account: string; placed: Placed }> => {
  const lender = await addLender(pool);
  const account = lender.account ?? "";
  const placed = await addOffer(pool, { status: "settled" });
  await pool.query(`update "Receivable" set coin = $2, deal = $3, funded = 37 where id = $1`, [
    placed.receivableId,
    placed.deal.terms.coin,
    JSON.stringify(structToJson(placed.deal)),
  ]);
  await pool.query(
    `insert into "Position" ("receivableId", holder, units, "fundedUnits", paid) values ($1, $2, 0, 37, 37)`,
    [placed.receivableId, account],
  );
  await insertFact(placed, "Parked", { account, amount: "30", claim: "30" });
  await insertFact(placed, "Parked", { account, amount: "7", claim: "37" });
  await setClaim(account, 37n);
  return { lender, account, placed };
};

const collect = (scope: OrgScope, organisationId = scope.organisationId) =>
  app.usecases.collectClaim(scope, { organisationId, currency: "HKD" });

describe("money set aside", () => {
  test("is told with the payments it comes from, to its payee and to the platform", async () => {
    const { lender, placed } = await parkedLender();
    const { waiting } = await app.views.claims.own(lender);
    expect(waiting).toMatchObject([{ minor: 37n, currency: "HKD", kind: "lender", write: null }]);
    expect(waiting[0]?.payments.map(({ minor, receivableId }) => [minor, receivableId])).toEqual([
      [30n, placed.receivableId],
      [7n, placed.receivableId],
    ]);
    const all = await app.views.claims.waiting(platform);
    expect(all.find(({ organisationId }) => organisationId === lender.organisationId)?.minor).toBe(
      37n,
    );
    expect(await app.views.claims.own(await addLender(pool))).toEqual({
      waiting: [],
      collected: [],
    });
    expect(await codeOf(app.views.claims.waiting(lender))).toBe("object.not_found");
  });

  test("stands on the position until it is collected, and on the reader's home", async () => {
    const { lender, account, placed } = await parkedLender();
    const lending = openLending(pool, { now: clock.now, balance: () => 0n });
    const rowOf = async () =>
      (await lending.views.positions.list(lender, { currency: null, state: null })).rows[0];
    const waits = async () =>
      (await homeViews({ pool, clock }).home(lender)).tasks.find(
        ({ key }) => key === "setAsideLender",
      )?.count;
    expect(await rowOf()).toMatchObject({ paid: 37n, setAside: 37n });
    expect(await waits()).toBe(1);
    await insertFact(placed, "Claimed", { account, to: account, amount: "37" }, false);
    await setClaim(account, 0n);
    expect(await rowOf()).toMatchObject({ paid: 37n, setAside: 0n });
    expect(await waits()).toBe(0);
    const own = await app.views.claims.own(lender);
    expect(own).toMatchObject({ waiting: [], collected: [{ minor: 37n, currency: "HKD" }] });
  });
});

describe("collecting", () => {
  test("says what stands in the way, and sends nothing", async () => {
    const { lender } = await parkedLender();
    const codes: string[] = [];
    for (const each of [
      { ...FREE, listed: true },
      { ...FREE, frozen: true },
      { ...FREE, paused: true },
      null,
    ]) {
      standing = each;
      codes.push(await codeOf(collect(lender)));
    }
    standing = FREE;
    expect(codes).toEqual(["claim.listed", "claim.frozen", "claim.paused", "claim.unknown"]);
    expect((await app.views.claims.own(lender)).waiting[0]?.write).toBeNull();
    expect(await codeOf(collect(await addLender(pool)))).toBe("claim.nothing");
  });

  test("wishes one chain write however often it is asked", async () => {
    const { lender, account } = await parkedLender();
    const [first, second] = await Promise.all([collect(lender), collect(lender)]);
    expect(second).toEqual(first);
    expect(await collect(lender)).toEqual(first);
    const found = await pool.query(
      `select payload, signer from "Intent" where kind = 'claim' and payload->>'account' = $1`,
      [account],
    );
    expect(found.rows).toMatchObject([
      { payload: { account, currency: "HKD" }, signer: "relayer" },
    ]);
    expect((await app.views.claims.own(lender)).waiting[0]?.write).toMatchObject({
      step: "waiting",
    });
  });

  test("is for the payee itself, or for the platform on behalf of sellers and lenders", async () => {
    const { lender, placed } = await parkedLender();
    expect(await codeOf(collect(await addLender(pool), lender.organisationId))).toBe(
      "object.not_found",
    );
    expect(await codeOf(collect(platform, placed.buyerId))).toBe("object.not_found");
    expect(await codeOf(collect(platform, lender.organisationId))).toBe("ok");
  });
});

test("an account on the issuer's list cannot fund", async () => {
  const lender = await addLender(pool);
  const placed = await addOffer(pool);
  let listed = true;
  const lending = openLending(pool, {
    now: clock.now,
    balance: () => 10n ** 15n,
    listed: () => listed,
  });
  const fund = () =>
    codeOf(
      lending.usecases.fundReceivable(lender, {
        receivableId: placed.receivableId,
        amount: 20_000_000_000n,
        salt: randomHex(32),
        dealHash: dealHash(placed.deal),
      }),
    );
  expect(await fund()).toBe("funding.account_listed");
  listed = false;
  expect(await fund()).toBe("ok");
});
