import { randomUUID } from "node:crypto";
import { Wallet } from "ethers";
import type pg from "pg";
import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { secondsOf } from "@/core/dates/day-count";
import type { IntentWish, Json } from "@/core/intent/intent";
import { dealHash, fundingNonce, paymentNonce } from "@/core/receivable/terms";
import {
  type Attestation,
  type Deal,
  NO_OFFER,
  type Offer,
  type Terms,
} from "@/core/typed-data/deal";
import { dealFromJson, type JsonStruct, structToJson } from "@/core/typed-data/deal-json";
import {
  attestationTypedData,
  offerMessage,
  offerTypedData,
  registrationTypedData,
} from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import { openParts, type Place, passesOf } from "./settlement-parts";
import { authorise, coinOf, DAY, domainOf, hexOf, randomHash, sign } from "./settlement-signing";

const LICENCE_YEARS = 5;

/** Contracts on the test's chain, a database, and the worker's parts without their clockwork. */
export const openWorld = async (place: Place = {}) => {
  const parts = await openParts(place);
  const { pool, clock, settlement } = parts;
  const passes = passesOf(parts.settlement);
  const { rpc } = parts.node.connection;
  const isBusy = async (): Promise<boolean> => {
    const open = await pool.query(
      `select 1 from "Intent" where status in ('waiting', 'signed', 'sent') and payload->>'notBefore' is null`,
    );
    return open.rowCount !== 0;
  };
  return {
    ...parts,
    ...passes,
    rpc,
    wish: (wanted: IntentWish): Promise<string> =>
      inTransaction(pool, (client) => journalOf(client, clock).wish(wanted)),
    /** Runs the worker's passes until nothing is wanted any more; throws when that takes too long. */
    calm: async () => {
      for (let pass = 0; pass < 40; pass += 1) {
        await passes.relay();
        await passes.follow();
        await passes.keep();
        if (!(await isBusy())) return;
      }
      const left = await pool.query(
        `select kind, status, error from "Intent" where status <> 'final'`,
      );
      throw new Error(`The world did not come to rest: ${JSON.stringify(left.rows)}`);
    },
    mine: (blocks: number) => rpc("anvil_mine", [`0x${blocks.toString(16)}`]),
    chainSeconds: async () => secondsOf(await settlement.sender.chainTime()),
    /** Moves the chain's time and makes a block there. */
    wait: async (seconds: number) => {
      await rpc("evm_increaseTime", [seconds]);
      await rpc("evm_mine", []);
    },
    close: () => pool.end(),
  };
};

/** An open world. */
export type World = Awaited<ReturnType<typeof openWorld>>;

const ROLE = { seller: 1, lender: 2, warehouse: 4, buyer: 8 } as const;

/** Wallets of five parties, entered as participants; lenders and the buyer hold coins. */
export const enterParties = async (world: World, lenders = 2) => {
  const make = () => Wallet.createRandom();
  const parties = {
    seller: make(),
    warehouse: make(),
    buyer: make(),
    lenders: Array.from({ length: lenders }, make),
  };
  let organisation = 1 + Math.floor(Math.random() * 1e9);
  const enter = async (account: string, roles: number, licence: number) => {
    organisation += 1;
    const licenceExpiry = licence ? (await world.chainSeconds()) + LICENCE_YEARS * 365 * DAY : 0;
    const payload = { account, organisation, roles, licence, licenceExpiry };
    await world.wish({
      key: `set-participant:${account}`,
      kind: "set-participant",
      payload,
      signer: "operator",
    });
  };
  await enter(parties.seller.address, ROLE.seller, 0);
  await enter(parties.warehouse.address, ROLE.warehouse, 0);
  await enter(parties.buyer.address, ROLE.buyer, 0);
  for (const lender of parties.lenders) await enter(lender.address, ROLE.lender, 1);
  for (const holder of [parties.buyer, ...parties.lenders])
    await world.wish({
      key: `mint:${holder.address}`,
      kind: "mint",
      payload: { currency: "HKD", to: holder.address, amount: "10000000000000" },
      signer: "operator",
    });
  await world.calm();
  // A signer counts for a receivable only when it was entered before the second of its first funding.
  await world.wait(2);
  return parties;
};

/** The parties of a world. */
export type Parties = Awaited<ReturnType<typeof enterParties>>;

/** The lender of those who need only one. */
export const firstLender = <T>({ lenders }: { readonly lenders: readonly T[] }): T => {
  const [first] = lenders;
  if (!first) throw new Error("There is no lender.");
  return first;
};

/** Records a receivable as the seller's side does, and wishes its registration. */
export const registerOne = async (world: World, parties: Parties, amountDue: bigint) => {
  const now = await world.chainSeconds();
  const id: Hex = `0x${((BigInt(randomHash()) >> 1n) << 1n).toString(16).padStart(64, "0")}`;
  const { seller, warehouse, buyer } = parties;
  const lot = {
    receivable: id,
    buyer: hexOf(buyer),
    amountDue,
    dueAt: now + 60 * DAY,
    ordersRoot: randomHash(),
    documentHash: randomHash(),
  };
  const sides = { seller: hexOf(seller), warehouse: hexOf(warehouse), coin: coinOf(world) };
  const registration = {
    ...sides,
    issuedAt: now - 1,
    expiry: now + 7 * DAY,
    lots: [lot],
  };
  const data = registrationTypedData(domainOf(world), registration);
  const terms: Terms = { ...lot, ...sides };
  await world.pool.query(
    `insert into "Receivable" (id, "sellerId", "warehouseId", "buyerId", reference, currency, coin, "amountDue",
       "dueDate", "dueDateSource", "dueAt", "orderCount", "ordersRoot", "documentHash", terms, status)
     values ($1, 'seller', 'warehouse', 'buyer', $2, 'HKD', $3, $4, '2027-01-20', 'stated', $5, 1, $6, $7, $8, 'registering')`,
    [
      id,
      `QN-${id.slice(2, 10)}`,
      terms.coin,
      amountDue.toString(),
      new Date(lot.dueAt * 1000),
      lot.ordersRoot,
      lot.documentHash,
      JSON.stringify(structToJson(terms)),
    ],
  );
  const registrationId = randomUUID();
  const sellerSignature = await sign(seller, data);
  await world.pool.query(
    `insert into "Registration" (id, "sellerId", "warehouseId", currency, payload, "sellerSignature", "receivableIds", status)
     values ($1, 'seller', 'warehouse', 'HKD', '{}', $2, $3, 'submitted')`,
    [registrationId, sellerSignature, [id]],
  );
  await world.wish({
    key: `register:${registrationId}`,
    kind: "register",
    payload: {
      registration: structToJson(registration) as Json,
      sellerSignature,
      warehouseSignature: await sign(warehouse, data),
    },
    signer: "relayer",
    receivableId: id,
  });
  return { id, registrationId };
};

/** The deal as the read model has it. */
export const storedDeal = async ({ pool }: { pool: pg.Pool }, id: string): Promise<Deal> => {
  const found = await pool.query<{ deal: JsonStruct }>(
    'select deal from "Receivable" where id = $1',
    [id],
  );
  const deal = found.rows[0]?.deal;
  if (!deal) throw new Error("The read model has no deal.");
  return dealFromJson(deal);
};

/** The seller's offer over a registered receivable: 80 %, 12 % a year, one attester. */
export const offerOver = async (world: World, parties: Parties, id: string) => {
  const registered = await storedDeal(world, id);
  const now = await world.chainSeconds();
  const offer: Offer = {
    ...NO_OFFER,
    advanceBps: 8_000,
    rateBps: 1_200,
    lateRateBps: 1_800,
    feeBps: 50,
    dayOffset: 28_800,
    minimum: registered.terms.amountDue / 5n,
    fundBy: now + 7 * DAY,
    deliverBy: now + 30 * DAY,
    graceDays: 5,
    noticeDays: 10,
    quorum: 1,
    sequence: 1,
  };
  const deal: Deal = { ...registered, offer, attesters: [hexOf(parties.warehouse)] };
  const sellerSignature = await sign(parties.seller, offerTypedData(domainOf(world), deal));
  await world.pool.query(
    `insert into "Offer" (id, "receivableId", sequence, message, signature, status, "advanceBps", "rateBps",
       "lateRateBps", "feeBps", "fundBy", "deliverBy", maximum, minimum)
     values ($1, $2, 1, $3, $4, 'open', 8000, 1200, 1800, 50, $5, $6, $7, $8)`,
    [
      randomUUID(),
      id,
      JSON.stringify(structToJson(offerMessage(deal))),
      sellerSignature,
      new Date(offer.fundBy * 1000),
      new Date(offer.deliverBy * 1000),
      ((deal.terms.amountDue * 8n) / 10n).toString(),
      offer.minimum.toString(),
    ],
  );
  return { deal, sellerSignature };
};

/** A lender signs and wishes a funding; answers the funding's row id. */
export const fundBy = async (
  world: World,
  { deal, sellerSignature }: { deal: Deal; sellerSignature: string },
  { lender, amount }: { lender: Parties["buyer"]; amount: bigint },
): Promise<string> => {
  const salt = randomHash();
  const nonce = fundingNonce(dealHash(deal), { payer: hexOf(lender), amount, salt });
  const payment = await authorise(world, lender, { amount, nonce, salt });
  const intentId = await world.wish({
    key: `fund:${salt}`,
    kind: "fund",
    payload: { deal: structToJson(deal) as Json, sellerSignature, payment },
    signer: "relayer",
    receivableId: deal.terms.receivable,
  });
  const fundingId = randomUUID();
  await world.pool.query(
    `insert into "Funding" (id, "receivableId", "lenderId", amount, salt, signature, "intentId", status)
     values ($1, $2, $3, $4, $5, '0x', $6, 'submitted')`,
    [fundingId, deal.terms.receivable, lender.address, amount.toString(), salt, intentId],
  );
  return fundingId;
};

/** The warehouse confirms delivery and the release is wished. */
export const releaseFor = async (
  world: World,
  { warehouse }: Parties,
  { deal, ...confirmed }: { deal: Deal; delivered: bigint; seq: number; isFinal?: boolean },
): Promise<void> => {
  const now = await world.chainSeconds();
  const { delivered, seq } = confirmed;
  const attestation: Attestation = {
    ...{ isFinal: false, ...confirmed },
    notBefore: now,
    expiry: now + DAY,
    evidenceHash: randomHash(),
  };
  const signature = await sign(warehouse, attestationTypedData(domainOf(world), deal, attestation));
  await world.pool.query(
    `insert into "Attestation" (id, "receivableId", "warehouseId", sequence, delivered, quantities, message, signature,
       status, "createdById") values ($1, $2, 'warehouse', $3, $4, '[]', '{}', $5, 'signed', 'user')`,
    [randomUUID(), deal.terms.receivable, seq, delivered.toString(), signature],
  );
  await world.wish({
    key: `release:${deal.terms.receivable}:${seq}`,
    kind: "release",
    payload: {
      deal: structToJson(deal) as Json,
      attestation: structToJson(attestation) as Json,
      approvals: [{ signer: warehouse.address, signature }],
    },
    signer: "relayer",
    receivableId: deal.terms.receivable,
  });
};

/** The buyer pays by authorisation. */
export const payBy = async (world: World, { buyer }: Parties, deal: Deal, amount: bigint) => {
  const salt = randomHash();
  const nonce = paymentNonce(deal.terms.receivable, { payer: hexOf(buyer), amount, salt });
  const payment = await authorise(world, buyer, { amount, nonce, salt });
  await world.wish({
    key: `settle:${salt}`,
    kind: "settle",
    payload: { deal: structToJson(deal) as Json, payment },
    signer: "relayer",
    receivableId: deal.terms.receivable,
  });
};
