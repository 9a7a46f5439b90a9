import { Contract, JsonRpcProvider, Wallet } from "ethers";
import { participantsAbi, receivablesAbi, settlementCoinAbi } from "@/adapters/chain/generated/abi";
import {
  enterParties,
  fundBy,
  offerOver,
  openWorld,
  type Parties,
  registerOne,
  releaseFor,
  type World,
} from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";
import { type devAccountIndex, devKey } from "../../../contracts/deploy/dev-accounts";
import type { Verdict } from "./fault-row";

/** Collects what is wrong; a row is held where nothing is. */
export type Complaints = {
  readonly expect: (holds: boolean, why: string) => void;
  readonly verdict: (figure: string) => Verdict;
};

export const complaints = (): Complaints => {
  const found: string[] = [];
  return {
    expect: (holds, why) => {
      if (!holds) found.push(why);
    },
    verdict: (figure) => ({
      status: found.length === 0 ? "held" : "broken",
      figure,
      why: found.join("; "),
    }),
  };
};

/** The worker's parts with parties entered, and the chain's own word on everything. */
export const openMoney = async (lenders: number) => {
  const world = await openWorld();
  const parties = await enterParties(world, lenders);
  const provider = new JsonRpcProvider(world.settings.rpcUrl, undefined, {
    cacheTimeout: -1,
    pollingInterval: 50,
  });
  const as = (who: keyof typeof devAccountIndex) => new Wallet(devKey(who), provider);
  const coinAddress = world.settlement.coins.get("HKD") ?? "";
  const core = String(world.settlement.contract);
  const coin = new Contract(coinAddress, settlementCoinAbi, provider);
  const receivables = new Contract(core, receivablesAbi, provider);
  const register = world.deployed.addresses.Participants ?? "";
  const participants = new Contract(register, participantsAbi, provider);
  /** A call straight to the chain, by one of the platform's own keys. */
  const order = async (
    who: keyof typeof devAccountIndex,
    contract: Contract,
    [name, ...args]: readonly [string, ...unknown[]],
  ): Promise<void> => {
    const bound = contract.connect(as(who)) as Contract;
    await (await bound.getFunction(name).send(...args)).wait();
  };
  const ask = (contract: Contract, name: string, ...args: readonly unknown[]) =>
    contract.getFunction(name).staticCall(...args);
  return {
    ...{ world, parties, coin, receivables, participants, order, ask },
    balance: (account: string): Promise<bigint> => ask(coin, "balanceOf", account),
    claim: (account: string): Promise<bigint> => ask(receivables, "claimOf", coin.target, account),
    /** One pass of every part of the worker. */
    pass: async (): Promise<void> => {
      await world.relay();
      await world.follow();
      await world.keep();
    },
    intents: async (ids: readonly string[]) =>
      (
        await world.pool.query<{ kind: string; status: string; error: { code: string } | null }>(
          'select kind, status, error from "Intent" where id = any($1::text[]) order by "createdAt"',
          [ids],
        )
      ).rows,
    close: async (): Promise<void> => {
      provider.destroy();
      await world.close();
    },
  };
};

/** The parts a money row works with. */
export type Money = Awaited<ReturnType<typeof openMoney>>;

/** Opens the parts, runs the row, closes them. */
export const withMoney = async (
  lenders: number,
  run: (money: Money) => Promise<Verdict>,
): Promise<Verdict> => {
  const money = await openMoney(lenders);
  try {
    return await run(money);
  } finally {
    await money.close();
  }
};

export const DUE = 100_000_000_000n;
const ADVANCE = (DUE * 8n) / 10n;

/** A receivable with an offer on it. */
export const offered = async (world: World, parties: Parties) => {
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  return offerOver(world, parties, id);
};

/** Funded by all lenders in equal parts. */
export const funded = async (world: World, parties: Parties) => {
  const offer = await offered(world, parties);
  const part = ADVANCE / BigInt(parties.lenders.length);
  const last = ADVANCE - part * BigInt(parties.lenders.length - 1);
  for (const [index, lender] of parties.lenders.entries()) {
    const amount = index === 0 ? last : part;
    await fundBy(world, offer, { lender, amount });
  }
  await world.calm();
  return offer.deal;
};

export const released = async (world: World, parties: Parties): Promise<Deal> => {
  const deal = await funded(world, parties);
  await releaseFor(world, parties, { deal, delivered: DUE, seq: 1 });
  await world.calm();
  return deal;
};

/** By how much books, read model and chain are apart in all, in minor units; -1 where they could not be compared. */
export const difference = async (world: World): Promise<bigint> => {
  await world.mine(3);
  await world.follow();
  const finding = await world.reconcile();
  if (!finding) return -1n;
  const size = (amount: bigint) => (amount < 0n ? -amount : amount);
  return finding.comparisons.reduce((sum, each) => sum + size(each.difference), 0n);
};
