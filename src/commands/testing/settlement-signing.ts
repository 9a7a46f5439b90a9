import { randomBytes } from "node:crypto";
import type { Wallet } from "ethers";
import { ethersArguments } from "@/adapters/chain/typed-signature";
import type { Json } from "@/core/intent/intent";
import { coinDomain, receiveWithAuthorizationTypedData } from "@/core/typed-data/coin";
import { structToJson } from "@/core/typed-data/deal-json";
import { receivablesDomain } from "@/core/typed-data/receivables";
import type { Hex, TypedData } from "@/core/typed-data/typed-data";
import type { Parts } from "./settlement-parts";

/** Seconds of a day. */
export const DAY = 86_400;

type Place = Pick<Parts, "deployed" | "settlement">;
type Signing = Pick<Wallet, "address" | "signTypedData">;

/** Thirty-two bytes nobody drew before. */
export const randomHash = (): Hex => `0x${randomBytes(32).toString("hex")}`;

export const hexOf = (wallet: { address: string }): Hex => wallet.address as Hex;

/** A wallet's signature of typed data as the core writes it. */
export const sign = (wallet: Signing, data: TypedData<object>): Promise<string> =>
  wallet.signTypedData(...ethersArguments(data));

/** The Hong Kong dollar coin of a place. */
export const coinOf = ({ settlement }: Place): Hex => settlement.coins.get("HKD") as Hex;

/** What signatures for the receivables of a place are bound to. */
export const domainOf = ({ deployed, settlement }: Place) =>
  receivablesDomain(deployed.chainId, settlement.contract as Hex);

/** A payer's authorisation to the receivables for a day, as an intent carries it. */
export const authorise = async (
  place: Place & { chainSeconds: () => Promise<number> },
  payer: Signing,
  { amount, nonce, salt }: { amount: bigint; nonce: Hex; salt: Hex },
): Promise<Json> => {
  const validBefore = BigInt((await place.chainSeconds()) + DAY);
  const data = receiveWithAuthorizationTypedData(
    coinDomain("Quaynote HKD", place.deployed.chainId, coinOf(place)),
    {
      from: hexOf(payer),
      to: place.settlement.contract as Hex,
      value: amount,
      validAfter: 0n,
      validBefore,
      nonce,
    },
  );
  const signature = await sign(payer, data);
  const payment = { payer: payer.address, amount, salt, validAfter: 0n, validBefore, signature };
  return structToJson(payment) as Json;
};
