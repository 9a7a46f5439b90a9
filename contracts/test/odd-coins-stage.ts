import { type Contract, Interface, type Wallet, ZeroHash } from "ethers";
import { artifacts } from "hardhat";
import type { Deal } from "../../src/core/typed-data/deal";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY } from "./ground";
import { K } from "./life-steps";
import { deployMock } from "./mock";
import type { World } from "./world";

/** What the acts are about: receivables in the odd coin, one per act, and one in a good coin. */
export type Stage = {
  readonly coin: Contract;
  readonly toFund: Deal;
  readonly toRelease: Deal;
  readonly toCollect: Deal;
  readonly overpaid: Deal;
  readonly good: Deal;
};

/** What one coin says about everybody, as the contract has it and as the wallets have it. */
export type Books = {
  /** Wallet, claim and what is due on notes, by party. */
  readonly worth: Readonly<Record<string, bigint>>;
  /** What the contract holds beyond escrow, claims and dues. */
  readonly cover: bigint;
};

export const PARTIES = ["seller", "buyer", "lenderA", "lenderB", "stranger"] as const;
export type PartyName = (typeof PARTIES)[number];

const DEPOSIT = 30n * K;

/** A new honest coin, at an address of its own. */
export const makeCoin = (world: World): Promise<Contract> =>
  deployMock(world.people.relayer, "OddCoin");

/** Registers one receivable in a coin, with an offer on it. */
export const registerIn = async (world: World, coin: Contract): Promise<Deal> => {
  const lot = world.makeLot({}, (await world.now()) + 90 * DAY);
  const registration = {
    ...(await world.makeRegistration([lot])),
    coin: String(coin.target) as Hex,
  };
  const receipt = await world.relay("register", await world.registerArgs(registration));
  const registeredAt = Number((await world.provider.getBlock(receipt.blockNumber))?.timestamp);
  const { seller, warehouse } = registration;
  return {
    terms: { ...lot, seller, warehouse, coin: registration.coin },
    registeredAt,
    offer: await world.makeOffer(),
    attesters: [warehouse],
  };
};

const unsigned = { validAfter: 0n, validBefore: 0n, signature: "0x" } as const;

/** The acts, each by who does it in life. */
export const actsOn = (world: World) => {
  const { lenderA, lenderB, buyer } = world.people;
  const payees = [lenderA.address, lenderB.address];
  const byAllowance = (payer: Wallet, amount: bigint) => ({
    ...{ payer: payer.address, amount, salt: ZeroHash },
    ...unsigned,
  });
  const fundBy = async (deal: Deal, lender: Wallet, amount: bigint) =>
    world.act(lender, world.receivables, "fund", [
      ...[deal, await world.signOffer(deal), byAllowance(lender, amount)],
    ]);
  const settle = (deal: Deal, amount: bigint) =>
    world.act(buyer, world.receivables, "settle", [deal, byAllowance(buyer, amount), payees]);
  return {
    fundBy,
    settle,
    deposit: async ({ coin, toCollect }: Stage) =>
      world.act(buyer, coin, "transfer", [await world.accountOf(toCollect), DEPOSIT]),
    cells: {
      fund: ({ toFund }: Stage) => fundBy(toFund, lenderB, 10n * K),
      release: ({ toRelease }: Stage) => world.release(toRelease, 100n * K),
      settle: ({ toCollect }: Stage) => settle(toCollect, 100n * K),
      sweep: ({ toCollect }: Stage) => world.relay("sweep", [toCollect, payees]),
      claim: ({ coin }: Stage) => world.relay("claim", [coin.target, buyer.address]),
    },
  };
};

/** An act on the odd coin. Collecting is two of them. */
export type Act = keyof ReturnType<typeof actsOn>["cells"];

/** An honest coin on the allow-list, one receivable ready for each act, a claim, and a life in a good coin beside it. */
export const makeStage = async (world: World): Promise<Stage> => {
  const { lenderA, lenderB, buyer, seller } = world.people;
  const coin = await makeCoin(world);
  await world.act(world.admin, world.receivables, "setCoin", [coin.target, true]);
  for (const who of [lenderA, lenderB, buyer, seller]) {
    await world.act(who, coin, "mint", [who.address, 1000n * K]);
    await world.act(who, coin, "approve", [world.receivables.target, 900n * K]);
  }
  const { fundBy, settle } = actsOn(world);
  const lent = async () => {
    const deal = await registerIn(world, coin);
    await fundBy(deal, lenderA, 50n * K);
    await fundBy(deal, lenderB, 30n * K);
    await world.release(deal, 100n * K);
    return deal;
  };
  const toCollect = await lent();
  const overpaid = await lent();
  const good = await world.makeDeal();
  await world.fund(good, lenderA, 80n * K);
  await world.release(good, 100n * K);
  await world.travel(30 * DAY);
  await settle(overpaid, 103n * K);
  const toRelease = await registerIn(world, coin);
  await fundBy(toRelease, lenderA, 80n * K);
  return { coin, toFund: await registerIn(world, coin), toRelease, toCollect, overpaid, good };
};

const LENDERS: ReadonlySet<string> = new Set(["lenderA", "lenderB"]);

/** What a coin and the contract say about everybody. */
export const readBooks = async (
  world: World,
  coin: Contract,
  deals: readonly Deal[],
): Promise<Books> => {
  const held = (account: string): Promise<bigint> =>
    coin.getFunction("balanceOf").staticCall(account);
  const worth: Record<string, bigint> = {};
  let owed = 0n;
  for (const deal of deals) {
    const figures = await world.position(deal);
    owed += BigInt(figures.funded - figures.released - figures.returned);
  }
  for (const name of [...PARTIES, "treasury"] as const) {
    const account =
      name === "treasury" ? String(await world.call("treasury")) : world.people[name].address;
    let due: bigint = await world.call("claimOf", coin.target, account);
    for (const deal of LENDERS.has(name) ? deals : [])
      due += await world.call("dueTo", deal.terms.receivable, account);
    owed += due;
    worth[name] = due + (await held(account));
  }
  return { worth, cover: (await held(String(world.receivables.target))) - owed };
};

/** Name of the error by which an attempt was refused, or null. */
export const refusalOf = async (
  world: World,
  attempt: () => Promise<unknown>,
): Promise<string | null> => {
  const { abi } = await artifacts.readArtifact("OddCoin");
  const faces = new Interface([
    ...world.receivables.interface.fragments.filter(({ type }) => type === "error"),
    ...Interface.from(abi).fragments.filter(({ type }) => type === "error"),
  ]);
  try {
    await attempt();
    return null;
  } catch (thrown) {
    const { data, revert, message } = thrown as {
      data?: string;
      revert?: { name: string };
      message: string;
    };
    const named = data && data.length >= 10 ? faces.parseError(data.slice(0, 10_000)) : null;
    return revert?.name ?? named?.name ?? `unnamed: ${message.slice(0, 200)}`;
  }
};

/** The last instalment in the good coin, paid by the buyer; what each party has then more. */
export const endGoodLife = async (world: World, { good }: Stage): Promise<string> => {
  const start = await readBooks(world, world.coin, [good]);
  await world.settle(good, 100n * K, [world.people.lenderA]);
  const end = await readBooks(world, world.coin, [good]);
  const gains = Object.entries(end.worth).map(([name, worth]) => worth - (start.worth[name] ?? 0n));
  return [...gains, end.cover - start.cover, await world.statusOf(good)].map(String).join(";");
};
