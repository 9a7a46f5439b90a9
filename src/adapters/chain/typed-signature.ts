import { Wallet } from "ethers";
import type { TypedData } from "@/core/typed-data/typed-data";

/** Signs typed data with a key of the local chain, for its demo accounts only. */
export const signTypedData = (privateKey: string, data: TypedData<object>): Promise<string> =>
  new Wallet(privateKey).signTypedData(
    data.domain,
    Object.fromEntries(Object.entries(data.types).map(([name, fields]) => [name, [...fields]])),
    data.message,
  );
