import { secondsOf } from "@/core/dates/day-count";
import { orThrow, Refusal } from "@/core/refusal";
import { mayCountersign, mayDecline, mayWithdraw } from "@/core/registration/registration-state";
import type { OrgScope } from "@/core/scope/scope";
import type { Registration } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import { receivablesDomain, registrationTypedData } from "@/core/typed-data/receivables";
import { typedDataJson } from "@/core/typed-data/typed-data";
import type { ChainConfig } from "@/ports/chain-config";
import type { Clock } from "@/ports/clock";
import type { RegistrationStore } from "@/ports/registration-store";
import type { KeyKeeper, SignatureCheck } from "@/ports/signer";
import type { Transact } from "@/ports/transact";

type Needs = {
  readonly transact: Transact<{ registrations: RegistrationStore }>;
  readonly keyKeeper: KeyKeeper;
  readonly isSignedBy: SignatureCheck;
  readonly chainConfig: ChainConfig;
  readonly clock: Clock;
};

const messageOf = (chain: ChainConfig, registration: Registration) =>
  registrationTypedData(receivablesDomain(chain.chainId, chain.receivables), registration);

/**
 * What a warehouse that keeps its own key signs, for `eth_signTypedData_v4`.
 * @throws Refusal `object.not_found`, `registration.not_waiting`, `registration.expired`.
 */
export const prepareCountersign =
  ({ transact, chainConfig, clock }: Needs) =>
  async (scope: OrgScope, input: { registrationId: string }): Promise<{ message: string }> => {
    const stored = await transact(({ registrations }) =>
      registrations.lock(scope, input.registrationId),
    );
    orThrow(mayCountersign(stored, secondsOf(clock.now())));
    return { message: typedDataJson(messageOf(chainConfig, stored.registration)) };
  };

/**
 * The warehouse confirms that the orders are its own and marks them as pledged; the chain write is wished with it.
 * `signature` comes from the warehouse's wallet; without it the key the platform keeps signs.
 * @throws Refusal `object.not_found`, `registration.not_waiting`, `registration.expired`, `offer.signature_wrong`.
 */
export const countersignRegistration =
  ({ transact, keyKeeper, isSignedBy, chainConfig, clock }: Needs) =>
  async (
    scope: OrgScope,
    input: { registrationId: string; signature?: string },
  ): Promise<{ intentId: string }> => {
    const { registrationId } = input;
    const read = await transact(({ registrations }) => registrations.lock(scope, registrationId));
    orThrow(mayCountersign(read, secondsOf(clock.now())));
    const message = messageOf(chainConfig, read.registration);
    const { warehouse } = read.registration;
    const signature = input.signature ?? (await keyKeeper.signTyped(warehouse, message));
    if (input.signature && !(await isSignedBy(warehouse, message, input.signature)))
      throw new Refusal("offer.signature_wrong");
    return transact(async ({ registrations, journal }) => {
      const stored = await registrations.lock(scope, registrationId);
      orThrow(mayCountersign(stored, secondsOf(clock.now())));
      await registrations.submit(scope, registrationId, signature, clock.now());
      const intentId = await journal.wish({
        key: `register:${registrationId}`,
        kind: "register",
        payload: {
          registration: structToJson(stored.registration),
          sellerSignature: stored.sellerSignature,
          warehouseSignature: signature,
        },
        signer: "relayer",
        organisationId: stored.sellerId,
      });
      await journal.record({
        name: "registration.countersigned",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: registrationId,
        data: { receivables: stored.receivableIds.length },
      });
      await journal.announce("registration");
      await journal.announce("receivable");
      return { intentId };
    });
  };

/**
 * The warehouse says that the orders are not as stated; they go back to the seller with the reason.
 * @throws Refusal `object.not_found`, `registration.not_waiting`.
 */
export const declineRegistration =
  ({ transact }: Needs) =>
  (scope: OrgScope, input: { registrationId: string; reason: string }): Promise<void> =>
    transact(async ({ registrations, journal }) => {
      const stored = await registrations.lock(scope, input.registrationId);
      orThrow(mayDecline(stored));
      await registrations.release(scope, stored.id, { status: "declined", reason: input.reason });
      await journal.record({
        name: "registration.declined",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: stored.id,
        data: { reason: input.reason },
      });
      await journal.announce("registration");
      await journal.announce("order");
    });

/**
 * The seller takes back what nobody countersigned or what the chain refused; its orders are ready again.
 * @throws Refusal `object.not_found`, `registration.not_waiting`.
 */
export const withdrawRegistration =
  ({ transact }: Needs) =>
  (scope: OrgScope, input: { registrationId: string }): Promise<void> =>
    transact(async ({ registrations, journal }) => {
      const stored = await registrations.lock(scope, input.registrationId);
      orThrow(mayWithdraw(stored));
      await registrations.release(scope, stored.id, { status: "withdrawn", reason: null });
      await journal.record({
        name: "registration.withdrawn",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: stored.id,
      });
      await journal.announce("registration");
      await journal.announce("order");
    });
