import type { Currency } from "@/core/money";
import { dealHash, fundingNonce } from "@/core/receivable/terms";
import {
  type Authorization,
  coinDomain,
  receiveWithAuthorizationTypedData,
} from "@/core/typed-data/coin";
import type { Deal } from "@/core/typed-data/deal";
import type { Hex, TypedData } from "@/core/typed-data/typed-data";

/** The chain and the contract that a signature is for. */
export type SigningPlace = { readonly chainId: number; readonly receivables: Hex };

/** The name a settlement coin signs under. */
export const coinName = (currency: Currency): string => `Quaynote ${currency}`;

/**
 * What a lender signs: `amount` minor units of the deal's coin, to the Receivables contract only, for exactly this deal.
 * It holds until the offer's funding deadline, so it can never be carried in later.
 */
export const fundingAuthorization = (
  place: SigningPlace,
  wish: {
    readonly deal: Deal;
    readonly currency: Currency;
    readonly lender: Hex;
    readonly amount: bigint;
    readonly salt: Hex;
  },
): TypedData<Authorization> => {
  const { deal, lender, amount, salt } = wish;
  return receiveWithAuthorizationTypedData(
    coinDomain(coinName(wish.currency), place.chainId, deal.terms.coin),
    {
      from: lender,
      to: place.receivables,
      value: amount,
      validAfter: 0n,
      validBefore: BigInt(deal.offer.fundBy) + 1n,
      nonce: fundingNonce(dealHash(deal), { payer: lender, amount, salt }),
    },
  );
};
