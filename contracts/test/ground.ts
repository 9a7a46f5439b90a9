import { BrowserProvider, Contract, id as keccakText, Wallet } from "ethers";
import { network } from "hardhat";
import {
  participantsAbi,
  receivablesAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";
import { coinDomain } from "../../src/core/typed-data/coin";
import { receivablesDomain } from "../../src/core/typed-data/receivables";
import type { Hex, TypedData } from "../../src/core/typed-data/typed-data";
import { deployOn } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";

export const DAY = 86_400;
/** One whole unit of a currency. */
export const UNIT = 1_000_000n;

const CHAIN_ID = 31_337;

export const hexOf = (wallet: { address: string }): Hex => wallet.address as Hex;

/** A hash nobody has used before. */
let counter = 0;
export const freshHash = (): Hex => {
  counter += 1;
  return keccakText(`fresh ${counter}`) as Hex;
};

export const signTyped = async (wallet: Wallet, data: TypedData<object>): Promise<Hex> =>
  (await wallet.signTypedData(
    { ...data.domain },
    JSON.parse(JSON.stringify(data.types)),
    data.message,
  )) as Hex;

const PEOPLE = [
  ...["seller", "warehouse", "carrier", "buyer", "lenderA", "lenderB", "lenderC"],
  ...["relayer", "stranger", "otherSeller"],
] as const;
type Person = (typeof PEOPLE)[number];

const personKey = (name: string) => keccakText(`person ${name}`);

/** Questions to a chain that leave it as it is. */
const READING =
  /^(eth_(call|get\w+|blockNumber|chainId|estimateGas|gasPrice|feeHistory|max\w+)|net_version)$/;

/** A chain of its own; `guard.mark` comes before every request that may change it. */
const openChain = async () => {
  const connection = await network.create();
  const guard: { mark: (() => Promise<unknown>) | undefined } = { mark: undefined };
  const watched = {
    request: async (asked: { method: string; params?: unknown[] }) => {
      if (!READING.test(asked.method)) await guard.mark?.();
      return connection.provider.request(asked);
    },
  };
  const provider = new BrowserProvider(watched, undefined, {
    cacheTimeout: -1,
    pollingInterval: 10,
  });
  const rpc = (method: string, ...params: unknown[]) => provider.send(method, params);
  const now = async (): Promise<number> => Number((await provider.getBlock("latest"))?.timestamp);
  const travel = async (seconds: number): Promise<void> => {
    await rpc("evm_increaseTime", seconds);
    await rpc("evm_mine");
  };
  /** To the second, however long the machine takes; to the present one is no way at all. */
  const travelTo = async (moment: number): Promise<void> => {
    if ((await now()) === moment) return;
    await rpc("evm_setNextBlockTimestamp", moment);
    await rpc("evm_mine");
  };
  return { connection, guard, provider, rpc, now, travel, travelTo };
};

/** Sends and waits; the receipt. Refusals carry the decoded error. */
const act = async (who: Wallet, contract: Contract, name: string, args: readonly unknown[]) => {
  const bound = contract.connect(who) as Contract;
  await bound.getFunction(name).staticCall(...args);
  const sent = await bound.getFunction(name).send(...args, { gasLimit: 12_000_000n });
  const receipt = await sent.wait();
  if (!receipt) throw new Error("no receipt");
  return receipt;
};

/** One chain with everything deployed and everybody entered and endowed. */
export const openGround = async () => {
  const chain = await openChain();
  const { provider, rpc, now, travel } = chain;
  const { addresses } = await deployOn({ chain: provider });
  const at = (name: string): string => addresses[name] ?? "";
  const operator = new Wallet(devKey("operator"), provider);
  const guardian = new Wallet(devKey("guardian"), provider);
  const compliance = new Wallet(devKey("compliance"), provider);
  const checker = new Wallet(devKey("checker"), provider);
  const admin = new Wallet(devKey("admin"), provider);
  const people = Object.fromEntries(
    PEOPLE.map((name) => [name, new Wallet(personKey(name), provider)]),
  ) as Record<Person, Wallet>;
  const { seller, warehouse, carrier, buyer, lenderA, lenderB, lenderC } = people;
  const receivables = new Contract(at("Receivables"), receivablesAbi, people.relayer);
  const participants = new Contract(at("Participants"), participantsAbi, operator);
  const coin = new Contract(at("SettlementCoinHKD"), settlementCoinAbi, operator);
  const otherCoin = new Contract(at("SettlementCoinUSD"), settlementCoinAbi, operator);
  for (const wallet of Object.values(people)) {
    await rpc("hardhat_setBalance", wallet.address, "0x56bc75e2d63100000");
  }

  const call = (name: string, ...args: readonly unknown[]) =>
    receivables.getFunction(name).staticCall(...args);
  const enter = (who: Wallet, organisation: number, roles: number, licence = 0, expiry = 0) =>
    act(operator, participants, "setParticipant", [
      ...[who.address, organisation, roles, licence, expiry],
    ]);
  const far = (await now()) + 4000 * DAY;
  await enter(seller, 1, 1);
  await enter(people.otherSeller, 9, 1);
  await enter(warehouse, 2, 4);
  await enter(carrier, 3, 4);
  await enter(buyer, 4, 8);
  await enter(lenderA, 5, 2, 1, far);
  await enter(lenderB, 6, 2, 1, far);
  await enter(lenderC, 7, 2, 2, far);
  for (const wallet of [lenderA, lenderB, lenderC, buyer, seller, people.stranger]) {
    await act(operator, coin, "mint", [wallet.address, 1_000_000n * UNIT]);
    await act(operator, otherCoin, "mint", [wallet.address, 1_000n * UNIT]);
  }
  await travel(5);

  return {
    ...{ ...chain, addresses, people, far, operator, guardian, compliance, checker, admin },
    ...{ receivables, participants, coin, otherCoin, act, call, enter, signTyped },
    domain: receivablesDomain(CHAIN_ID, at("Receivables") as Hex),
    moneyDomain: coinDomain("Quaynote HKD", CHAIN_ID, at("SettlementCoinHKD") as Hex),
  };
};

/** A chain with all contracts, and those who call them. */
export type Ground = Awaited<ReturnType<typeof openGround>>;
