import { coinName, type SigningPlace } from "@/core/funding/authorization";
import type { Currency } from "@/core/money";
import { paymentNonce } from "@/core/receivable/terms";
import {
  type Authorization,
  coinDomain,
  receiveWithAuthorizationTypedData,
} from "@/core/typed-data/coin";
import type { Hex, TypedData } from "@/core/typed-data/typed-data";

/** How long a signed payment can be carried in, seconds: one day. */
export const PAYMENT_VALID_SECONDS = 86_400;

/** What a paying wallet signs: `amount` minor units of the coin towards this receivable and nothing else. */
export const paymentAuthorization = (
  place: SigningPlace,
  wish: {
    readonly receivable: Hex;
    readonly coin: Hex;
    readonly currency: Currency;
    readonly payer: Hex;
    readonly amount: bigint;
    readonly salt: Hex;
    /** Unix seconds. */
    readonly validBefore: number;
  },
): TypedData<Authorization> =>
  receiveWithAuthorizationTypedData(coinDomain(coinName(wish.currency), place.chainId, wish.coin), {
    from: wish.payer,
    to: place.receivables,
    value: wish.amount,
    validAfter: 0n,
    validBefore: BigInt(wish.validBefore),
    nonce: paymentNonce(wish.receivable, wish),
  });
