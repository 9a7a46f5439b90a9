import type { BuyerDraft } from "@/core/order/order-draft";
import type { Organisation } from "@/core/organisation/organisation";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { BuyerDirectory, KeyMaker, OrganisationStore } from "@/ports/organisation-stores";
import type { Journal, Transact } from "@/ports/transact";
import { wishParticipant } from "./wish-participant";

/** The stores a transaction must offer so that buyers can be found or made in it. */
export type BuyerStores = {
  buyers: BuyerDirectory;
  organisations: OrganisationStore;
  journal: Journal;
};

/** Finds or makes the buyers of a seller's orders; answers buyer key to organisation id. */
export type EnsureBuyers = (
  stores: BuyerStores,
  scope: OrgScope,
  drafts: readonly BuyerDraft[],
) => Promise<ReadonlyMap<string, string>>;

const isName = (key: string): boolean => key.startsWith("name:");

/**
 * Works inside the caller's transaction. A name is the seller's own word for a buyer and never matches another
 * seller's; a registration number is everybody's. A new buyer gets an account whose key the platform keeps, at once.
 */
export const ensureBuyers =
  ({ clock, ids, keys }: { clock: Clock; ids: Ids; keys: KeyMaker }): EnsureBuyers =>
  async (stores, scope, drafts) => {
    const found = new Map<string, string>();
    const unique = new Map(drafts.map((draft) => [draft.key, draft]));
    for (const draft of [...unique.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const known =
        (await stores.buyers.find(scope, draft.key)) ??
        (isName(draft.key) ? null : await stores.buyers.findByLegalId(scope, draft.key));
      const organisationId =
        known?.organisationId ?? (await addBuyer({ clock, ids, keys }, stores, scope, draft));
      await stores.buyers.remember(scope, draft.key, organisationId);
      found.set(draft.key, organisationId);
    }
    return found;
  };

/** The same in a transaction of its own. */
export const enterBuyers =
  ({
    transact,
    ensure,
  }: {
    transact: Transact<Omit<BuyerStores, "journal">>;
    ensure: EnsureBuyers;
  }) =>
  (scope: OrgScope, drafts: readonly BuyerDraft[]): Promise<ReadonlyMap<string, string>> =>
    transact((stores) => ensure(stores, scope, drafts));

const addBuyer = async (
  { clock, ids, keys }: { clock: Clock; ids: Ids; keys: KeyMaker },
  { organisations, journal }: BuyerStores,
  scope: OrgScope,
  draft: BuyerDraft,
): Promise<string> => {
  const at = clock.now();
  const key = keys.fresh();
  const buyer: Omit<Organisation, "number"> = {
    id: ids.next(),
    kind: "buyer",
    name: draft.name,
    status: "active",
    custody: "platform",
    account: key.address,
  };
  const number = await organisations.add(scope, {
    ...buyer,
    status: "active",
    legalId: isName(draft.key) ? null : draft.key,
    country: draft.country,
    createdAt: at,
  });
  await organisations.addKey(scope, key, `organisation:${buyer.id}`, at);
  await wishParticipant(journal, {
    organisation: { ...buyer, number },
    licences: [],
    at,
    cause: "buyer",
  });
  await journal.record({
    name: "organisation.entered",
    actor: scope.userId,
    organisationId: scope.organisationId,
    subject: buyer.id,
    data: { kind: "buyer", name: draft.name, account: key.address },
  });
  return buyer.id;
};
