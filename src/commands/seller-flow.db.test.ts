import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { DEMO_PASSWORD } from "@/core/demo/demo";
import { sampleFile } from "@/core/import/sample-files";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import { isOrderUnder } from "@/core/order-root/order-root";
import type { OrgScope } from "@/core/scope/scope";
import { wire } from "@/wire";
import { makeDemoWorld } from "./demo-world";

const app = wire();
const { usecases, views } = app;

let seller: OrgScope;
let rival: OrgScope;
let warehouse: OrgScope;

const signedIn = async (email: string): Promise<OrgScope> => {
  const session = await app.acting.signIn({ email, password: DEMO_PASSWORD, address: "test" });
  const scope = await app.gate.scopeOf(await app.acting.headersOf(session));
  if (!scope) throw new Error(`${email} cannot sign in`);
  return scope;
};

const today = new Date(Date.now() + 28_800_000).toISOString().slice(0, 10) as CalendarDate;

const contentOf = (
  sample: Parameters<typeof sampleFile>[0],
  tag: string,
  name = "Harbour Lane Trading",
) => new TextEncoder().encode(sampleFile(sample, { seller: name, today, tag }).text);

const upload = async (
  scope: OrgScope,
  sample: Parameters<typeof sampleFile>[0],
  tag: string,
): Promise<string> => {
  const content = contentOf(sample, tag);
  return (await usecases.planImport(scope, { fileName: `${tag}.csv`, content })).importId;
};

const detailOf = (scope: OrgScope, id: string) =>
  views.imports.detail(scope, { id, warehouseId: warehouse.organisationId, page: 1, pageSize: 50 });

const commitAll = async (scope: OrgScope, importId: string): Promise<number> => {
  const { counts } = await detailOf(scope, importId);
  const { orders } = await usecases.commitImport(scope, {
    importId,
    warehouseId: warehouse.organisationId,
    included: [],
    expected: counts.financeable,
  });
  return orders;
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

beforeAll(async () => {
  await makeDemoWorld(app, async () => []);
  seller = await signedIn("seller@demo.quaynote.test");
  rival = await signedIn("seller2@demo.quaynote.test");
  warehouse = await signedIn("warehouse@demo.quaynote.test");
});
afterAll(async () => {
  await app.prisma.$disconnect();
  await app.pool.end();
});

describe("import", () => {
  it("counts add up, and the same file again is the same import", async () => {
    const id = await upload(seller, "orders-csv", "A");
    expect(await upload(seller, "orders-csv", "A")).toBe(id);
    const { counts } = await detailOf(seller, id);
    expect(counts).toEqual({ read: 4, financeable: 3, hold: 1, reject: 0, duplicate: 0 });
    const failed = await views.imports.failedRows(seller, { id });
    expect(failed.rows).toHaveLength(1);
    expect(failed.header.at(-1)).toBe("error");
  });

  it("commits exactly what was shown, once", async () => {
    const importId = await upload(seller, "orders-csv", "B");
    const input = { importId, warehouseId: warehouse.organisationId, included: [], expected: 2 };
    expect(await codeOf(usecases.commitImport(seller, input))).toBe("import.changed");
    const commits = await Promise.all([commitAll(seller, importId), commitAll(seller, importId)]);
    expect(commits).toEqual([3, 3]);
    const { total, rows } = await views.orders.list(seller, {
      filter: { importId },
      page: 1,
      pageSize: 10,
    });
    expect(total).toBe(3);
    const numbers = rows.map(({ number }) => number);
    expect(numbers, "orders of one file stand by their number").toEqual(numbers.toSorted());
  });

  it("knows orders that are here already from another file", async () => {
    const text = new TextDecoder().decode(contentOf("orders-csv", "B"));
    const content = new TextEncoder().encode(`${text}\r\n`);
    const { importId } = await usecases.planImport(seller, { fileName: "again.csv", content });
    const { counts, status } = await detailOf(seller, importId);
    expect([counts.duplicate, counts.hold, status]).toEqual([3, 1, "held"]);
    expect(await codeOf(commitAll(seller, importId))).toBe("import.nothing");
  });

  it("says so when nothing in a file can be financed", async () => {
    const lines = new TextDecoder().decode(contentOf("orders-csv", "L")).trimEnd().split("\r\n");
    const statusOf = async (fileName: string, text: string) => {
      const content = new TextEncoder().encode(text);
      const { importId } = await usecases.planImport(seller, { fileName, content });
      const shown = await detailOf(seller, importId);
      const { rows } = await views.imports.list(seller, { page: 1, pageSize: 50 });
      expect(rows.find(({ id }) => id === importId)?.status).toBe(shown.status);
      expect(await codeOf(commitAll(seller, importId))).toBe("import.nothing");
      return [shown.status, shown.counts, shown.includable];
    };
    const none = { financeable: 0, hold: 0, reject: 0, duplicate: 0 };
    const late = [lines[0], lines.at(-1)].join("\r\n");
    expect(await statusOf("late.csv", late)).toEqual(["held", { ...none, read: 1, hold: 1 }, 0]);
    const owed = [lines[0], lines.at(-1)?.replaceAll("3100.00", "-3100.00")].join("\r\n");
    expect((await statusOf("owed.csv", owed))[0]).toBe("refused");
  });

  it("asks for the columns of a table that nobody can read", async () => {
    const content = new TextEncoder().encode("a,b,c,d\r\n1,2,3,4\r\n");
    const { importId } = await usecases.planImport(seller, { fileName: "strange.csv", content });
    expect((await detailOf(seller, importId)).status).toBe("unmapped");
    const { rows } = await views.imports.list(seller, { page: 1, pageSize: 50 });
    expect(rows.find(({ id }) => id === importId)?.status).toBe("unmapped");
    expect(rows.find(({ fileName }) => fileName === "A.csv")?.status).toBe("planned");
  });

  it("does not exist for another tenant", async () => {
    const id = await upload(seller, "orders-csv", "A");
    expect(await codeOf(detailOf(rival, id))).toBe("object.not_found");
    expect(await codeOf(commitAll(rival, id))).toBe("object.not_found");
    expect(await codeOf(usecases.discardImport(rival, { importId: id }))).toBe("object.not_found");
  });
});

describe("registration", () => {
  it("makes one receivable of 1,000 parcel orders that the warehouse countersigns", async () => {
    const importId = await upload(seller, "parcels-csv", "P");
    expect(await commitAll(seller, importId)).toBe(1_000);
    const selection = { all: { importId } };
    const shown = await views.orders.proposal(seller, { selection, grouping: "auto", today });
    expect([shown.orders, shown.lots.length, shown.batches]).toEqual([1_000, 1, 1]);
    const made = await usecases.proposeRegistration(seller, { selection, grouping: "auto" });
    const [id = ""] = made.receivableIds;
    const [registrationId = ""] = made.registrationIds;
    const receivable = await views.receivables.detail(seller, id);
    expect(receivable.orderCount).toBe(1_000);
    expect(receivable.amountDue).toBe(shown.sums[0]?.minor);
    expect(receivable.state).toBe("proposed");

    const { rows } = await views.receivables.orders(seller, { id, page: 40, pageSize: 25 });
    const proof = await views.receivables.proof(seller, { id, orderId: rows[3]?.id ?? "" });
    expect(isOrderUnder(receivable.terms.ordersRoot, proof, proof.proof)).toBe(true);

    expect(await codeOf(views.receivables.detail(rival, id))).toBe("object.not_found");
    expect(await codeOf(usecases.countersignRegistration(rival, { registrationId }))).toBe(
      "object.not_found",
    );
    const waiting = await views.registrations.awaiting(warehouse);
    expect(waiting.map((row) => row.id)).toContain(registrationId);
    await usecases.countersignRegistration(warehouse, { registrationId });
    expect(await codeOf(usecases.countersignRegistration(warehouse, { registrationId }))).toBe(
      "registration.not_waiting",
    );
    const intents = await app.pool.query(`select kind from "Intent" where key = $1`, [
      `register:${registrationId}`,
    ]);
    expect(intents.rows).toEqual([{ kind: "register" }]);
  }, 30_000);

  it("refuses the same orders of another seller, and frees orders that are declined", async () => {
    const filter = { all: { importId: await upload(seller, "orders-csv", "B") } };
    const made = await usecases.proposeRegistration(seller, {
      selection: filter,
      grouping: "apart",
    });
    expect(made.receivableIds).toHaveLength(3);

    const theirs = await upload(rival, "orders-csv", "B");
    await commitAll(rival, theirs);
    const copy = { selection: { all: { importId: theirs } }, grouping: "apart" as const };
    expect(await codeOf(usecases.proposeRegistration(rival, copy))).toBe("registration.duplicate");

    const [registrationId = ""] = made.registrationIds;
    await usecases.declineRegistration(warehouse, { registrationId, reason: "Not in our stock" });
    const { rows } = await views.orders.list(seller, { filter: filter.all, page: 1, pageSize: 5 });
    expect(rows.map(({ status }) => status)).toEqual(["ready", "ready", "ready"]);
    const again = await usecases.proposeRegistration(seller, {
      selection: filter,
      grouping: "apart",
    });
    expect(again.receivableIds.toSorted()).toEqual(made.receivableIds.toSorted());
  });

  it("stands with the warehouse only while it can be signed", async () => {
    const importId = await upload(seller, "orders-csv", "E");
    await commitAll(seller, importId);
    const selection = { all: { importId } };
    const made = await usecases.proposeRegistration(seller, { selection, grouping: "auto" });
    const [id = ""] = made.registrationIds;
    const waits = async (scope: OrgScope) =>
      (await views.registrations.awaiting(scope)).some((row) => row.id === id);
    const counted = async () =>
      (await views.home.home(warehouse)).tasks.find(({ key }) => key === "countersign")?.count ?? 0;
    const before = await counted();
    expect([await waits(warehouse), await waits(seller)]).toEqual([true, true]);
    await app.pool.query(
      `update "Registration" set payload = jsonb_set(payload, '{expiry}', '1000') where id = $1`,
      [id],
    );
    expect([await waits(warehouse), await waits(seller)]).toEqual([false, true]);
    expect(await counted()).toBe(before - 1);
  });

  it("takes each order once when two people press at the same moment", async () => {
    const importId = await upload(seller, "orders-csv", "C");
    await commitAll(seller, importId);
    const press = () =>
      codeOf(
        usecases.proposeRegistration(seller, {
          selection: { all: { importId } },
          grouping: "auto",
        }),
      );
    const answers = await Promise.all([press(), press()]);
    expect(answers.toSorted().at(0)).toBe("done");
    expect(answers.toSorted().at(1)).toMatch(/^order\./);
  });
});

describe("offer", () => {
  const registered = async (): Promise<string> => {
    const importId = await upload(seller, "invoice-ubl", `U${Math.random().toString(36).slice(2)}`);
    await commitAll(seller, importId);
    const made = await usecases.proposeRegistration(seller, {
      selection: { all: { importId } },
      grouping: "auto",
    });
    const [id = ""] = made.receivableIds;
    await app.pool.query(
      `update "Receivable" set status = 'registered', "registeredAt" = now() where id = $1`,
      [id],
    );
    return id;
  };

  it("signs, replaces and withdraws; only one is open", async () => {
    const receivableId = await registered();
    await usecases.signOffer(seller, { receivableId, after: 0, terms: DEFAULT_TERMS });
    const first = (await views.receivables.detail(seller, receivableId)).offer;
    expect(first).toMatchObject({ sequence: 1, status: "open", maximum: 80_000_000_000n });
    expect((await views.receivables.detail(seller, receivableId)).state).toBe("offered");

    const cheaper = { ...DEFAULT_TERMS, rateBps: 1_000 };
    expect(
      await codeOf(usecases.signOffer(seller, { receivableId, after: 0, terms: cheaper })),
    ).toBe("offer.changed");
    await usecases.signOffer(seller, { receivableId, after: 1, terms: cheaper });
    const second = (await views.receivables.detail(seller, receivableId)).offer;
    expect(second).toMatchObject({ sequence: 2, status: "open", rateBps: 1_000 });
    await usecases.withdrawOffer(seller, { receivableId });
    expect((await views.receivables.detail(seller, receivableId)).state).toBe("registered");
    const floors = await app.pool.query(
      `select payload->>'sequence' as sequence from "Intent" where kind = 'supersede-offers'
       and "receivableId" = $1 order by "createdAt"`,
      [receivableId],
    );
    expect(floors.rows).toEqual([{ sequence: "2" }, { sequence: "3" }]);
  });

  it("refuses rates above the ceilings and other people's receivables", async () => {
    const receivableId = await registered();
    const sign = (scope: OrgScope, rateBps: number, rateOverride = false) =>
      codeOf(
        usecases.signOffer(scope, {
          receivableId,
          after: 0,
          terms: { ...DEFAULT_TERMS, rateBps, rateOverride },
        }),
      );
    expect(await sign(seller, 3_075)).toBe("offer.rate_needs_override");
    expect(await sign(seller, 3_921, true)).toBe("offer.rate_too_high");
    expect(await sign(rival, 1_200)).toBe("object.not_found");
  });

  it("gives the buyer a link of which only the hash is kept", async () => {
    const receivableId = await registered();
    const fresh = { receivableId, replaces: null };
    expect(await codeOf(usecases.createBuyerLink(rival, fresh))).toBe("object.not_found");
    const { token } = await usecases.createBuyerLink(seller, fresh);
    const link = await app.gate.linkScopeOf(token);
    expect(link?.receivableId).toBe(receivableId);
    const stored = await app.pool.query(`select "tokenHash" from "BuyerLink"`);
    expect(JSON.stringify(stored.rows)).not.toContain(token);
    expect(await codeOf(usecases.createBuyerLink(seller, fresh))).toBe("receivable.link_changed");
    const shown = (await views.receivables.detail(seller, receivableId)).buyerLink;
    const replaces = shown?.createdAt ?? null;
    const next = await usecases.createBuyerLink(seller, { receivableId, replaces });
    expect(await app.gate.linkScopeOf(token)).toBeNull();
    expect(await app.gate.linkScopeOf(next.token)).not.toBeNull();
  });
});
