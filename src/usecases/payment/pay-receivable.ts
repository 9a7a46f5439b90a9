import { secondsOf } from "@/core/dates/day-count";
import type { SigningPlace } from "@/core/funding/authorization";
import { PAYMENT_VALID_SECONDS, paymentAuthorization } from "@/core/payment/authorization";
import { pay } from "@/core/payment/pay";
import { orThrow, Refusal } from "@/core/refusal";
import type { LinkScope } from "@/core/scope/scope";
import { type JsonStruct, structToJson } from "@/core/typed-data/deal-json";
import type { Hex, TypedData } from "@/core/typed-data/typed-data";
import type { Clock } from "@/ports/clock";
import type { DebtView, PaymentStore } from "@/ports/payment-store";
import type { SignatureCheck } from "@/ports/signer";
import type { Transact } from "@/ports/transact";
import type { ChainFacts } from "@/ports/verify-views";

export type PaymentWish = {
  /** Checksummed account that pays. */
  readonly payer: Hex;
  /** Minor units. */
  readonly amount: bigint;
  /** 32 random bytes made once by the page: the same form sent twice is one payment. */
  readonly salt: Hex;
};

export type SignedPayment = PaymentWish & {
  /** Unix seconds, as answered by the preparation. */
  readonly validBefore: number;
  readonly signature: Hex;
};

type Parts = {
  readonly transact: Transact<{ payments: PaymentStore }>;
  readonly clock: Clock;
  readonly place: SigningPlace;
  readonly coinBalance: ChainFacts["coinBalance"];
};

const payable = (debt: DebtView | null, amount: bigint): { debt: DebtView; deal: JsonStruct } => {
  if (!debt) throw new Refusal("link.not_found");
  orThrow(pay({ ...debt, onChain: debt.deal !== null }, amount));
  if (!debt.deal) throw new Refusal("payment.not_ready");
  return { debt, deal: debt.deal };
};

const messageOf = (
  place: SigningPlace,
  link: LinkScope,
  { debt, wish }: { debt: DebtView; wish: PaymentWish & { readonly validBefore: number } },
): TypedData<object> =>
  paymentAuthorization(place, {
    receivable: link.receivableId as Hex,
    coin: debt.coin as Hex,
    currency: debt.currency,
    payer: wish.payer,
    amount: wish.amount,
    salt: wish.salt,
    validBefore: wish.validBefore,
  });

/**
 * The typed data a paying wallet has to sign, and until when it holds.
 * @throws Refusal `link.not_found`, `payment.not_ready`, `payment.amount_invalid`, `payment.balance_short`.
 */
export const preparePayment =
  ({ transact, clock, place, coinBalance }: Parts) =>
  async (
    link: LinkScope,
    wish: PaymentWish,
  ): Promise<{ message: TypedData<object>; validBefore: number }> => {
    const read = await transact(({ payments }) => payments.debt(link, "read"));
    const { debt } = payable(read, wish.amount);
    const balance = await coinBalance(debt.coin, wish.payer);
    if (balance < wish.amount) throw new Refusal("payment.balance_short", { held: `${balance}` });
    const validBefore = secondsOf(clock.now()) + PAYMENT_VALID_SECONDS;
    return {
      message: messageOf(place, link, { debt, wish: { ...wish, validBefore } }),
      validBefore,
    };
  };

/**
 * Takes a signed payment and wishes it on chain: it can go to this receivable and nowhere else. The same salt of the
 * same payer again changes nothing.
 * @throws Refusal `link.not_found`, `payment.not_ready`, `payment.amount_invalid`, `payment.signature_wrong` or, for a
 * salt that paid another amount, `payment.salt_reused`.
 */
export const payReceivable =
  ({ transact, place, isSignedBy }: Parts & { readonly isSignedBy: SignatureCheck }) =>
  async (link: LinkScope, wish: SignedPayment): Promise<{ intentId: string }> => {
    const read = await transact(({ payments }) => payments.debt(link, "read"));
    if (!read) throw new Refusal("link.not_found");
    const message = messageOf(place, link, { debt: read, wish });
    if (!(await isSignedBy(wish.payer, message, wish.signature)))
      throw new Refusal("payment.signature_wrong", { account: wish.payer });
    return transact(async ({ payments, journal }) => {
      const debt = await payments.debt(link, "lock"); // load
      const key = `settle:${link.receivableId}:${wish.payer.toLowerCase()}:${wish.salt}`;
      const known = await payments.wished(link, key);
      if (known && known.amount !== wish.amount) throw new Refusal("payment.salt_reused");
      if (known) return { intentId: known.intentId };
      const { deal } = payable(debt, wish.amount); // decide
      const { payer, amount, salt, signature } = wish;
      const validBefore = BigInt(wish.validBefore);
      const intentId = await journal.wish({
        key,
        kind: "settle",
        signer: "relayer",
        receivableId: link.receivableId,
        organisationId: link.buyerId,
        payload: {
          deal,
          payment: structToJson({ payer, amount, salt, validAfter: 0n, validBefore, signature }),
        },
      }); // save
      await journal.record({
        name: "payment.submitted",
        actor: "buyer-link",
        organisationId: link.buyerId,
        subject: link.receivableId,
        data: { linkId: link.linkId, payer, amount: amount.toString() },
      });
      await journal.announce(`receivable:${link.receivableId}`); // announce
      return { intentId };
    });
  };
