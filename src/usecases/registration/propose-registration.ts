import { calendarDateAt, HONG_KONG_OFFSET_SECONDS, secondsOf } from "@/core/dates/day-count";
import { stillFresh } from "@/core/dates/drawn-up";
import type { OrderSelection } from "@/core/order/order-filter";
import { orThrow, Refusal } from "@/core/refusal";
import { REGISTRATION_LAG_SECONDS } from "@/core/registration/draw-up";
import type { Grouping } from "@/core/registration/group-orders";
import type { OrgScope } from "@/core/scope/scope";
import { receivablesDomain, registrationTypedData } from "@/core/typed-data/receivables";
import { typedDataJson } from "@/core/typed-data/typed-data";
import type { Clock } from "@/ports/clock";
import type { RegistrationStore } from "@/ports/registration-store";
import type { SignatureCheck } from "@/ports/signer";
import type { Journal } from "@/ports/transact";
import {
  type DrawnBatch,
  type DrawUpNeeds,
  drawUpBatches,
} from "@/usecases/registration/draw-up-batches";

type Needs = DrawUpNeeds & { readonly clock: Clock; readonly isSignedBy: SignatureCheck };

export type ProposeInput = {
  readonly selection: OrderSelection;
  readonly grouping: Grouping;
  /** From the seller's own wallet, for what `prepareRegistration` answered; absent when the platform keeps the key. */
  readonly signed?: { readonly issuedAt: number; readonly signatures: readonly string[] };
};

const todayOf = (at: Date): string => calendarDateAt(at, HONG_KONG_OFFSET_SECONDS);

const messageOf = ({ chainConfig }: DrawUpNeeds, batch: DrawnBatch) =>
  registrationTypedData(
    receivablesDomain(chainConfig.chainId, chainConfig.receivables),
    batch.registration,
  );

/**
 * What a seller who keeps its own key signs: one text per warehouse and currency, for `eth_signTypedData_v4`.
 * @throws Refusal as `proposeRegistration`.
 */
export const prepareRegistration =
  (needs: Needs) =>
  async (
    scope: OrgScope,
    input: Pick<ProposeInput, "selection" | "grouping">,
  ): Promise<{ issuedAt: number; messages: readonly string[] }> => {
    const at = needs.clock.now();
    const issuedAt = secondsOf(at) - REGISTRATION_LAG_SECONDS;
    const batches = await drawUpBatches(needs, scope, { ...input, issuedAt, today: todayOf(at) });
    return {
      issuedAt,
      messages: batches.map((batch) => typedDataJson(messageOf(needs, batch))),
    };
  };

const signaturesFor = async (
  needs: Needs,
  batches: readonly DrawnBatch[],
  signed: ProposeInput["signed"],
): Promise<readonly string[]> => {
  if (!signed)
    return Promise.all(
      batches.map((batch) =>
        needs.keyKeeper.signTyped(batch.registration.seller, messageOf(needs, batch)),
      ),
    );
  for (const [index, batch] of batches.entries()) {
    const signature = signed.signatures[index];
    const fits =
      signature !== undefined &&
      (await needs.isSignedBy(batch.registration.seller, messageOf(needs, batch), signature));
    if (!fits) throw new Refusal("offer.signature_wrong");
  }
  return signed.signatures;
};

/**
 * Makes receivables of ready orders and signs them as seller; they wait for the warehouse. All or nothing.
 * @throws Refusal `order.none`, `order.too_many`, `order.past_due`, `order.not_ready`, `registration.no_account`,
 * `registration.no_coin`, `registration.duplicate`, `registration.expired`, `offer.signature_wrong`.
 */
export const proposeRegistration =
  (needs: Needs) =>
  async (
    scope: OrgScope,
    input: ProposeInput,
  ): Promise<{ registrationIds: readonly string[]; receivableIds: readonly string[] }> => {
    const at = needs.clock.now();
    const now = secondsOf(at);
    const drawnUpAt = input.signed?.issuedAt ?? now - REGISTRATION_LAG_SECONDS;
    const issuedAt = orThrow(stillFresh({ drawnUpAt, now }));
    const batches = await drawUpBatches(needs, scope, { ...input, issuedAt, today: todayOf(at) });
    const signatures = await signaturesFor(needs, batches, input.signed);
    return needs.transact(async ({ registrations, journal }) => {
      await requireUntaken(registrations, scope, batches);
      const registrationIds: string[] = [];
      for (const [index, batch] of batches.entries()) {
        const sellerSignature = signatures[index] ?? "0x";
        const id = await registrations.add(scope, { ...batch, sellerSignature, at });
        registrationIds.push(id);
        await journal.record(proposed(scope, id, batch));
      }
      await announceAll(journal, ["order", "receivable", "registration"]);
      const receivableIds = batches.flatMap(({ lots }) => lots.map(({ lot }) => lot.receivable));
      return { registrationIds, receivableIds };
    });
  };

const requireUntaken = async (
  registrations: RegistrationStore,
  scope: OrgScope,
  batches: readonly DrawnBatch[],
): Promise<void> => {
  const lots = batches.flatMap((batch) => batch.lots);
  const orders = lots.flatMap(({ group }) => group.orders);
  const ready = await registrations.ordersToSign(scope, { ids: orders.map(({ id }) => id) });
  if (ready.length !== orders.length) throw new Refusal("order.not_ready");
  const taken = await registrations.isTaken({
    orderKeys: orders.map(({ orderKey }) => orderKey),
    receivableIds: lots.map(({ lot }) => lot.receivable),
  });
  if (taken) throw new Refusal("registration.duplicate");
};

const proposed = (scope: OrgScope, subject: string, batch: DrawnBatch) => ({
  name: "registration.proposed",
  actor: scope.userId,
  organisationId: scope.organisationId,
  subject,
  data: { receivables: batch.lots.length, warehouseId: batch.warehouseId },
});

const announceAll = async (journal: Journal, subjects: readonly string[]): Promise<void> => {
  for (const subject of subjects) await journal.announce(subject);
};
