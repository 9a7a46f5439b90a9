import { Wallet } from "ethers";
import type { TypedData } from "@/core/typed-data/typed-data";

/** Domain, types and message as ethers takes them: in this order, with lists of its own. */
export const ethersArguments = ({ domain, types, message }: TypedData<object>) => {
  const lists = Object.fromEntries(
    Object.entries(types).map(([name, fields]) => [name, [...fields]]),
  );
  return [domain, lists, message] as const;
};

/** Signs typed data with a key of the local chain, for its demo accounts only. */
export const signTypedData = (privateKey: string, data: TypedData<object>): Promise<string> =>
  new Wallet(privateKey).signTypedData(...ethersArguments(data));
