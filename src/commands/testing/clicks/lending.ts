import { randomUUID } from "node:crypto";
import { tokenHashOf, tokenOf } from "@/core/receivable/link-token";
import { dealHash } from "@/core/receivable/terms";
import { structToJson } from "@/core/typed-data/deal-json";
import { addFunded, warehouseOf } from "@/wire/delivery.build";
import { addLender, addOffer, NOW, randomHex } from "@/wire/lending.build";
import type { ClickWorld, Press, Tries } from "./click";

const DAY_SECONDS = 86_400;

const lenderWithClaim = async ({ pool }: ClickWorld) => {
  const lender = await addLender(pool);
  await pool.query(
    `insert into "LedgerAccount" (id, code, currency, party, balance) values ($1, 'claim', 'HKD', $2, -37)`,
    [`claim:HKD:-:${lender.account}`, lender.account],
  );
  return lender;
};

const funding = async ({ pool }: ClickWorld): Promise<Press> => {
  const { receivableId, deal } = await addOffer(pool);
  const amount = 20_000_000_000n;
  const input = { receivableId, amount, salt: randomHex(32), dealHash: dealHash(deal) };
  return { scope: await addLender(pool), input };
};

const delivering = async ({ pool }: ClickWorld): Promise<Press> => {
  const placed = await addFunded(pool);
  const said = { others: "delivered", lines: [] };
  const input = { receivableId: placed.receivableId, after: 0, said };
  return { scope: await warehouseOf(pool, placed), input };
};

/** What a buyer sends with the secret of its link. */
const byLink = async (
  { pool }: ClickWorld,
  said: object,
  disputed = false,
): Promise<Press & { input: { token: string } }> => {
  const { receivableId } = await addOffer(pool, { status: "released" });
  const token = tokenOf(Buffer.from(randomHex(32).slice(2), "hex"));
  await pool.query(
    `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt", "disputedAt") values ($1, $2, $3, $4, $5)`,
    [
      randomUUID(),
      receivableId,
      tokenHashOf(token),
      new Date(Date.now() + DAY_SECONDS * 1000),
      disputed ? NOW : null,
    ],
  );
  return { scope: null, input: { token, ...said } };
};

const wish = () => ({ payer: randomHex(20), amount: 60_000_000_000n, salt: randomHex(32) });
const name = "Mei Wong";

/** Funding, delivery, the buyer's page, claims, and what operations push on. */
export const lendingTries: Tries = {
  "funding.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "same",
    reads: true,
    state: funding,
  },
  "funding.submit": {
    how: "the form's salt, made once, is unique for a lender",
    again: "same",
    state: funding,
  },
  "delivery.quote": {
    how: "it answers a question and keeps nothing",
    again: "same",
    reads: true,
    state: delivering,
  },
  "delivery.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "another",
    reads: true,
    state: delivering,
  },
  "delivery.confirm": {
    how: "the form names the confirmation it was drawn from, the receivable's row is locked, sequences are unique",
    again: "same",
    state: delivering,
  },
  "payment.open": {
    how: "only the first visit is kept",
    again: "same",
    state: (world) => byLink(world, {}),
  },
  "payment.confirm": {
    how: "the receivable's row is locked, and the same said again adds nothing",
    again: "same",
    state: (world) =>
      byLink(world, {
        ...{ name, strength: "will-pay", amount: 100_000_000_000n, date: "2099-01-20" },
      }),
  },
  "payment.dispute": {
    how: "the receivable's row is locked, and a debt is disputed once",
    again: "debt.disputed",
    state: (world) => byLink(world, { name, reason: "Two pallets are missing." }),
  },
  "payment.withdrawDispute": {
    how: "the receivable's row is locked, and only an open dispute can be taken back",
    again: "debt.not_disputed",
    state: (world) => byLink(world, { name }, true),
  },
  "payment.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "another",
    reads: true,
    state: (world) => byLink(world, wish()),
  },
  "payment.pay": {
    how: "the page's salt, made once, is part of the chain write's unique key",
    again: "same",
    state: (world) => {
      const validBefore = Math.floor(NOW.getTime() / 1000) + 3_600;
      return byLink(world, { ...wish(), validBefore, signature: `0x60${"00".repeat(64)}` });
    },
  },
  "claim.collect": {
    how: "the organisation's row is locked, and a payment under way is answered instead of a second one",
    again: "same",
    state: async (world) => ({
      scope: await lenderWithClaim(world),
      input: { currency: "HKD" },
    }),
  },
  "claim.payOut": {
    how: "the organisation's row is locked, and a payment under way is answered instead of a second one",
    again: "same",
    state: async (world) => {
      const { organisationId } = await lenderWithClaim(world);
      return { scope: world.admin, input: { organisationId, currency: "HKD" } };
    },
  },
  "repayment.push": {
    how: "the receivable's row is locked, and an act under way is answered instead of a second one",
    again: "same",
    state: async ({ pool, admin }) => {
      const { receivableId, deal } = await addOffer(pool, { status: "released" });
      const dueAt = Math.floor(Date.now() / 1000) - 100 * DAY_SECONDS;
      await pool.query(`update "Receivable" set deal = $2 where id = $1`, [
        receivableId,
        JSON.stringify(structToJson({ ...deal, terms: { ...deal.terms, dueAt } })),
      ]);
      return { scope: admin, input: { receivableId, act: "declare-default" } };
    },
  },
  "operations.retry": {
    how: "the chain write's row is locked, and only a failed one is put back",
    again: "intent.not_failed",
    state: async ({ pool, admin }) => {
      const id = randomUUID();
      await pool.query(
        `insert into "Intent" (id, key, kind, payload, signer, status) values ($1, $1, 'sweep', '{}', 'relayer', 'failed')`,
        [id],
      );
      return { scope: admin, input: { intentId: id } };
    },
  },
};
