import type { OrderSelection } from "@/core/order/order-filter";
import { canonicalLot } from "@/core/receivable/lot-key";
import { orThrow, Refusal } from "@/core/refusal";
import { type DrawnLot, drawUp, type SaltedGroup } from "@/core/registration/draw-up";
import {
  type Batch,
  type Grouping,
  type OrderGroup,
  planBatches,
} from "@/core/registration/group-orders";
import type { OrgScope } from "@/core/scope/scope";
import type { Registration } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";
import type { ChainConfig } from "@/ports/chain-config";
import type { LotSalt } from "@/ports/lot-salt";
import type { OrderToSign, RegistrationStore, SigningParty } from "@/ports/registration-store";
import type { KeyKeeper } from "@/ports/signer";
import type { Transact } from "@/ports/transact";

export type DrawUpNeeds = {
  readonly transact: Transact<{ registrations: RegistrationStore }>;
  readonly keyKeeper: KeyKeeper;
  readonly lotSalt: LotSalt;
  readonly chainConfig: ChainConfig;
};

/** What a seller chose to sign. `issuedAt` in unix seconds; the same choice at the same moment makes the same message. */
export type DrawUpInput = {
  readonly selection: OrderSelection;
  readonly grouping: Grouping;
  readonly issuedAt: number;
  /** Calendar date at the offset of the terms. */
  readonly today: string;
};

/** One message to sign with what it stands for. */
export type DrawnBatch = {
  readonly warehouseId: string;
  readonly currency: string;
  readonly registration: Registration;
  readonly lots: readonly DrawnLot[];
};

type Parties = ReadonlyMap<string, SigningParty>;

const accountOf = (parties: Parties, id: string): Hex => {
  const account = parties.get(id)?.account;
  if (!account) throw new Refusal("registration.no_account");
  return account;
};

const saltGroups = async (
  { lotSalt }: DrawUpNeeds,
  groups: readonly OrderGroup[],
  facts: { parties: Parties; buyerKeys: ReadonlyMap<string, string> },
): Promise<readonly SaltedGroup[]> =>
  Promise.all(
    groups.map(async (group) => {
      const canonical = canonicalLot({
        warehouse: group.warehouseId,
        buyer: facts.buyerKeys.get(group.buyerId) ?? group.buyerId,
        currency: group.currency,
        amountDue: group.amountDue,
        orderKeys: group.orders.map(({ orderKey }) => orderKey),
      });
      const salt = await lotSalt(group.warehouseId, canonical);
      return { group, canonical, salt, buyerAccount: accountOf(facts.parties, group.buyerId) };
    }),
  );

/**
 * Draws up the messages a selection of orders needs: one per warehouse and currency. Nothing is saved.
 * @throws Refusal `order.none`, `order.too_many`, `order.past_due`, `registration.no_account`, `registration.no_coin`.
 */
export const drawUpBatches = async (
  needs: DrawUpNeeds,
  scope: OrgScope,
  input: DrawUpInput,
): Promise<readonly DrawnBatch[]> => {
  const orders = await needs.transact(({ registrations }) =>
    registrations.ordersToSign(scope, input.selection),
  );
  if ("ids" in input.selection && orders.length !== new Set(input.selection.ids).size)
    throw new Refusal("order.not_ready");
  const batches = orThrow(planBatches(orders, input));
  const parties = await partiesOf(needs, scope, orders);
  const buyerKeys = new Map(orders.map(({ buyerId, buyerKey }) => [buyerId, buyerKey]));
  return Promise.all(
    batches.map(async (batch) => ({
      warehouseId: batch.warehouseId,
      currency: batch.currency,
      ...drawUp(batch, {
        seller: accountOf(parties, scope.organisationId),
        warehouse: accountOf(parties, batch.warehouseId),
        coin: coinOf(needs.chainConfig, batch),
        issuedAt: input.issuedAt,
        salted: await saltGroups(needs, batch.groups, { parties, buyerKeys }),
      }),
    })),
  );
};

const coinOf = ({ coins }: ChainConfig, { currency }: Batch): Hex => {
  const coin = coins[currency];
  if (!coin) throw new Refusal("registration.no_coin", { currency });
  return coin;
};

const partiesOf = (
  needs: DrawUpNeeds,
  scope: OrgScope,
  orders: readonly OrderToSign[],
): Promise<Parties> => {
  const ids = [
    ...new Set([
      scope.organisationId,
      ...orders.flatMap(({ buyerId, warehouseId }) => [buyerId, warehouseId]),
    ]),
  ];
  return needs.transact(({ registrations }) => registrations.parties(ids));
};
