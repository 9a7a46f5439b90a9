import { secondsOf } from "@/core/dates/day-count";
import { stillFresh } from "@/core/dates/drawn-up";
import { mayOffer } from "@/core/offer/offer-state";
import {
  checkTerms,
  maximumOf,
  type OfferSubject,
  type OfferTerms,
  offerOf,
} from "@/core/offer/offer-terms";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Deal } from "@/core/typed-data/deal";
import { NO_OFFER } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import {
  offerFloorTypedData,
  offerTypedData,
  receivablesDomain,
} from "@/core/typed-data/receivables";
import { typedDataJson } from "@/core/typed-data/typed-data";
import type { ChainConfig } from "@/ports/chain-config";
import type { Clock } from "@/ports/clock";
import type { OfferStore, ReceivableToOffer } from "@/ports/offer-store";
import type { KeyKeeper, SignatureCheck } from "@/ports/signer";
import type { Journal, Transact } from "@/ports/transact";

export type OfferNeeds = {
  readonly transact: Transact<{ offers: OfferStore }>;
  readonly keyKeeper: KeyKeeper;
  readonly isSignedBy: SignatureCheck;
  readonly chainConfig: ChainConfig;
  readonly clock: Clock;
};

/** Terms for one receivable. `signedAt` (unix seconds) and `signature` come from a wallet; else the platform's key signs. */
export type SignOfferInput = {
  readonly receivableId: string;
  /** Sequence of the newest offer when the form was drawn, 0 for none: a second click signs no second offer. */
  readonly after: number;
  readonly terms: OfferTerms;
  readonly lenderId?: string;
  readonly signed?: { readonly signedAt: number; readonly signature: string };
};

/** The voiding of older offers can be carried in this long, seconds: 7 days. */
const FLOOR_TTL_SECONDS = 7 * 86_400;

const subjectOf = ({ terms, diluted, collected }: ReceivableToOffer): OfferSubject => ({
  amountDue: terms.amountDue,
  dueAt: terms.dueAt,
  diluted,
  collected,
});

const dealFor = async (
  offers: OfferStore,
  receivable: ReceivableToOffer,
  { input, now }: { input: SignOfferInput; now: number },
): Promise<Deal> => {
  orThrow(mayOffer(receivable));
  if (receivable.lastSequence !== input.after) throw new Refusal("offer.changed");
  const subject = subjectOf(receivable);
  const terms = orThrow(checkTerms(input.terms, { subject, now }));
  const lender = input.lenderId ? await offers.lenderAccount(input.lenderId) : null;
  if (input.lenderId && !lender) throw new Refusal("object.not_found");
  const sequence = receivable.lastSequence + 1;
  return {
    terms: receivable.terms,
    registeredAt: secondsOf(receivable.registeredAt ?? new Date(0)),
    offer: offerOf(terms, { subject, now, sequence, lender }),
    attesters: [receivable.terms.warehouse],
  };
};

const domainOf = ({ chainId, receivables }: ChainConfig) => receivablesDomain(chainId, receivables);

/**
 * What a seller who keeps its own key signs, for `eth_signTypedData_v4`.
 * @throws Refusal as `signOffer`.
 */
export const prepareOffer =
  ({ transact, chainConfig, clock }: OfferNeeds) =>
  (scope: OrgScope, input: SignOfferInput): Promise<{ signedAt: number; message: string }> =>
    transact(async ({ offers }) => {
      const now = secondsOf(clock.now());
      const receivable = await offers.receivable(scope, input.receivableId);
      const deal = await dealFor(offers, receivable, { input, now });
      return { signedAt: now, message: typedDataJson(offerTypedData(domainOf(chainConfig), deal)) };
    });

/**
 * Signs terms as seller. A newer offer takes the place of the open one, and the chain is told that older ones are void.
 * @throws Refusal `object.not_found`, `offer.not_open`, `offer.changed`, `offer.terms_invalid`,
 * `offer.rate_needs_override`, `offer.rate_too_high`, `offer.signature_wrong`, `order.past_due`, `registration.expired`.
 */
export const signOffer =
  ({ transact, keyKeeper, isSignedBy, chainConfig, clock }: OfferNeeds) =>
  async (scope: OrgScope, input: SignOfferInput): Promise<{ offerId: string }> => {
    const at = clock.now();
    const drawnUpAt = input.signed?.signedAt ?? secondsOf(at);
    const now = orThrow(stillFresh({ drawnUpAt, now: secondsOf(at) }));
    const drawn = await transact(async ({ offers }) =>
      dealFor(offers, await offers.receivable(scope, input.receivableId), { input, now }),
    );
    const message = offerTypedData(domainOf(chainConfig), drawn);
    const { seller } = drawn.terms;
    const signature = input.signed?.signature ?? (await keyKeeper.signTyped(seller, message));
    if (input.signed && !(await isSignedBy(seller, message, signature)))
      throw new Refusal("offer.signature_wrong");
    const floor = await signFloor(
      { keyKeeper, chainConfig },
      drawn,
      now,
      input.signed !== undefined,
    );
    return transact(async ({ offers, journal }) => {
      const receivable = await offers.receivable(scope, input.receivableId);
      const deal = await dealFor(offers, receivable, { input, now });
      const replaces = receivable.openOfferId !== null;
      await offers.close(scope, receivable.id, "superseded");
      const maximum = maximumOf(subjectOf(receivable), deal.offer.advanceBps);
      const { offer } = deal;
      const offerId = await offers.add(scope, {
        receivableId: receivable.id,
        deal,
        offer,
        maximum,
        signature,
        at,
      });
      if (replaces && floor) await wishFloor(journal, scope, { deal, floor });
      await journal.record({
        name: "offer.signed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivable.id,
        data: { offerId, sequence: offer.sequence, maximum: maximum.toString() },
      });
      await journal.announce("offer");
      await journal.announce(receivable.id);
      return { offerId };
    });
  };

/** A signed statement that offers below `sequence` are void. */
type Floor = { readonly sequence: number; readonly expiry: number; readonly signature: string };

const floorMessage = (
  chain: ChainConfig,
  deal: Deal,
  { sequence, expiry }: Omit<Floor, "signature">,
) =>
  offerFloorTypedData(domainOf(chain), {
    receivable: deal.terms.receivable,
    registeredAt: deal.registeredAt,
    sequence,
    expiry,
  });

/** A wallet is not asked twice: there the newer sequence alone tells lenders which offer counts. */
const signFloor = async (
  { keyKeeper, chainConfig }: Pick<OfferNeeds, "keyKeeper" | "chainConfig">,
  deal: Deal,
  now: number,
  byWallet: boolean,
): Promise<Floor | null> => {
  if (byWallet || deal.offer.sequence <= 1) return null;
  const floor = { sequence: deal.offer.sequence, expiry: now + FLOOR_TTL_SECONDS };
  const signature = await keyKeeper.signTyped(
    deal.terms.seller,
    floorMessage(chainConfig, deal, floor),
  );
  return { ...floor, signature };
};

const wishFloor = (
  journal: Journal,
  scope: OrgScope,
  { deal, floor }: { deal: Deal; floor: Floor },
): Promise<string> =>
  journal.wish({
    key: `supersede-offers:${deal.terms.receivable}:${floor.sequence}`,
    kind: "supersede-offers",
    payload: { deal: structToJson({ ...deal, offer: NO_OFFER, attesters: [] }), ...floor },
    signer: "relayer",
    receivableId: deal.terms.receivable,
    organisationId: scope.organisationId,
  });

/**
 * Takes the open offer back; the chain is told that it is void. Somebody who funded before keeps the deal.
 * @throws Refusal `object.not_found`, `offer.not_open`.
 */
export const withdrawOffer =
  ({ transact, keyKeeper, chainConfig, clock }: OfferNeeds) =>
  async (scope: OrgScope, input: { receivableId: string }): Promise<void> => {
    const read = await transact(({ offers }) => offers.receivable(scope, input.receivableId));
    orThrow(mayOffer(read));
    if (!read.openOfferId) throw new Refusal("offer.not_open");
    const now = secondsOf(clock.now());
    const deal: Deal = {
      terms: read.terms,
      registeredAt: secondsOf(read.registeredAt ?? new Date(0)),
      offer: { ...NO_OFFER, sequence: read.lastSequence + 1 },
      attesters: [],
    };
    const floor = await signFloor({ keyKeeper, chainConfig }, deal, now, read.custody === "wallet");
    await transact(async ({ offers, journal }) => {
      const receivable = await offers.receivable(scope, input.receivableId);
      orThrow(mayOffer(receivable));
      if (receivable.openOfferId !== read.openOfferId) throw new Refusal("offer.not_open");
      await offers.close(scope, receivable.id, "withdrawn");
      if (floor) await wishFloor(journal, scope, { deal, floor });
      await journal.record({
        name: "offer.withdrawn",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivable.id,
      });
      await journal.announce("offer");
      await journal.announce(receivable.id);
    });
  };
