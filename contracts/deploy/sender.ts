import { setTimeout as sleep } from "node:timers/promises";
import {
  getCreateAddress,
  type JsonRpcApiProvider,
  type TransactionResponse,
  Wallet,
} from "ethers";

const PENDING_MS = 120_000;

/** Transactions of an earlier run that still wait would shift every address: waits until there are none. */
const settled = async (provider: JsonRpcApiProvider, account: string): Promise<number> => {
  const until = Date.now() + PENDING_MS;
  for (;;) {
    const mined = await provider.getTransactionCount(account, "latest");
    if (mined === (await provider.getTransactionCount(account, "pending"))) return mined;
    if (Date.now() > until) throw new Error(`Transactions of ${account} wait and are not mined.`);
    await sleep(500);
  }
};

/** Sends transactions one after another without waiting in between; `settle` waits for all and refuses a failure. */
export const openSender = async (provider: JsonRpcApiProvider, key: string) => {
  const wallet = new Wallet(key, provider);
  const sent: TransactionResponse[] = [];
  let next = await settled(provider, wallet.address);
  return {
    address: wallet.address,
    /** Nonce of the next transaction. */
    nonce: () => next,
    /** Address that the transaction with this nonce creates. */
    addressOf: (nonce: number) => getCreateAddress({ from: wallet.address, nonce }),
    send: async (to: string | null, data: string, gasLimit: bigint) => {
      sent.push(await wallet.sendTransaction({ to, data, gasLimit, nonce: next }));
      next += 1;
    },
    settle: async () => {
      for (const each of sent.splice(0)) {
        const receipt = await each.wait();
        if (receipt?.status !== 1) throw new Error(`Transaction ${each.hash} failed.`);
      }
    },
  };
};

export type Sender = Awaited<ReturnType<typeof openSender>>;
