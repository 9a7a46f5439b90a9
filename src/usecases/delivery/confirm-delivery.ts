import { secondsOf } from "@/core/dates/day-count";
import { stillFresh } from "@/core/dates/drawn-up";
import {
  confirmDelivery as decideDelivery,
  mayConfirm,
  type Said,
} from "@/core/delivery/confirm-delivery";
import {
  type DeliveryRecord,
  deliveryRecord,
  evidenceHashOf,
  standsOfRecord,
} from "@/core/delivery/delivery-record";
import { releasableAt } from "@/core/delivery/releasable";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Attestation, Deal } from "@/core/typed-data/deal";
import { dealFromJson, structToJson } from "@/core/typed-data/deal-json";
import { attestationTypedData, receivablesDomain } from "@/core/typed-data/receivables";
import { type Hex, typedDataJson } from "@/core/typed-data/typed-data";
import type { ChainConfig } from "@/ports/chain-config";
import type { Clock } from "@/ports/clock";
import type { DeliveryStore, DeliveryToConfirm } from "@/ports/delivery-store";
import type { Ids } from "@/ports/ids";
import type { KeyKeeper, SignatureCheck } from "@/ports/signer";
import type { Transact } from "@/ports/transact";

/** What a warehouse confirms; `after` is the sequence its form was drawn from, 0 for none. */
export type DeliveryInput = {
  readonly receivableId: string;
  readonly after: number;
  readonly said: Said;
};

/** A confirmation signed in the warehouse's own wallet: the second it was drawn up for, and the signature. */
export type SignedDelivery = { readonly signedAt: number; readonly signature: string };

export type DeliveryNeeds = {
  readonly transact: Transact<{ deliveries: DeliveryStore }>;
  readonly keyKeeper: KeyKeeper;
  readonly isSignedBy: SignatureCheck;
  readonly chainConfig: ChainConfig;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** A confirmation drawn up and not signed. */
type Drawn = {
  readonly receivable: DeliveryToConfirm;
  readonly deal: Deal;
  readonly attestation: Attestation;
  readonly record: DeliveryRecord;
  readonly complete: boolean;
  /** Value that was confirmed before, minor units. */
  readonly before: bigint;
  /** What leaves escrow because of this confirmation, minor units. */
  readonly release: bigint;
};

/** A confirmation may be used at once; the chain's clock may lag behind ours by this many seconds. */
const CLOCK_LAG_SECONDS = 120;

const drawUp = (
  receivable: DeliveryToConfirm,
  said: Said,
  { signedAt, now }: { signedAt: number; now: number },
): Drawn => {
  const deal = receivable.deal && dealFromJson(receivable.deal);
  const deliverBy = deal && deal.attesters.length > 0 ? deal.offer.deliverBy : null;
  orThrow(mayConfirm({ ...receivable, deliverBy }, now));
  if (!deal || deliverBy === null) throw new Refusal("delivery.not_funded");
  const { orders, last, books } = receivable;
  const before = last?.delivered ?? 0n;
  const stands = last ? standsOfRecord(last.record, orders) : new Map();
  const confirmed = orThrow(decideDelivery(orders, stands, said));
  const sequence = receivable.lastSequence + 1;
  const record = deliveryRecord({
    receivableId: receivable.id,
    sequence,
    orders,
    stands: confirmed.stands,
  });
  const priced = { ...books, advanceBps: deal.offer.advanceBps };
  const release = releasableAt(priced, confirmed.delivered) - releasableAt(priced, before);
  if (release <= 0n) throw new Refusal("delivery.nothing_to_release");
  return {
    receivable,
    deal,
    record,
    before,
    release,
    complete: confirmed.complete,
    attestation: {
      delivered: confirmed.delivered,
      seq: sequence,
      notBefore: signedAt - CLOCK_LAG_SECONDS,
      expiry: deliverBy,
      evidenceHash: evidenceHashOf(record),
      isFinal: false,
    },
  };
};

const messageOf = (chain: ChainConfig, { deal, attestation }: Drawn) =>
  attestationTypedData(receivablesDomain(chain.chainId, chain.receivables), deal, attestation);

/** Draws up under the lock; a form that is older than the last confirmation is refused. */
const drawn = async (
  { transact, clock }: Pick<DeliveryNeeds, "transact" | "clock">,
  scope: OrgScope,
  input: DeliveryInput,
): Promise<Drawn> => {
  const now = secondsOf(clock.now());
  const receivable = await transact(({ deliveries }) => deliveries.lock(scope, input.receivableId));
  if ((receivable.last?.sequence ?? 0) !== input.after) throw new Refusal("delivery.changed");
  return drawUp(receivable, input.said, { signedAt: now, now });
};

/** What a confirmation would mean; minor units, `release` is what leaves escrow for the seller. */
export type DeliveryQuote = {
  readonly before: bigint;
  readonly delivered: bigint;
  readonly amountDue: bigint;
  readonly release: bigint;
  readonly complete: boolean;
};

/**
 * Says what a confirmation is worth and releases, before anybody signs.
 * @throws Refusal as `confirmDelivery`.
 */
export const quoteDelivery =
  (needs: DeliveryNeeds) =>
  async (scope: OrgScope, input: DeliveryInput): Promise<DeliveryQuote> => {
    const { before, attestation, release, complete, deal } = await drawn(needs, scope, input);
    return {
      before,
      delivered: attestation.delivered,
      amountDue: deal.terms.amountDue,
      release,
      complete,
    };
  };

/**
 * What a warehouse that keeps its own key signs, for `eth_signTypedData_v4`, with the second it is drawn up for.
 * @throws Refusal as `confirmDelivery`.
 */
export const prepareDelivery =
  (needs: DeliveryNeeds) =>
  async (scope: OrgScope, input: DeliveryInput): Promise<{ signedAt: number; message: string }> => {
    const now = await drawn(needs, scope, input);
    const message = typedDataJson(messageOf(needs.chainConfig, now));
    return { signedAt: now.attestation.notBefore + CLOCK_LAG_SECONDS, message };
  };

/** The second click of a double click: what it asks for stands already. */
const sameAgain = ({ last, orders }: DeliveryToConfirm, input: DeliveryInput): string | null => {
  if (!last || last.sequence <= input.after) return null;
  const decision = decideDelivery(orders, standsOfRecord(last.record, orders), input.said);
  return !decision.ok && decision.code === "delivery.nothing_new" ? last.id : null;
};

const signatureOver = async (
  { keyKeeper, isSignedBy, chainConfig }: DeliveryNeeds,
  confirmation: Drawn,
  signed: SignedDelivery | undefined,
): Promise<Hex> => {
  const { warehouse } = confirmation.deal.terms;
  const message = messageOf(chainConfig, confirmation);
  const signature = signed?.signature ?? (await keyKeeper.signTyped(warehouse, message));
  if (signed && !(await isSignedBy(warehouse, message, signature)))
    throw new Refusal("offer.signature_wrong");
  return signature as Hex;
};

/**
 * The warehouse signs what was delivered so far; the release is wished in the same transaction. Asking again for what
 * stands already answers the same attestation.
 * @throws Refusal `object.not_found`, the `delivery.*` reasons, `offer.signature_wrong`, `registration.expired` (a
 * wallet that took too long) or `key.not_kept`.
 */
export const confirmDelivery =
  (needs: DeliveryNeeds) =>
  async (
    scope: OrgScope,
    input: DeliveryInput & { readonly signed?: SignedDelivery },
  ): Promise<{ attestationId: string }> => {
    const { transact, clock, ids, chainConfig } = needs;
    const now = secondsOf(clock.now());
    const signedAt = orThrow(stillFresh({ drawnUpAt: input.signed?.signedAt ?? now, now }));
    const read = await transact(({ deliveries }) => deliveries.lock(scope, input.receivableId));
    const known = sameAgain(read, input);
    if (known) return { attestationId: known };
    if ((read.last?.sequence ?? 0) !== input.after) throw new Refusal("delivery.changed");
    const confirmation = drawUp(read, input.said, { signedAt, now });
    const signature = await signatureOver(needs, confirmation, input.signed);
    const id = ids.next();
    return transact(async ({ deliveries, journal }) => {
      const receivable = await deliveries.lock(scope, input.receivableId); // load
      const again = sameAgain(receivable, input);
      if (again) return { attestationId: again };
      if (receivable.lastSequence !== read.lastSequence) throw new Refusal("delivery.changed");
      const { attestation, record, deal } = drawUp(receivable, input.said, { signedAt, now }); // decide
      if (attestation.evidenceHash !== confirmation.attestation.evidenceHash)
        throw new Refusal("delivery.changed");
      await deliveries.add(scope, {
        id,
        receivableId: receivable.id,
        attestation,
        record,
        message: structToJson(messageOf(chainConfig, confirmation).message),
        signature,
        at: clock.now(),
      }); // save
      await journal.wish({
        key: `release:${receivable.id}:${attestation.seq}`,
        kind: "release",
        payload: {
          deal: structToJson(deal),
          attestation: structToJson(attestation),
          approvals: [{ signer: deal.terms.warehouse, signature }],
          attestationId: id,
        },
        signer: "relayer",
        receivableId: receivable.id,
        organisationId: scope.organisationId,
      });
      await journal.record({
        name: "delivery.confirmed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivable.id,
        data: {
          attestationId: id,
          sequence: attestation.seq,
          delivered: attestation.delivered.toString(),
          evidenceHash: attestation.evidenceHash,
        },
      });
      await journal.announce(`receivable:${receivable.id}`); // announce
      return { attestationId: id };
    });
  };
