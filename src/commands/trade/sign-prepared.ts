import { Wallet } from "ethers";
import type { DemoKey } from "@/core/demo/demo";
import type { Hex } from "@/core/typed-data/typed-data";

type Typed = {
  readonly domain: object;
  readonly types: Record<string, { name: string; type: string }[]>;
  readonly message: Record<string, unknown>;
};

/** Signs what the application prepared for a wallet: the text of `eth_signTypedData_v4`, under a domain that may be bent. */
export const signPrepared = async (
  { privateKey }: DemoKey,
  prepared: string,
  bend: object = {},
): Promise<Hex> => {
  const { domain, types, message } = JSON.parse(prepared) as Typed;
  const { EIP712Domain: _, ...own } = types;
  return (await new Wallet(privateKey).signTypedData({ ...domain, ...bend }, own, message)) as Hex;
};
