import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failWaitingRows } from "@/adapters/db/intent-effects";
import { paymentStore } from "@/adapters/db/payment-store";
import { openPool } from "@/adapters/db/pool";
import { retell } from "@/adapters/db/projection-store";
import { inTransaction } from "@/adapters/db/transact";
import { factAt } from "@/core/chain-fact/fact-builder";
import { receivableFrom } from "@/core/chain-fact/receivable-state";
import { mintLinkScope, mintScope, type OrgScope } from "@/core/scope/scope";
import { env } from "@/env";
import { addFunded } from "./delivery.build";
import { codeOf, NOW, type Placed, randomHex } from "./lending.build";
import { sellingOf } from "./selling";

let pool: pg.Pool;
let now = NOW;
let app: ReturnType<typeof sellingOf>;

const sellerOf = ({ sellerId }: Placed): OrgScope =>
  mintScope({
    organisationId: sellerId,
    kind: "seller",
    userId: randomUUID(),
    role: "maker",
    account: null,
  });

const insertFact = (
  placed: Placed,
  fact: { name: string; args: object; at: Date; place?: number },
): Promise<unknown> =>
  pool.query(
    `insert into "ChainEvent" ("blockHash", "logIndex", "blockNumber", "txHash", contract, name, "receivableId", args, "blockAt")
     values ($1, 0, $2, $1, 'Receivables', $3, $4, $5, $6)`,
    [
      randomHex(32),
      fact.place ?? 1,
      fact.name,
      placed.receivableId,
      JSON.stringify(fact.args),
      fact.at,
    ],
  );

/** The whole advance of 80,000.00 with the seller, `daysAgo` days ago. */
const addReleased = async (daysAgo: number): Promise<Placed> => {
  const placed = await addFunded(pool);
  await pool.query(
    `update "Receivable" set status = 'released', released = 80000000000, escrow = 0 where id = $1`,
    [placed.receivableId],
  );
  const at = new Date(NOW.getTime() - daysAgo * 86_400_000);
  await insertFact(placed, { name: "Released", args: { released: "80000000000" }, at });
  return placed;
};

const words = { number: "CN-1", cause: "returned", note: "3 boxes", file: null } as const;
const input = ({ receivableId }: Placed, amount: bigint, before = 0n) => ({
  ...{ receivableId, before, amount, words },
});

beforeAll(() => {
  pool = openPool(env().databaseUrl);
  app = sellingOf({
    pool,
    clock: { now: () => now },
    chain: {
      chainConfig: { chainId: 31_337, receivables: randomHex(20), coins: {} },
      isSignedBy: (_account, _message, signature) => Promise.resolve(signature.startsWith("0x60")),
    },
    keyKeeper: {
      create: () => Promise.reject(new Error("not here")),
      signTyped: () => Promise.resolve(randomHex(65)),
    },
    lotSalt: () => Promise.reject(new Error("not here")),
    ensureBuyers: () => Promise.reject(new Error("not here")),
  });
});
afterAll(() => pool.end());

const creditsOf = async (placed: Placed) =>
  (await app.views.receivables.detail(sellerOf(placed), placed.receivableId)).credits;

const intentsOf = async ({ receivableId }: Placed) =>
  (
    await pool.query<{ id: string; payload: { diluted: string; creditNoteId: string } }>(
      `select id, payload from "Intent" where "receivableId" = $1 and kind = 'dilute' order by "createdAt"`,
      [receivableId],
    )
  ).rows;

describe("issuing", () => {
  test("signs once however often it is pressed, and wishes one chain write", async () => {
    const placed = await addFunded(pool);
    const scope = sellerOf(placed);
    const press = () => app.usecases.issueCreditNote(scope, input(placed, 4_000_000_000n));
    const [first, second] = await Promise.all([press(), press()]);
    expect(second).toEqual(first);
    expect(await press()).toEqual(first);
    const [intent, ...more] = await intentsOf(placed);
    expect(more).toEqual([]);
    expect(intent?.payload).toMatchObject({
      diluted: "4000000000",
      creditNoteId: first.creditNoteId,
    });
    expect(await creditsOf(placed)).toMatchObject([
      { status: "signed", amount: 4_000_000_000n, words: { number: "CN-1" } },
    ]);
    const facts = await pool.query(`select name from "AuditFact" where subject = $1`, [
      placed.receivableId,
    ]);
    expect(facts.rows).toEqual([{ name: "credit.issued" }]);
  });

  test("keeps within what is held back today, charges to the unit", async () => {
    const placed = await addReleased(30);
    const scope = sellerOf(placed);
    const charge = (80_000_000_000n * 30n * 1_200n) / 3_650_000n;
    const room = 20_000_000_000n - charge - 400_000_000n;
    const form = await app.views.credits.form(scope, placed.receivableId);
    expect(form.books.owed).toMatchObject({
      charge,
      fee: 400_000_000n,
      principal: 80_000_000_000n,
    });
    expect(form.dailyCharge).toBe((80_000_000_000n * 31n * 1_200n) / 3_650_000n - charge);
    const issue = (amount: bigint) =>
      codeOf(app.usecases.issueCreditNote(scope, input(placed, amount)));
    expect(await issue(room + 1n)).toBe("credit.over_limit");
    expect(await issue(room)).toBe("ok");
    expect((await app.views.credits.form(scope, placed.receivableId)).underWay).toBe(true);
    expect(await issue(1n)).toBe("credit.under_way");
  });

  test("refuses what was drawn from older figures, what is over, and other people's", async () => {
    const placed = await addReleased(0);
    const scope = sellerOf(placed);
    const issue = (who: OrgScope, before: bigint) =>
      codeOf(app.usecases.issueCreditNote(who, input(placed, 1n, before)));
    expect(await issue(scope, 1n)).toBe("credit.changed");
    expect(await issue(sellerOf(await addReleased(0)), 0n)).toBe("object.not_found");
    await pool.query(`update "Receivable" set status = 'settled' where id = $1`, [
      placed.receivableId,
    ]);
    expect(await issue(scope, 0n)).toBe("credit.over");
  });

  test("takes a wallet's signature over exactly what was drawn up, for a quarter of an hour", async () => {
    const placed = await addReleased(0);
    const scope = sellerOf(placed);
    const credit = input(placed, 5n);
    const { signedAt, message } = await app.usecases.prepareCreditNote(scope, credit);
    expect(JSON.parse(message)).toMatchObject({
      primaryType: "CreditNote",
      message: { diluted: "5", amountDue: "100000000000" },
    });
    const issue = (signature: string) =>
      codeOf(app.usecases.issueCreditNote(scope, { ...credit, signed: { signedAt, signature } }));
    expect(await issue("0x61")).toBe("offer.signature_wrong");
    now = new Date(NOW.getTime() + 901_000);
    expect(await issue("0x60")).toBe("registration.expired");
    now = NOW;
    expect(await issue("0x60")).toBe("ok");
  });
});

describe("the chain's answer", () => {
  const diluted = (placed: Placed, documentHash: string) => [
    factAt(1, "Diluted", { receivable: placed.receivableId, diluted: "7", documentHash }),
  ];
  const tell = (placed: Placed, facts: ReturnType<typeof diluted>, undoing = false) =>
    inTransaction(pool, (client) =>
      retell(client, [{ id: placed.receivableId, state: receivableFrom(facts) }], { undoing }),
    );

  test("books the note with its words, also for the buyer; a lost block takes it back", async () => {
    const placed = await addReleased(0);
    await app.usecases.issueCreditNote(sellerOf(placed), input(placed, 7n));
    const [line] = await creditsOf(placed);
    const documentHash = line?.documentHash ?? "";
    await insertFact(placed, {
      ...{ name: "Diluted", args: { diluted: "7", documentHash }, at: NOW, place: 2 },
    });
    await tell(placed, diluted(placed, documentHash));
    const statusOf = async () =>
      (
        await pool.query<{ status: string }>(
          `select status from "CreditNote" where "receivableId" = $1`,
          [placed.receivableId],
        )
      ).rows.map(({ status }) => status);
    expect(await statusOf()).toEqual(["booked"]);
    expect(await creditsOf(placed)).toMatchObject([{ status: "booked", amount: 7n }]);
    const linkId = randomUUID();
    await pool.query(
      `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt") values ($1, $2, $1, $3)`,
      [linkId, placed.receivableId, NOW],
    );
    const { receivableId, buyerId } = placed;
    const link = mintLinkScope({ linkId, receivableId, buyerId });
    const debt = await paymentStore(pool, { now: () => NOW }).debt(link, "read");
    expect(debt).toMatchObject({ diluted: 7n, credits: [{ words: { number: "CN-1" } }] });
    await tell(placed, [], true);
    expect(await statusOf()).toEqual(["signed"]);
  });

  test("a refusal is shown to the seller, and the next note can be issued", async () => {
    const placed = await addReleased(0);
    const scope = sellerOf(placed);
    await app.usecases.issueCreditNote(scope, input(placed, 7n));
    const [intent] = await intentsOf(placed);
    await inTransaction(pool, (client) =>
      failWaitingRows(client, intent?.id ?? "", { code: "WrongDeal", says: "no", args: {} }),
    );
    expect(await creditsOf(placed)).toMatchObject([{ status: "failed" }]);
    expect(await codeOf(app.usecases.issueCreditNote(scope, input(placed, 7n)))).toBe("ok");
    const statuses = (await creditsOf(placed)).map(({ status }) => status);
    expect(statuses.sort()).toEqual(["failed", "signed"]);
  });
});
