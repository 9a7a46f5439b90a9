import { setTimeout as sleep } from "node:timers/promises";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { demoSignIns, practiceKeys } from "@/core/demo/demo";
import { floorDiv } from "@/core/money";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import type { ShownState } from "@/core/receivable/receivable-filter";
import { keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";
import { fundByWallet, importOrders, linkFor, payByWallet, propose } from "./acts";
import {
  type DemoOrder,
  demoOrders,
  type Goal,
  isBefore,
  plannedOrders,
  tableOf,
} from "./demo-orders";
import { type Answers, anybody, type Person, personBy } from "./person";

type Cast = {
  readonly seller: Person;
  readonly bank: Person;
  readonly fund: Person;
  readonly warehouse: Person;
  readonly buyer: Person;
};

/** Longest wait for one step to be shown. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 500;

const PLANNED_FILE = "orders-next-week.csv";
const ORDERS_FILE = "orders.csv";

/** The same for the same purpose: what a killed run had sent and a later one sends again is one act. */
const saltOf = (purpose: string): Hex => keccakHex(new TextEncoder().encode(purpose));

const placeAt = (url: string) => {
  const answers: Answers = { total: 0, faults: [] };
  return { urls: [url], answers };
};

const by = (url: string, organisation: string): Promise<Person> => {
  const person = demoSignIns.find((each) => each.organisation === organisation);
  if (!person) throw new Error(`Nobody of ${organisation} can sign in.`);
  return personBy(placeAt(url), person.email);
};

/** Whose orders the demo trade is about. */
export const demoSeller = (url: string): Promise<Person> => by(url, "Harbour Lane Trading");

const openCast = async (url: string): Promise<Cast> => ({
  seller: await demoSeller(url),
  bank: await by(url, "Victoria Bank"),
  fund: await by(url, "Tai Mo Credit Fund"),
  warehouse: await by(url, "Rotterdam Quay Logistics"),
  buyer: anybody(placeAt(url)),
});

/** A receivable of the demo trade that is left so. @throws Error where there is none. */
export const oneThatIs = async (seller: Person, status: Goal & ShownState): Promise<Hex> => {
  const { rows } = await seller.ask().receivable.list.query({ filter: { status } });
  const [row] = rows;
  if (!row) throw new Error(`No receivable of the demo trade is ${status}.`);
  return row.id as Hex;
};

const orderOf = async ({ seller }: Cast, number: string) => {
  const { rows } = await seller.ask().order.list.query({ filter: { search: number } });
  return rows.find((row) => row.number === number);
};

const detailOf = ({ seller }: Cast, receivableId: string) =>
  seller.ask().receivable.detail.query({ receivableId });
type Detail = Awaited<ReturnType<typeof detailOf>>;

const countersign = async ({ warehouse }: Cast, { registration }: Detail): Promise<void> => {
  if (!registration) throw new Error("A proposed receivable has no registration.");
  await warehouse.ask().registration.countersign.mutate({ registrationId: registration.id });
};

const offer = ({ seller }: Cast, { id, offer: last }: Detail): Promise<unknown> =>
  seller.ask().offer.sign.mutate({
    ...{ receivableId: id, after: last?.sequence ?? 0, terms: DEFAULT_TERMS },
  });

/** The bank takes `share` hundredths of what is wanted. */
const fundByBank = async ({ bank }: Cast, detail: Detail, share: bigint): Promise<void> => {
  const receivableId = detail.id as Hex;
  const panel = await bank.ask().funding.panel.query({ receivableId });
  if (!panel || !detail.offer) throw new Error("The bank sees no offer.");
  const amount = floorDiv(detail.offer.maximum * share, 100n);
  const salt = saltOf(`bank ${receivableId}`);
  await bank.ask().funding.submit.mutate({ receivableId, amount, salt, dealHash: panel.dealHash });
};

const fundTheRest = async ({ fund }: Cast, detail: Detail): Promise<void> => {
  const receivableId = detail.id as Hex;
  const panel = await fund.ask().funding.panel.query({ receivableId });
  if (!panel) throw new Error("The fund sees no offer.");
  const salt = saltOf(`fund ${receivableId}`);
  const wish = { receivableId, amount: panel.offer.left, salt, dealHash: panel.dealHash };
  await fundByWallet(fund, practiceKeys.lender, wish);
};

/** All of it, or half of the first line of the first order. */
const deliver = async ({ warehouse }: Cast, { id }: Detail, isWhole: boolean): Promise<void> => {
  const receivableId = id as Hex;
  const { page, after } = await warehouse.ask().delivery.form.query({ receivableId });
  const [line] = page.orders[0]?.lines ?? [];
  if (!line) throw new Error("There is nothing to confirm.");
  const half = `${floorDiv(BigInt(line.ordered), 2n)}`;
  const said = isWhole
    ? { others: "delivered" as const, lines: [] }
    : {
        others: "unchanged" as const,
        lines: [{ key: line.key, delivered: half, short: "0", rejected: "0" }],
      };
  await warehouse.ask().delivery.confirm.mutate({ receivableId, after, said });
};

const pay = async ({ seller, buyer }: Cast, { id, amountDue }: Detail): Promise<void> => {
  const token = await linkFor(seller, id as Hex);
  await payByWallet(buyer, practiceKeys.buyer, {
    ...{ token, amount: amountDue, salt: saltOf(`pay ${id}`) },
  });
};

/** A buyer says that goods and amount are as ordered, before anybody funds. */
const confirmDebt = async ({ seller, buyer }: Cast, { id, parties }: Detail): Promise<void> => {
  const token = await linkFor(seller, id as Hex);
  await buyer.ask().payment.open.mutate({ token });
  await buyer.ask().payment.confirm.mutate({
    ...{ token, strength: "matches", name: parties.buyer.name, amount: null, date: null },
  });
};

/** What leads on from a state; states that only the chain leads on from are waited for. */
const stepFrom = (cast: Cast, detail: Detail, goal: Goal): Promise<unknown> | undefined => {
  switch (detail.state) {
    case "proposed":
      return countersign(cast, detail);
    case "registered":
      return offer(cast, detail);
    case "offered":
      return fundByBank(cast, detail, goal === "funding" ? 40n : 60n);
    case "funding":
      return fundTheRest(cast, detail);
    case "funded":
      return deliver(cast, detail, goal !== "partlyReleased");
    case "released":
      return pay(cast, detail);
    default:
      return undefined;
  }
};

/** Whether an earlier run, or this one, sent something that no block holds yet. */
const isUnderWay = ({ pending }: Detail): boolean =>
  pending.some(({ status }) => ["waiting", "signed", "sent"].includes(status));

/** Leads one order to its goal from wherever an earlier run left it. */
const lead = async (cast: Cast, { number, goal }: DemoOrder): Promise<void> => {
  const order = await orderOf(cast, number);
  if (!order) throw new Error(`${number} was not imported.`);
  if (goal === "ready") return;
  const receivableId = order.receivableId ?? (await propose(cast.seller, order.id)).receivableId;
  let stepped: string | undefined;
  let until = Date.now() + PATIENCE_MS;
  for (;;) {
    const detail = await detailOf(cast, receivableId);
    if (!isBefore(detail.state, goal)) return;
    if (detail.state !== stepped && !isUnderWay(detail)) {
      stepped = detail.state;
      until = Date.now() + PATIENCE_MS;
      if (stepped === "offered" && !detail.buyerLink) await confirmDebt(cast, detail);
      await stepFrom(cast, detail, goal);
    }
    if (Date.now() > until) throw new Error(`${number} stays ${detail.state}.`);
    await sleep(LOOK_MS);
  }
};

/** The file that is left as a plan is uploaded last: where it is, everything before it is too. */
const isMade = async ({ seller }: Cast): Promise<boolean> => {
  const { rows } = await seller.ask().import.list.query({ page: 1, pageSize: 100 });
  return rows.some(({ fileName }) => fileName === PLANNED_FILE);
};

/**
 * Trade of the practice world, made by its people at the pages' own procedures of the installation at `url`: orders left
 * at every step of their lives, and one file still to be looked at. Goes on where an earlier run was cut short; once made,
 * it is left to whoever tries it. Answers how many orders stand.
 * @throws Error naming the first order that could not be led to its goal.
 */
export const makeDemoTrade = async (url: string): Promise<number> => {
  const cast = await openCast(url);
  if (await isMade(cast)) return demoOrders.length;
  const today = calendarDateAt(new Date(), HONG_KONG_OFFSET_SECONDS);
  const [first] = demoOrders;
  if (first && !(await orderOf(cast, first.number))) {
    await importOrders(cast.seller, {
      ...{ name: ORDERS_FILE, text: tableOf(demoOrders, today), orders: demoOrders.length },
    });
  }
  await Promise.all(demoOrders.map((order) => lead(cast, order)));
  await cast.seller.upload(PLANNED_FILE, tableOf(plannedOrders, today));
  return demoOrders.length;
};
