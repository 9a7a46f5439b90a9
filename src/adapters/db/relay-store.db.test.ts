import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { journalOf } from "@/adapters/db/journal";
import { openPool } from "@/adapters/db/pool";
import { relayStore } from "@/adapters/db/relay-store";
import { inTransaction } from "@/adapters/db/transact";
import type { IntentWish } from "@/core/intent/intent";
import { Refusal } from "@/core/refusal";
import { env } from "@/env";
import { noLandmark } from "@/ports/landmark";
import type { RelayStore, Stand } from "@/ports/relay-store";

const CHAIN = 31_337;
const SIGNER = `0x${"a".repeat(40)}`;
const FEES = { maxFeePerGas: 2_000n, maxPriorityFeePerGas: 1_000n };
const clock = { now: () => new Date() };

let pool: pg.Pool;
let store: RelayStore;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  store = relayStore(pool);
});
beforeEach(async () => {
  await pool.query('truncate "TxAttempt", "Intent", "SignerLane", "Funding"');
});
afterAll(() => pool.end());

const wish = (part: Partial<IntentWish> = {}): Promise<string> =>
  inTransaction(pool, (client) =>
    journalOf(client, clock).wish({
      key: randomUUID(),
      kind: "sweep",
      payload: {},
      signer: "relayer",
      ...part,
    }),
  );

const signed = (nonce: number) => ({ raw: `0x${nonce}`, hash: randomUUID() });
const assign = (intentId: string, minedNonce = 7) =>
  store.assign({
    intentId,
    chainId: CHAIN,
    signer: SIGNER,
    minedNonce,
    fees: FEES,
    sign: (nonce) => Promise.resolve(signed(nonce)),
  });
/** Where an intent stands, as a worker reads it. */
const standOf = async (id: string): Promise<Stand> =>
  (await pool.query<Stand>('select id, status, "blockNumber" from "Intent" where id = $1', [id]))
    .rows[0] as Stand;
const PAUSED = { code: "Paused", says: "Paused.", args: {} };
const MINED = { hash: "0x1", blockNumber: 5, final: false };
const lane = async () => (await store.lanes(CHAIN))[0];
const waiting = (chainTime = new Date()) =>
  store.waiting({ label: "relayer", chainTime, limit: 50 });

describe("assigning a nonce", () => {
  test("stores bytes, hash and nonce together with the lane's next nonce, before anything is sent", async () => {
    const id = await wish();
    const assignment = await assign(id);
    expect(assignment).toMatchObject({
      kind: "signed",
      attempt: { nonce: 7, raw: "0x7", broadcastAt: null },
    });
    expect(await lane()).toMatchObject({ nextNonce: 8, haltReason: null });
    const [open] = await store.open("relayer");
    expect(open).toMatchObject({ id, status: "signed", attempts: [{ nonce: 7, attempt: 0 }] });
  });

  test("twenty at once get twenty nonces without a gap", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => wish()));
    const made = await Promise.all(ids.map((id) => assign(id)));
    const nonces = made.map((each) => (each.kind === "signed" ? each.attempt.nonce : -1));
    expect(nonces.sort((left, right) => left - right)).toEqual(ids.map((_, index) => 7 + index));
  });

  test("the same intent asked for by eight workers is signed once", async () => {
    const id = await wish();
    const made = await Promise.all(Array.from({ length: 8 }, () => assign(id)));
    expect(made.filter(({ kind }) => kind === "signed")).toHaveLength(1);
    expect(await lane()).toMatchObject({ nextNonce: 8 });
  });

  test("of two writes about how an account stands the older goes first, whichever worker is quicker", async () => {
    const standing = (account: string, roles: number) =>
      wish({ kind: "set-participant", signer: "operator", payload: { account, roles } });
    const older = await standing("0xA", 1);
    const elsewhere = await standing("0xB", 1);
    await pool.query(`update "Intent" set "createdAt" = now() - interval '1 second'`);
    const newer = await standing("0xA", 2);
    const slow = Promise.withResolvers<void>();
    const first = store.assign({
      ...{ intentId: older, chainId: CHAIN, signer: SIGNER, minedNonce: 7, fees: FEES },
      sign: async (nonce) => {
        await slow.promise;
        return signed(nonce);
      },
    });
    expect(await assign(newer)).toEqual({ kind: "taken" });
    slow.resolve();
    expect(await first).toMatchObject({ kind: "signed", attempt: { nonce: 7 } });
    expect(await assign(newer)).toMatchObject({ kind: "signed", attempt: { nonce: 8 } });
    expect(await assign(elsewhere)).toMatchObject({ kind: "signed", attempt: { nonce: 9 } });
  });

  test("a failed signature burns no nonce and leaves the intent waiting", async () => {
    await assign(await wish());
    const id = await wish();
    const failing = store.assign({
      intentId: id,
      chainId: CHAIN,
      signer: SIGNER,
      minedNonce: 7,
      fees: FEES,
      sign: () => Promise.reject(new Error("the key is not here")),
    });
    await expect(failing).rejects.toThrow("the key is not here");
    expect(await lane()).toMatchObject({ nextNonce: 8 });
    expect((await waiting()).map((intent) => intent.id)).toEqual([id]);
  });

  test("a nonce spent by a stranger halts the lane, and nothing more is signed there", async () => {
    await assign(await wish());
    const id = await wish();
    expect(await assign(id, 9)).toMatchObject({ kind: "halted" });
    expect((await lane())?.haltReason).toMatch(/somebody else/);
    expect(await assign(await wish(), 8)).toMatchObject({ kind: "halted" });
  });

  test("a bump keeps the nonce, and only one worker makes it", async () => {
    const id = await wish();
    await assign(id);
    const [open] = await store.open("relayer");
    const latest = open!.attempts[0]!;
    const bumps = await Promise.all(
      [1, 2, 3].map(() =>
        store.bump({
          intentId: id,
          chainId: CHAIN,
          latest,
          fees: FEES,
          sign: () => Promise.resolve(signed(latest.nonce)),
        }),
      ),
    );
    expect(bumps.filter(Boolean)).toHaveLength(1);
    const [again] = await store.open("relayer");
    expect(again!.attempts.map(({ nonce, attempt }) => [nonce, attempt])).toEqual([
      [7, 0],
      [7, 1],
    ]);
  });
});

test("an intent tried again after a revert starts over: its old bytes no longer speak for it", async () => {
  const id = await wish();
  await assign(id);
  await store.failed(await standOf(id), PAUSED);
  await pool.query(`update "Intent" set status = 'waiting' where id = $1`, [id]);
  await assign(id, 8);
  const [open] = await store.open("relayer");
  expect(open?.attempts.map(({ nonce, attempt }) => [nonce, attempt])).toEqual([[8, 0]]);
});

describe("an intent whose block refused it", () => {
  const used = (nonce: number) => ({ nonce, noncesMax: 2 });

  test("waits for another nonce, and its former bytes are kept apart", async () => {
    const id = await wish();
    await assign(id);
    await store.mined(await standOf(id), { hash: "0x1", blockNumber: 5, final: false });
    expect(await store.tryAgain(await standOf(id), used(7))).toBe(true);
    expect(await waiting()).toMatchObject([{ id, former: [{ raw: "0x7" }] }]);
    await assign(id, 8);
    const [open] = await store.open("relayer");
    expect(open).toMatchObject({ attempts: [{ nonce: 8 }], former: [{ raw: "0x7" }] });
  });

  test("is not tried again when its nonces are used up, nor by a worker that comes late", async () => {
    const id = await wish();
    await assign(id);
    const read = await standOf(id);
    await store.tryAgain(read, used(7));
    expect(await store.tryAgain(read, used(7))).toBe(true);
    await assign(id, 8);
    expect(await store.tryAgain(read, used(7))).toBe(true);
    expect(await store.open("relayer")).toMatchObject([{ id, status: "signed" }]);
    expect(await store.tryAgain(await standOf(id), used(8))).toBe(false);
    expect(await store.open("relayer")).toMatchObject([{ id, status: "signed" }]);
  });
});

test("a refusal before the signature is forgotten when another worker has signed meanwhile", async () => {
  const [signedByOther, still] = [await wish(), await wish()];
  const [other, own] = [await standOf(signedByOther), await standOf(still)];
  await assign(signedByOther);
  await store.failed(other, PAUSED);
  await store.failed(own, PAUSED);
  expect(await store.open("relayer")).toMatchObject([{ id: signedByOther, status: "signed" }]);
  expect(await waiting()).toEqual([]);
});

describe("a lane's row", () => {
  test("may be lost: the next nonce follows from the signed bytes", async () => {
    await assign(await wish());
    await assign(await wish());
    await pool.query('delete from "SignerLane"');
    const assignment = await assign(await wish());
    expect(assignment).toMatchObject({ kind: "signed", attempt: { nonce: 9 } });
    expect(await store.lane(CHAIN, SIGNER)).toMatchObject({ nextNonce: 10, haltReason: null });
  });

  test("is not needed to halt the lane", async () => {
    await store.halt({ chainId: CHAIN, signer: SIGNER, reason: "because" });
    expect(await store.lane(CHAIN, SIGNER)).toMatchObject({ haltReason: "because" });
    expect(await assign(await wish())).toEqual({ kind: "halted", reason: "because" });
  });
});

describe("nonces without an owner", () => {
  const ownerless = (from = 7) => store.ownerless({ chainId: CHAIN, signer: SIGNER, from });

  test("are those of failed and retried intents, not those under way", async () => {
    const failed = await wish();
    await assign(failed);
    await assign(await wish());
    await store.failed(await standOf(failed), PAUSED);
    expect(await ownerless()).toMatchObject([
      { intentId: failed, label: "relayer", stands: false, attempts: [{ nonce: 7 }] },
    ]);
    await pool.query(`update "Intent" set status = 'waiting' where id = $1`, [failed]);
    await assign(failed);
    expect((await ownerless()).map(({ attempts }) => attempts[0]?.nonce)).toEqual([7]);
    expect(await ownerless(8)).toEqual([]);
  });

  test("of a final intent stand: its own bytes fill them", async () => {
    const id = await wish();
    const { attempt } = (await assign(id)) as { attempt: { hash: string } };
    await store.mined(await standOf(id), { ...MINED, hash: attempt.hash, final: true });
    expect(await ownerless()).toMatchObject([{ intentId: id, stands: true }]);
  });

  test.each([true, false])(
    "of an intent that others did are filled with nothing",
    async (final) => {
      const id = await wish();
      await assign(id);
      await store.mined(await standOf(id), { ...MINED, final });
      expect(await ownerless()).toMatchObject([{ intentId: id, stands: false }]);
      expect(await store.open("relayer")).toEqual([]);
    },
  );
});

describe("a full queue", () => {
  const wishBy = (
    key: string,
    waitingMax: number | null,
    signer: IntentWish["signer"] = "relayer",
  ) =>
    inTransaction(pool, (client) =>
      journalOf(client, clock, noLandmark, waitingMax).wish({
        ...{ key, kind: "sweep", payload: {}, signer },
      }),
    );

  test("refuses new wishes of people for that key, and nothing else", async () => {
    const first = await wishBy("a", 2);
    await wishBy("b", 2);
    await expect(wishBy("c", 2)).rejects.toMatchObject({ code: "intent.queue_full" });
    expect(await wishBy("a", 2)).toBe(first);
    await wishBy("d", 2, "operator");
    await wishBy("e", null);
    expect(await waiting()).toHaveLength(3);
  });

  test("takes new ones as soon as one was signed", async () => {
    await assign(await wishBy("a", 1));
    await wishBy("b", 1);
    await expect(wishBy("c", 1)).rejects.toThrow(Refusal);
  });
});

describe("what waits", () => {
  test("is passed over for a moment when it was put off, says why, and holds nobody up", async () => {
    const first = await wish({ receivableId: "r1" });
    const second = await wish({ receivableId: "r1" });
    await store.putOff(first, { code: "CoinPaused", says: "Paused.", args: {} });
    expect((await waiting()).map(({ id }) => id)).toEqual([second]);
    await pool.query(`update "Intent" set "updatedAt" = now() - interval '16 seconds'`);
    expect((await waiting()).map(({ id }) => id)).toEqual([first, second]);
    await assign(first);
    const { rows } = await pool.query('select status, error from "Intent" where id = $1', [first]);
    expect(rows).toEqual([{ status: "signed", error: null }]);
  });

  test("goes one by one for a receivable, in the order of the wishes", async () => {
    const first = await wish({ receivableId: "r1" });
    const second = await wish({ receivableId: "r1" });
    const elsewhere = await wish({ receivableId: "r2" });
    expect((await waiting()).map(({ id }) => id)).toEqual([first, elsewhere]);
    await assign(first);
    await store.mined(await standOf(first), MINED);
    expect((await waiting()).map(({ id }) => id)).toEqual([second, elsewhere]);
  });

  test("goes in the order of the wishes whatever the clocks of those who wished said", async () => {
    const wishAt = (now: Date) =>
      inTransaction(pool, (client) =>
        journalOf(client, { now: () => now }).wish({
          ...{ key: randomUUID(), kind: "sweep", payload: {}, signer: "relayer" },
        }),
      );
    const first = await wishAt(new Date(Date.now() + 86_400_000));
    const second = await wishAt(new Date(Date.now() - 86_400_000));
    expect((await waiting()).map(({ id, follows }) => [id, follows])).toEqual([
      [first, false],
      [second, true],
    ]);
  });

  test("does not go before its time, and holds nobody up meanwhile", async () => {
    const notBefore = 2_000;
    await wish({ receivableId: "r1", payload: { notBefore } });
    const sweep = await wish({ receivableId: "r1" });
    expect((await waiting(new Date(1_999_000))).map(({ id }) => id)).toEqual([sweep]);
    expect(await waiting(new Date(2_000_000))).toHaveLength(1);
  });

  test("knows when something older could still be its ground", async () => {
    await wish({ kind: "mint", signer: "operator" });
    await wish({ receivableId: "r1" });
    expect((await waiting())[0]?.follows).toBe(true);
  });

  test("the same business key is one wish", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => wish({ key: "sweep:r1:0x1" })));
    expect(new Set(ids).size).toBe(1);
  });
});

describe("the end of an intent", () => {
  test("failure reaches what waited for it, in one transaction", async () => {
    const id = await wish({ kind: "fund" });
    await pool.query(
      `insert into "Receivable" (id, "sellerId", "warehouseId", "buyerId", reference, currency, coin, "amountDue",
         "dueDate", "dueDateSource", "dueAt", "orderCount", "ordersRoot", "documentHash", terms, status)
       values ('r9', 's', 'w', 'b', 'QN-9', 'HKD', '0x', 1, '2027-01-01', 'stated', now(), 1, '0x', '0x', '{}', 'registered')
       on conflict do nothing`,
    );
    await pool.query(
      `insert into "Funding" (id, "receivableId", "lenderId", amount, salt, signature, "intentId", status)
       values ('f1', 'r9', 'l', 1, '0x', '0x', $1, 'submitted')`,
      [id],
    );
    await store.failed(await standOf(id), {
      ...{ code: "AboveCap", says: "More than may still be funded.", args: {} },
    });
    const funding = await pool.query('select status, error from "Funding"');
    expect(funding.rows).toEqual([{ status: "failed", error: "More than may still be funded." }]);
    const intent = await pool.query<{ status: string; error: { code: string } }>(
      'select status, error from "Intent" where id = $1',
      [id],
    );
    expect(intent.rows[0]).toMatchObject({ status: "failed", error: { code: "AboveCap" } });
  });

  test("a lost block puts it under way again, with its nonce and bytes", async () => {
    const id = await wish();
    await assign(id);
    await store.mined(await standOf(id), MINED);
    await store.lost(await standOf(id));
    const [open] = await store.open("relayer");
    expect(open).toMatchObject({ status: "sent", blockNumber: null, attempts: [{ nonce: 7 }] });
  });

  test("is what it is: a worker that read it long ago overwrites nothing", async () => {
    const id = await wish();
    const waited = await standOf(id);
    const assignment = await assign(id);
    const signedAt = await standOf(id);
    await store.mined(signedAt, { ...MINED, final: true });
    await store.failed(waited, PAUSED);
    await store.failed(signedAt, PAUSED);
    await store.mined(signedAt, MINED);
    await store.lost(signedAt);
    expect(await standOf(id)).toMatchObject({ status: "final", blockNumber: 5 });
    if (assignment.kind === "signed") await store.sent(id, assignment.attempt);
    const { rows } = await pool.query('select "broadcastAt" from "TxAttempt"');
    expect(rows).toEqual([{ broadcastAt: null }]);
  });
});
