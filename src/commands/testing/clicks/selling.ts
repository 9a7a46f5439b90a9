import type { CalendarDate } from "@/core/dates/calendar-date";
import { sampleFile } from "@/core/import/sample-files";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import { addFunded } from "@/wire/delivery.build";
import { type ClickWorld, fresh, type Press, type Tries } from "./click";

/** Orders in the sample file that can be financed. */
const FINANCEABLE = 3;

const today = (): CalendarDate =>
  new Date(Date.now() + 28_800_000).toISOString().slice(0, 10) as CalendarDate;

const planned = async ({ app, seller }: ClickWorld): Promise<string> => {
  const tag = fresh().toUpperCase();
  const file = sampleFile("orders-csv", {
    ...{ seller: "Harbour Lane Trading", today: today(), tag },
  });
  const content = new TextEncoder().encode(file.text);
  return (await app.usecases.planImport(seller, { fileName: file.name, content })).importId;
};

const commitOf = async (world: ClickWorld) => ({
  importId: await planned(world),
  warehouseId: world.warehouse.organisationId,
  included: [],
  expected: FINANCEABLE,
});

/** Ready orders, chosen one by one. */
const chosen = async (world: ClickWorld) => {
  const { app, seller } = world;
  const input = await commitOf(world);
  await app.usecases.commitImport(seller, input);
  const filter = { importId: input.importId };
  const { rows } = await app.views.orders.list(seller, { filter, page: 1, pageSize: 10 });
  return { selection: { ids: rows.map(({ id }) => id) }, grouping: "auto" as const };
};

const proposed = async (world: ClickWorld) => {
  const { registrationIds, receivableIds } = await world.app.usecases.proposeRegistration(
    world.seller,
    await chosen(world),
  );
  const [registrationId = ""] = registrationIds;
  const [receivableId = ""] = receivableIds;
  return { registrationId, receivableId };
};

const registered = async (world: ClickWorld): Promise<string> => {
  const { receivableId } = await proposed(world);
  await world.pool.query(
    `update "Receivable" set status = 'registered', "registeredAt" = now() where id = $1`,
    [receivableId],
  );
  return receivableId;
};

const offering = async (world: ClickWorld) => ({
  scope: world.seller,
  input: { receivableId: await registered(world), after: 0, terms: DEFAULT_TERMS },
});

const offered = async (world: ClickWorld) => {
  const { scope, input } = await offering(world);
  await world.app.usecases.signOffer(scope, input);
  return { receivableId: input.receivableId };
};

const answering = async (world: ClickWorld, who: "seller" | "warehouse"): Promise<Press> => {
  const { registrationId } = await proposed(world);
  return { scope: world[who], input: { registrationId } };
};

const credited = async ({ pool, scopeAt }: ClickWorld): Promise<Press> => {
  const { receivableId, sellerId } = await addFunded(pool);
  const words = { number: "CN-1", cause: "returned", note: null, file: null };
  const input = { receivableId, before: 0n, amount: 4_000_000_000n, words };
  return { scope: scopeAt(sellerId, "seller"), input };
};

/** Imports, registrations, offers, credit notes and the buyer's link. */
export const sellingTries: Tries = {
  "import.commit": {
    how: "the import's row is locked, and one that is committed answers what the first commit did",
    again: "same",
    state: async (world) => ({ scope: world.seller, input: await commitOf(world) }),
  },
  "import.discard": {
    how: "the import's row is locked, and only a plan can be put aside",
    again: "import.not_planned",
    state: async (world) => ({ scope: world.seller, input: { importId: await planned(world) } }),
  },
  "import.replan": {
    how: "the import's row is locked, and the plan that is replaced is put aside with it",
    again: "import.not_planned",
    state: async (world) => ({
      scope: world.seller,
      input: { importId: await planned(world), dateOrder: "day-first" },
    }),
  },
  "registration.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "another",
    reads: true,
    state: async (world) => ({ scope: world.seller, input: await chosen(world) }),
  },
  "registration.propose": {
    how: "the orders' rows are locked and only ready ones are taken; a receivable's id follows from its orders",
    again: "order.not_ready",
    state: async (world) => ({ scope: world.seller, input: await chosen(world) }),
  },
  "registration.withdraw": {
    how: "the registration's row is locked, and only one that waits can be withdrawn",
    again: "registration.not_waiting",
    state: (world) => answering(world, "seller"),
  },
  "registration.prepareCountersign": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "same",
    reads: true,
    state: (world) => answering(world, "warehouse"),
  },
  "registration.countersign": {
    how: "the registration's row is locked and only one that waits is signed; its chain write has one key",
    again: "registration.not_waiting",
    state: (world) => answering(world, "warehouse"),
  },
  "registration.decline": {
    how: "the registration's row is locked, and only one that waits can be declined",
    again: "registration.not_waiting",
    state: async (world) => {
      const { scope, input } = await answering(world, "warehouse");
      return { scope, input: { ...(input as object), reason: "Not in our stock." } };
    },
  },
  "offer.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "another",
    reads: true,
    state: offering,
  },
  "offer.sign": {
    how: "the form names the newest offer it saw, and the receivable's row is locked",
    again: "offer.changed",
    state: offering,
  },
  "offer.withdraw": {
    how: "the receivable's row is locked, and only the open offer can be taken back",
    again: "offer.not_open",
    state: async (world) => ({ scope: world.seller, input: await offered(world) }),
  },
  "receivable.createBuyerLink": {
    how: "the page names the link it shows, and the receivable's row is locked: the first answer stays the right one",
    again: "receivable.link_changed",
    state: async (world) => ({
      scope: world.seller,
      input: { receivableId: await registered(world), replaces: null },
    }),
  },
  "receivable.extendBuyerLink": {
    how: "the receivable's row is locked, and gaining less than a day changes nothing",
    again: "same",
    state: async (world) => {
      const receivableId = await registered(world);
      const made = { receivableId, replaces: null };
      await world.app.usecases.createBuyerLink(world.seller, made);
      await world.pool.query(
        `update "BuyerLink" set "expiresAt" = now() + interval '1 hour' where "receivableId" = $1`,
        [receivableId],
      );
      return { scope: world.seller, input: { receivableId } };
    },
  },
  "credit.prepare": {
    how: "it draws up what a wallet signs and keeps nothing",
    again: "another",
    reads: true,
    state: credited,
  },
  "credit.issue": {
    how: "the receivable's row is locked; the same words on the same sum credited before are the same note",
    again: "same",
    state: credited,
  },
};
