import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_TERMS } from "../../src/core/offer/offer-terms";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { callerFor, headersOf } from "./caller";
import type { Signed } from "./people";
import type { Viewer } from "./routes";

const CHAIN_MS = 90_000;

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + CHAIN_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${CHAIN_MS / 1000} s.`);
    await sleep(500);
  }
};

/** Uploads the sample table as the seller and answers the import's id. */
const upload = async (base: string, seller: Signed): Promise<string> => {
  const headers = headersOf(base, seller);
  const sample = await fetch(`${base}/api/exports/sample?kind=orders-csv`, { headers });
  const answer = await fetch(`${base}/api/uploads`, {
    method: "POST",
    headers: { ...headers, "x-file-name": "orders.csv" },
    body: await sample.text(),
  });
  if (!answer.ok) throw new Error(`The sample was not taken: ${await answer.text()}`);
  const { importId } = (await answer.json()) as { importId: string };
  return importId;
};

/** Orders from the sample, committed; a second upload stays a plan, so that both kinds of page exist. */
const importOrders = async (base: string, seller: Signed): Promise<void> => {
  const { import: imports } = callerFor(base, seller);
  const importId = await upload(base, seller);
  const [warehouse] = await imports.warehouses.query();
  if (!warehouse) throw new Error("No warehouse can confirm orders.");
  const { counts } = await imports.detail.query({
    id: importId,
    warehouseId: warehouse.id,
    page: 1,
  });
  await imports.commit.mutate({
    importId,
    warehouseId: warehouse.id,
    included: [],
    expected: counts.financeable,
  });
  await upload(base, seller);
};

/** Registers every order apart: the first receivables are confirmed, and one more waits for the warehouse. */
const register = async (base: string, people: Record<Viewer, Signed>): Promise<void> => {
  const { registration } = callerFor(base, people.seller);
  const { order } = callerFor(base, people.seller);
  const { rows } = await order.list.query({ filter: { status: "ready" } });
  const ids = rows.map(({ id }) => id);
  const propose = (chosen: string[]) =>
    registration.propose.mutate({ selection: { ids: chosen }, grouping: "apart" });
  const { registrationIds } = await propose(ids.slice(0, 2));
  const warehouse = callerFor(base, people.warehouse);
  for (const registrationId of registrationIds) {
    await warehouse.registration.countersign.mutate({ registrationId });
  }
  await propose(ids.slice(2, 3));
};

/** Offers one registered receivable and answers its id. */
const offerOne = async (base: string, people: Record<Viewer, Signed>): Promise<string> => {
  const seller = callerFor(base, people.seller);
  const registered = async () =>
    (await seller.receivable.list.query({ filter: { status: "registered" } })).rows;
  await until("Registration", async () => (await registered()).length >= 2);
  const [chosen] = await registered();
  if (!chosen) throw new Error("Nothing is registered.");
  await seller.offer.sign.mutate({ receivableId: chosen.id, after: 0, terms: DEFAULT_TERMS });
  return chosen.id;
};

/** A lender funds all that is left, so that the warehouse has a delivery to confirm. */
const fund = async (
  base: string,
  people: Record<Viewer, Signed>,
  receivableId: Hex,
): Promise<void> => {
  const { funding } = callerFor(base, people.lender);
  const panel = await funding.panel.query({ receivableId });
  if (!panel) throw new Error("The lender sees no offer.");
  await funding.submit.mutate({
    receivableId,
    amount: panel.offer.left,
    dealHash: panel.dealHash,
    salt: `0x${randomBytes(32).toString("hex")}`,
  });
  const { receivable } = callerFor(base, people.seller);
  await until("Funding", async () => {
    const { rows } = await receivable.list.query({ filter: { status: "funded" } });
    return rows.length > 0;
  });
};

/** Addresses that no page need link to, and who looks at them. */
export type Known = { viewer: Viewer; path: string };

/**
 * Gives every page something to show: an import committed and one planned, a receivable that waits,
 * one registered, one funded. Answers the address of a buyer's page, which no page links to, of the
 * offer and the credit note still to be made, and of the funded receivable for every persona.
 */
export const makeSampleLife = async (
  base: string,
  people: Record<Viewer, Signed>,
): Promise<Known[]> => {
  const { receivable } = callerFor(base, people.seller);
  const before = await receivable.list.query({ filter: {} });
  let receivableId = before.rows[0]?.id;
  if (!receivableId) {
    await importOrders(base, people.seller);
    await register(base, people);
    receivableId = await offerOne(base, people);
    await fund(base, people, receivableId as Hex);
  }
  const { buyerLink } = await receivable.detail.query({ receivableId });
  const replaces = buyerLink?.createdAt ?? null;
  const { url } = await receivable.createBuyerLink.mutate({ receivableId, replaces });
  const own = `/receivables/${receivableId}`;
  const { rows: registered } = await receivable.list.query({ filter: { status: "registered" } });
  return [
    ...registered.slice(0, 1).map(({ id }) => ({
      viewer: "seller" as const,
      path: `/receivables/${id}/offer`,
    })),
    { viewer: "seller", path: `${own}/credit` },
    { viewer: "visitor", path: new URL(url).pathname },
    ...(["seller", "lender", "warehouse", "platform"] as const).map((viewer) => ({
      viewer,
      path: own,
    })),
  ];
};
