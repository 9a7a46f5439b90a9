import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deliveryStore } from "@/adapters/db/delivery-store";
import { openPool } from "@/adapters/db/pool";
import { inTransaction } from "@/adapters/db/transact";
import { evidenceHashOf } from "@/core/delivery/delivery-record";
import type { OrgScope } from "@/core/scope/scope";
import { env } from "@/env";
import { addFunded, openDelivery, warehouseOf } from "./delivery.build";
import { addOffer, codeOf, NOW, type Placed } from "./lending.build";

let pool: pg.Pool;
let now = NOW;
let app: ReturnType<typeof openDelivery>;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = openDelivery(pool, { now: () => now });
});
afterAll(() => pool.end());

const everything = (placed: Placed, after = 0) => ({
  receivableId: placed.receivableId,
  after,
  said: { others: "delivered" as const, lines: [] },
});

const formOf = (scope: OrgScope, placed: Placed, search?: string) =>
  app.views.deliveries.form(scope, {
    receivableId: placed.receivableId,
    search,
    page: 1,
    pageSize: 20,
  });

const firstLine = async (scope: OrgScope, placed: Placed): Promise<string> => {
  const { page } = await formOf(scope, placed);
  return page.orders[0]?.lines[0]?.key ?? "";
};

const part = async (scope: OrgScope, placed: Placed, delivered: string, after: number) => ({
  receivableId: placed.receivableId,
  after,
  said: {
    others: "unchanged" as const,
    lines: [{ key: await firstLine(scope, placed), delivered, short: "0", rejected: "0" }],
  },
});

const rowsOf = async (placed: Placed) =>
  (
    await pool.query(
      `select a.*, i.kind, i.key, i.payload from "Attestation" a
       join "Intent" i on i.key = 'release:' || a."receivableId" || ':' || a.sequence
       where a."receivableId" = $1 order by a.sequence`,
      [placed.receivableId],
    )
  ).rows;

describe("confirming a delivery", () => {
  test("a double click saves one attestation, one release and one audit fact", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    const clicks = await Promise.all(
      [1, 2, 3].map(() => app.usecases.confirmDelivery(scope, everything(placed))),
    );
    expect(new Set(clicks.map(({ attestationId }) => attestationId)).size).toBe(1);
    const rows = await rowsOf(placed);
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ kind: "release", sequence: 1, delivered: 100_000_000_000n });
    expect(row.payload.attestation).toMatchObject({
      delivered: "100000000000",
      seq: 1,
      evidenceHash: evidenceHashOf(row.quantities),
    });
    expect(row.payload.attestationId).toBe(row.id);
    const facts = await pool.query(`select name from "AuditFact" where subject = $1`, [
      placed.receivableId,
    ]);
    expect(facts.rows).toEqual([{ name: "delivery.confirmed" }]);
  });

  test("says before signing what it is worth and what it releases", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    const half = await part(scope, placed, "5", 0);
    expect(await app.usecases.quoteDelivery(scope, half)).toEqual({
      before: 0n,
      delivered: 24_000_000_000n,
      amountDue: 100_000_000_000n,
      release: 19_200_000_000n,
      complete: false,
    });
    expect((await app.views.deliveries.panel(scope, placed.receivableId)).release).toBe(
      80_000_000_000n,
    );
    expect(await rowsOf(placed)).toHaveLength(0);
  });

  test("a second delivery adds up, counts on and never shrinks", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    await app.usecases.confirmDelivery(scope, await part(scope, placed, "5", 0));
    expect(
      await codeOf(app.usecases.confirmDelivery(scope, await part(scope, placed, "4", 1))),
    ).toBe("delivery.less_than_before");
    expect(
      await codeOf(app.usecases.confirmDelivery(scope, await part(scope, placed, "5", 1))),
    ).toBe("delivery.nothing_new");
    expect(
      await codeOf(app.usecases.confirmDelivery(scope, await part(scope, placed, "7", 0))),
    ).toBe("delivery.changed");
    await app.usecases.confirmDelivery(scope, everything(placed, 1));
    const rows = await rowsOf(placed);
    expect(rows.map(({ sequence, delivered }) => [sequence, delivered])).toEqual([
      [1, 24_000_000_000n],
      [2, 100_000_000_000n],
    ]);
    expect((await app.views.deliveries.panel(scope, placed.receivableId)).after).toBe(2);
  });

  test("what the chain refused does not count, and its number is not used again", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    await app.usecases.confirmDelivery(scope, everything(placed));
    await pool.query(`update "Attestation" set status = 'failed' where "receivableId" = $1`, [
      placed.receivableId,
    ]);
    await app.usecases.confirmDelivery(scope, everything(placed));
    expect((await rowsOf(placed)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test("another warehouse finds nothing", async () => {
    const [placed, other] = [await addFunded(pool), await addFunded(pool)];
    const stranger = await warehouseOf(pool, other);
    const outcomes = await Promise.all([
      codeOf(app.usecases.confirmDelivery(stranger, everything(placed))),
      codeOf(app.usecases.quoteDelivery(stranger, everything(placed))),
      codeOf(app.views.deliveries.panel(stranger, placed.receivableId)),
      codeOf(formOf(stranger, placed)),
    ]);
    expect(new Set(outcomes)).toEqual(new Set(["object.not_found"]));
    const { rows } = await app.views.deliveries.signed(stranger, {
      filter: {},
      page: 1,
      pageSize: 50,
    });
    expect(rows).toEqual([]);
  });

  test("not before the funding, not in a dispute, not after the deadline", async () => {
    const early = await addOffer(pool);
    const scope = await warehouseOf(pool, early);
    expect(await codeOf(app.usecases.confirmDelivery(scope, everything(early)))).toBe(
      "delivery.not_funded",
    );
    const placed = await addFunded(pool);
    const own = await warehouseOf(pool, placed);
    await pool.query(
      `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt", "disputedAt")
       values ($1, $1, $1, $2, $2)`,
      [placed.receivableId, now],
    );
    expect(await codeOf(app.usecases.confirmDelivery(own, everything(placed)))).toBe(
      "delivery.disputed",
    );
    const late = await addFunded(pool);
    const last = await warehouseOf(pool, late);
    now = new Date(late.deal.offer.deliverBy * 1000 + 1_000);
    expect(await codeOf(app.usecases.confirmDelivery(last, everything(late)))).toBe(
      "delivery.too_late",
    );
    now = NOW;
  });

  test("a dispute that comes in while a confirmation waits for the receivable is seen", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    const { receivableId } = placed;
    const buyer = await pool.connect();
    await buyer.query("begin");
    await buyer.query('select 1 from "Receivable" where id = $1 for update', [receivableId]);
    await buyer.query(
      `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt", "disputedAt")
       values ($1, $1, $1, $2, $2)`,
      [receivableId, now],
    );
    const locked = inTransaction(pool, (client) => deliveryStore(client).lock(scope, receivableId));
    const waits = async () =>
      (await pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount;
    await vi.waitUntil(waits);
    await buyer.query("commit");
    buyer.release();
    expect(await locked).toMatchObject({ disputed: true });
  });

  test("a wallet's own signature is checked", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    const { signedAt, message } = await app.usecases.prepareDelivery(scope, everything(placed));
    expect(JSON.parse(message).primaryType).toBe("Attestation");
    const signed = (signature: string) =>
      app.usecases.confirmDelivery(scope, {
        ...everything(placed),
        signed: { signedAt, signature },
      });
    expect(await codeOf(signed(`0x50${"00".repeat(64)}`))).toBe("offer.signature_wrong");
    expect(await codeOf(signed(`0x60${"00".repeat(64)}`))).toBe("ok");
  });
});

describe("lists", () => {
  test("what waits stands in deliver until it is confirmed, and in hold while it is financed", async () => {
    const placed = await addFunded(pool, { reference: "QN-LIST-1" });
    const scope = await warehouseOf(pool, placed);
    const ask = { filter: { search: "qn-list" }, page: 1, pageSize: 10 };
    const idsOf = async (list: "deliver" | "hold") =>
      (await app.views.deliveries.list(scope, { list, ...ask })).rows.map(({ id }) => id);
    expect(await idsOf("deliver")).toEqual([placed.receivableId]);
    expect(await idsOf("hold")).toEqual([placed.receivableId]);
    await app.usecases.confirmDelivery(scope, everything(placed));
    expect(await idsOf("deliver")).toEqual([]);
    const { rows } = await app.views.deliveries.signed(scope, { filter: {}, page: 1, pageSize: 9 });
    expect(rows).toMatchObject([{ kind: "delivery", amount: 100_000_000_000n, status: "signed" }]);
  });

  test("finds an order in a receivable and shows a whole order as one line", async () => {
    const placed = await addFunded(pool);
    const scope = await warehouseOf(pool, placed);
    const { page } = await formOf(scope, placed, "a-2");
    expect(page.total).toBe(1);
    expect(page.orders[0]?.lines).toMatchObject([{ ordered: "1", description: null }]);
  });
});
