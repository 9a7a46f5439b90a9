import { network } from "hardhat";
import { SELECTOR } from "./schemata";

type Connection = Awaited<ReturnType<typeof network.create>>;

const opened: Connection[] = [];
let inForce = 0;

const request = (to: Connection, method: string, ...params: unknown[]): Promise<unknown> =>
  to.provider.request({ method, params });

const choose = (to: Connection): Promise<unknown> =>
  request(to, "hardhat_setBalance", SELECTOR, `0x${inForce.toString(16)}`);

/** Every network that tests open from now on is known here, and has the mutant in force from its first block. */
export const watchNetworks = (): void => {
  const create = network.create.bind(network);
  const watched = async (...args: Parameters<typeof create>) => {
    const connection = await create(...args);
    opened.push(connection as Connection);
    if (inForce !== 0) await choose(connection as Connection);
    return connection;
  };
  Object.assign(network, { create: watched });
};

/** Networks opened since the last time this was asked. */
export const takeOpened = (): Connection[] => opened.splice(0);

export const setInForce = (mutant: number): void => {
  inForce = mutant;
};

/** A state that networks can be brought back to any number of times. */
export const checkpointOf = (connections: readonly Connection[]) => {
  const marks = new Map<Connection, unknown>();
  const mark = async () => {
    for (const each of connections) marks.set(each, await request(each, "evm_snapshot"));
  };
  /** Back to the state, the clock included, with the chosen mutant in force. */
  const restore = async () => {
    for (const each of connections) {
      if (!(await request(each, "evm_revert", marks.get(each))))
        throw new Error("The state to come back to is gone.");
      marks.set(each, await request(each, "evm_snapshot"));
      const latest = (await request(each, "eth_getBlockByNumber", "latest", false)) as {
        timestamp: string;
      };
      await request(each, "evm_setNextBlockTimestamp", Number(latest.timestamp) + 1);
      await request(each, "evm_mine");
      await choose(each);
    }
  };
  return { mark, restore };
};
