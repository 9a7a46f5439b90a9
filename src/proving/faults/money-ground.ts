import { Contract, JsonRpcProvider, type Signer } from "ethers";
import { participantsAbi, receivablesAbi, settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { makeFinal } from "@/commands/testing/recorded-life";
import {
  enterParties,
  fundBy,
  offerOver,
  type Parties,
  registerOne,
  releaseFor,
  type World,
} from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";
import { type Ground, inWorld, judged } from "./books-ground";
import type { Verdict } from "./fault-row";
import { verdictOf } from "./verdict";

/** Collects what is wrong; a row is held where nothing is. */
export const complaints = () => {
  const found: string[] = [];
  return {
    expect: (holds: boolean, why: string): void => {
      if (!holds) found.push(why);
    },
    verdict: (figure: string): Verdict => verdictOf(figure, found),
  };
};

/** What is expected while a row runs. */
export type Expect = ReturnType<typeof complaints>["expect"];

type IntentRow = {
  id: string;
  kind: string;
  status: string;
  code: string | null;
  receivableId: string | null;
};

/** Numbers of the platform's keys among a local node's own accounts. */
export const OFFICES = { admin: 0, guardian: 3, compliance: 6, checker: 7 } as const;

type Office = keyof typeof OFFICES;

/** The function's name and what it takes. */
type ContractCall = readonly [string, ...unknown[]];

const contractsOf = (world: World, provider: JsonRpcProvider) => {
  const { coins, contract } = world.settlement;
  const register = world.deployed.addresses.Participants ?? "";
  return {
    coin: new Contract(coins.get("HKD") ?? "", settlementCoinAbi, provider),
    receivables: new Contract(String(contract), receivablesAbi, provider),
    participants: new Contract(register, participantsAbi, provider),
  };
};

const moneyOf = (world: World, ground: Ground, provider: JsonRpcProvider) => {
  const { coin, receivables, participants } = contractsOf(world, provider);
  const ask = (contract: Contract, name: string, ...args: readonly unknown[]) =>
    contract.getFunction(name).staticCall(...args);
  /** A call straight to the chain; answers the gas it used. */
  const act = async (
    signer: Signer,
    contract: Contract,
    [name, ...args]: ContractCall,
  ): Promise<bigint> => {
    await world.rpc("anvil_setBalance", [await signer.getAddress(), "0xde0b6b3a7640000"]);
    const bound = contract.connect(signer) as Contract;
    const receipt = await (await bound.getFunction(name).send(...args)).wait();
    return receipt?.gasUsed ?? 0n;
  };
  return {
    ...{ world, ground, provider, coin, receivables, participants, ask },
    /** A call straight to the chain by anybody who holds a key. */
    act: (wallet: Parties["buyer"], contract: Contract, call: ContractCall): Promise<bigint> =>
      act(wallet.connect(provider), contract, call),
    /** The same by one of the platform's own keys. */
    order: async (who: Office, contract: Contract, call: ContractCall): Promise<bigint> =>
      act(await provider.getSigner(OFFICES[who]), contract, call),
    balance: (account: string): Promise<bigint> => ask(coin, "balanceOf", account),
    claim: (account: string): Promise<bigint> => ask(receivables, "claimOf", coin.target, account),
    /** So many passes of every part of the worker. */
    pass: async (count = 1): Promise<void> => {
      for (let each = 0; each < count; each += 1) {
        await world.relay();
        await world.follow();
        await world.keep();
      }
    },
    intents: async (where: string, values: readonly unknown[] = []): Promise<IntentRow[]> =>
      (
        await world.pool.query<IntentRow>(
          `select id, kind, status, error->>'code' as code, "receivableId" from "Intent" where ${where} order by "createdAt"`,
          [...values],
        )
      ).rows,
  };
};

/** The worker's parts on a database of their own, with parties entered, and the chain's own word on everything. */
export type Money = ReturnType<typeof moneyOf> & { readonly parties: Parties };

/** Opens the parts, runs the row, closes them. */
export const withMoney = (
  lenders: number,
  run: (money: Money) => Promise<Verdict>,
): Promise<Verdict> =>
  inWorld(async (world, ground) => {
    const provider = new JsonRpcProvider(world.settings.rpcUrl, undefined, {
      cacheTimeout: -1,
      pollingInterval: 50,
    });
    try {
      const parties = await enterParties(world, lenders);
      return await run({ ...moneyOf(world, ground, provider), parties });
    } finally {
      provider.destroy();
    }
  });

/** What every receivable of these rows is about, minor units: 100,000. */
export const DUE = 100_000_000_000n;
/** What is lent on it. */
export const ADVANCE = (DUE * 8n) / 10n;

/** A receivable with an offer on it. */
export const offered = async (world: World, parties: Parties) => {
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  return offerOver(world, parties, id);
};

/** Funded by all lenders in equal parts; the first one's holds what does not divide. */
export const funded = async (world: World, parties: Parties): Promise<Deal> => {
  const offer = await offered(world, parties);
  const part = ADVANCE / BigInt(parties.lenders.length);
  const first = ADVANCE - part * BigInt(parties.lenders.length - 1);
  for (const [index, lender] of parties.lenders.entries())
    await fundBy(world, offer, { lender, amount: index === 0 ? first : part });
  await world.calm();
  return offer.deal;
};

/** Funded by all and released in full. */
export const released = async (world: World, parties: Parties): Promise<Deal> => {
  const deal = await funded(world, parties);
  await releaseFor(world, parties, { deal, delivered: DUE, seq: 1 });
  await world.calm();
  return deal;
};

/** Compares books, read model and chain, and asks the auditor about the sums and every payee's due. */
export const expectTrueBooks = async (
  { world, ground }: Pick<Money, "world" | "ground">,
  expect: Expect,
): Promise<void> => {
  await makeFinal(world);
  const finding = await world.reconcile();
  const apart = finding?.comparisons.filter(({ difference }) => difference !== 0n) ?? [];
  expect(finding !== null && apart.length === 0, "books and chain differ");
  const differences = await judged(world, ground, ["I1", "I4"]);
  expect(
    differences.length === 0,
    `the auditor names ${differences.length}: ${JSON.stringify(differences.slice(0, 2))}`,
  );
};
