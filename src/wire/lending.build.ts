import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { secondsOf } from "@/core/dates/day-count";
import { Refusal } from "@/core/refusal";
import { mintScope, type OrgScope } from "@/core/scope/scope";
import { type Deal, NO_OFFER } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import { offerMessage } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import { lendingOf } from "./lending";

/** Rows for tests of the lender's and the buyer's side: parties, a receivable and its offer. */

export const NOW = new Date("2026-11-21T04:00:00Z");

export const randomHex = (bytes: number): Hex => `0x${randomBytes(bytes).toString("hex")}`;

const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

type Party = { id: string; account: Hex };

const addParty = async (
  pool: pg.Pool,
  over: { kind: string; name?: string; status?: string; custody?: string },
): Promise<Party> => {
  const id = randomUUID();
  const account = randomHex(20);
  await pool.query(
    `insert into "Organisation" (id, kind, name, status, account, custody) values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      over.kind,
      over.name ?? over.kind,
      over.status ?? "active",
      account,
      over.custody ?? "platform",
    ],
  );
  return { id, account };
};

/** A lender with a licence (unless `licence` is null) and the scope of one of its makers. */
export const addLender = async (
  pool: pg.Pool,
  over: {
    licence?: { expiresAt?: Date; class?: string; status?: string } | null;
    status?: string;
    custody?: string;
  } = {},
): Promise<OrgScope> => {
  const { id, account } = await addParty(pool, { kind: "lender", ...over });
  const { licence = {} } = over;
  if (licence)
    await pool.query(
      `insert into "Licence" (id, "organisationId", class, number, regulator, "expiresAt", status)
       values ($1, $2, $3, 'L-1', 'HKMA', $4, $5)`,
      [
        randomUUID(),
        id,
        licence.class ?? "authorised-institution",
        licence.expiresAt ?? later(365),
        licence.status ?? "active",
      ],
    );
  return mintScope({
    organisationId: id,
    kind: "lender",
    userId: randomUUID(),
    role: "maker",
    account,
  });
};

export type Placed = {
  readonly deal: Deal;
  readonly receivableId: Hex;
  readonly buyerId: string;
  readonly sellerId: string;
};

/** A registered receivable of 100,000.00 with an open offer of 80 % at 12 %. */
export const addOffer = async (
  pool: pg.Pool,
  over: { status?: string; fundBy?: Date; lender?: Hex; reference?: string } = {},
): Promise<Placed> => {
  const [seller, warehouse, buyer] = await Promise.all(
    ["seller", "warehouse", "buyer"].map((kind) => addParty(pool, { kind })),
  );
  if (!seller || !warehouse || !buyer) throw new Error("three parties were added");
  const receivable = `${randomHex(32).slice(0, 65)}0` as Hex;
  const deal: Deal = {
    terms: {
      receivable,
      seller: seller.account,
      warehouse: warehouse.account,
      buyer: buyer.account,
      coin: randomHex(20),
      amountDue: 100_000_000_000n,
      dueAt: secondsOf(later(60)),
      ordersRoot: randomHex(32),
      documentHash: randomHex(32),
    },
    registeredAt: secondsOf(NOW) - 3_600,
    offer: {
      ...NO_OFFER,
      lender: over.lender ?? NO_OFFER.lender,
      advanceBps: 8_000,
      rateBps: 1_200,
      lateRateBps: 1_800,
      feeBps: 50,
      dayOffset: 28_800,
      minimum: 20_000_000_000n,
      fundBy: secondsOf(over.fundBy ?? later(7)),
      deliverBy: secondsOf(later(30)),
      graceDays: 5,
      noticeDays: 10,
      quorum: 1,
      sequence: 1,
    },
    attesters: [warehouse.account],
  };
  await insertReceivable(pool, { deal, over, ids: [seller.id, warehouse.id, buyer.id] });
  await insertOffer(pool, deal);
  return { deal, receivableId: receivable, buyerId: buyer.id, sellerId: seller.id };
};

const insertReceivable = (
  pool: pg.Pool,
  parts: { deal: Deal; over: { status?: string; reference?: string }; ids: readonly string[] },
) => {
  const { terms } = parts.deal;
  const stored = { ...parts.deal, offer: NO_OFFER, attesters: [] };
  return pool.query(
    `insert into "Receivable" (id, "sellerId", "warehouseId", "buyerId", reference, currency, coin, "amountDue",
       "dueDate", "dueDateSource", "dueAt", "orderCount", "ordersRoot", "documentHash", terms, deal,
       "collectionAccount", status, "registeredAt")
     values ($1, $2, $3, $4, $5, 'HKD', $6, $7, '2027-01-20', 'stated', $8, 1, $9, $10, $11, $12, $13, $14, $15)`,
    [
      terms.receivable,
      ...parts.ids,
      parts.over.reference ?? `QN-2026-${Math.floor(Math.random() * 1e9)}`,
      terms.coin,
      terms.amountDue.toString(),
      new Date(terms.dueAt * 1000),
      terms.ordersRoot,
      terms.documentHash,
      JSON.stringify(structToJson(terms)),
      JSON.stringify(structToJson(stored)),
      randomHex(20),
      parts.over.status ?? "registered",
      new Date(parts.deal.registeredAt * 1000),
    ],
  );
};

const insertOffer = (pool: pg.Pool, deal: Deal) => {
  const { offer, terms } = deal;
  return pool.query(
    `insert into "Offer" (id, "receivableId", sequence, message, signature, status, "advanceBps", "rateBps",
       "lateRateBps", "feeBps", "fundBy", "deliverBy", maximum, minimum)
     values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      randomUUID(),
      terms.receivable,
      offer.sequence,
      JSON.stringify(structToJson(offerMessage(deal))),
      randomHex(65),
      offer.advanceBps,
      offer.rateBps,
      offer.lateRateBps,
      offer.feeBps,
      new Date(offer.fundBy * 1000),
      new Date(offer.deliverBy * 1000),
      ((terms.amountDue * BigInt(offer.advanceBps)) / 10_000n).toString(),
      offer.minimum.toString(),
    ],
  );
};

/** The lender's and the buyer's side over a real database, with a chain that says what a test wants. */
export const openLending = (
  pool: pg.Pool,
  world: {
    readonly now: () => Date;
    readonly balance: () => bigint;
    readonly listed?: () => boolean;
  },
) =>
  lendingOf({
    pool,
    clock: { now: world.now },
    chain: {
      chainConfig: { chainId: 31_337, receivables: randomHex(20), coins: {} },
      chainFacts: {
        receivable: () => Promise.reject(new Error("silent")),
        transaction: () => Promise.resolve(null),
        coinBalance: () => Promise.resolve(world.balance()),
        standing: () =>
          Promise.resolve({ listed: world.listed?.() ?? false, frozen: false, paused: false }),
        reserve: () => Promise.reject(new Error("silent")),
      },
      isSignedBy: (_account, _message, signature) => Promise.resolve(signature.startsWith("0x60")),
    },
    keyKeeper: {
      create: () => Promise.reject(new Error("not here")),
      signTyped: () => Promise.resolve(randomHex(65)),
    },
  });

/** The code a refusal ended with, or "ok". */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
