import { Contract, Signature, Wallet } from "ethers";
import {
  businessCalendarAbi,
  orderLogAbi,
  reserveAttestationsAbi,
} from "../../src/adapters/chain/generated/abi";
import type { Authorization } from "../../src/core/typed-data/coin";
import {
  type ReserveReport,
  reserveDomain,
  reserveReportTypedData,
} from "../../src/core/typed-data/reserve";
import type { Hex, TypedData } from "../../src/core/typed-data/typed-data";
import { devAttesters, devKey } from "../deploy/dev-accounts";
import { DAY, hexOf } from "./ground";
import { makeWorld } from "./world";

/** What every overload of EIP-3009 begins with. */
export const AUTHORIZATION = "address,address,uint256,uint256,uint256,bytes32";

/** The two forms of a signature that every signed call of the coin takes. */
export const FORMS = ["v, r, s", "bytes"] as const;
export type Form = (typeof FORMS)[number];

/** Types and values that stand for the signature in a call. */
export const inForm = (form: Form, signature: string) => {
  if (form === "bytes") return { types: "bytes", values: [signature] };
  const { v, r, s } = Signature.from(signature);
  return { types: "uint8,bytes32,bytes32", values: [v, r, s] };
};

/** The world of the receivables with what belongs to the coin. */
export const makeCoinWorld = async () => {
  const world = await makeWorld();
  const { provider, addresses } = world;
  const at = (name: string): string => addresses[name] ?? "";
  const keyOf = (who: Parameters<typeof devKey>[0]) => new Wallet(devKey(who), provider);
  const reserves = new Contract(at("ReserveAttestations"), reserveAttestationsAbi, provider);
  const calendar = new Contract(at("BusinessCalendar"), businessCalendarAbi, provider);
  const orderLog = new Contract(at("OrderLog"), orderLogAbi, provider);
  const chainId = 31_337;

  const authorization = async (from: Wallet, to: Wallet, nonce: Hex): Promise<Authorization> => ({
    ...{ from: hexOf(from), to: hexOf(to), value: 5n, nonce },
    ...{ validAfter: 0n, validBefore: BigInt((await world.now()) + DAY) },
  });
  /** The development attesters sign a report; signatures in the order the register wants. */
  const signReport = async (report: ReserveReport) => {
    const domain = reserveDomain(chainId, at("ReserveAttestations") as Hex);
    const wallets = devAttesters
      .map(keyOf)
      .sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
    return Promise.all(
      wallets.map(async (wallet) => ({
        attester: wallet.address,
        signature: await world.signTyped(wallet, reserveReportTypedData(domain, report)),
      })),
    );
  };
  const sign = (who: Wallet, data: TypedData<object>) => world.signTyped(who, data);
  return {
    ...world,
    ...{ at, chainId, reserves, calendar, orderLog, authorization, signReport, sign },
    admin: keyOf("admin"),
    redeemer: keyOf("redeemer"),
  };
};
