import assert from "node:assert/strict";
import { Contract, Interface, MaxUint256, type Wallet, ZeroAddress } from "ethers";
import { marketAbi, receivablesAbi } from "../../src/adapters/chain/generated/abi";
import type { Deal } from "../../src/core/typed-data/deal";
import {
  type Mandate,
  mandateRevocationTypedData,
  mandateTypedData,
  marketDomain,
} from "../../src/core/typed-data/mandate";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf, UNIT } from "./ground";
import type { World } from "./world";

/** What Market and the Receivables behind it may answer. */
const abi = [...marketAbi, ...receivablesAbi.filter(({ type }) => type === "error")];
const face = new Interface(
  [...new Set(abi.map((entry) => JSON.stringify(entry)))].map((each) => JSON.parse(each)),
);

/** Standing mandates on top of a world. */
export const marketSteps = (world: World) => {
  const address = world.addresses.Market as Hex;
  const market = new Contract(address, face, world.people.relayer);
  const domain = marketDomain(31_337, address);

  /** A mandate of lender A that fits every deal `makeDeal` makes. */
  const makeMandate = async (change: Partial<Mandate> = {}): Promise<Mandate> => ({
    lender: hexOf(world.people.lenderA),
    coins: [world.coin.target as Hex],
    sellers: [],
    buyers: [],
    warehouses: [],
    minRateBps: 1000,
    maxAdvanceBps: 8000,
    maxTenorDays: 90,
    maxGraceDays: 15,
    needsRecourse: true,
    minTicket: 1000n * UNIT,
    matcher: ZeroAddress as Hex,
    perReceivableLimit: 60_000n * UNIT,
    cumulativeLimit: 150_000n * UNIT,
    expiry: (await world.now()) + 100 * DAY,
    salt: freshHash(),
    ...change,
  });
  const signMandate = (mandate: Mandate, by: Wallet = world.people.lenderA) =>
    world.signTyped(by, mandateTypedData(domain, mandate));
  const allow = (by: Wallet = world.people.lenderA, amount = MaxUint256, money = world.coin) =>
    world.act(by, money, "approve", [address, amount]);

  /** Arguments of a filling signed by seller and lender. */
  const fillArgs = async (
    deal: Deal,
    mandate: Mandate,
    amount: bigint,
    lender: Wallet = world.people.lenderA,
  ) =>
    [
      deal,
      await world.signOffer(deal),
      mandate,
      await signMandate(mandate, lender),
      amount,
    ] as const;
  const fill = async (
    deal: Deal,
    mandate: Mandate,
    amount: bigint,
    { lender = world.people.lenderA, by = world.people.relayer } = {},
  ) => world.act(by, market, "fill", await fillArgs(deal, mandate, amount, lender));

  const signRevocation = (mandate: Mandate, expiry: number, by = world.people.lenderA) =>
    world.signTyped(by, mandateRevocationTypedData(domain, { mandate, expiry }));

  /** Sends in a block of exactly that time, whatever comes of it. */
  const sendAt = async (moment: number, name: string, args: readonly unknown[]) => {
    await world.rpc("evm_setNextBlockTimestamp", moment);
    try {
      const sent = await market.getFunction(name).send(...args, { gasLimit: 5_000_000n });
      return await sent.wait();
    } catch (problem) {
      const { data } = (problem as { error?: { data?: string } }).error ?? {};
      if (data) throw Object.assign(new Error(name), { data, revert: face.parseError(data) });
      throw problem;
    }
  };

  const view = (name: string, ...args: readonly unknown[]) =>
    market.getFunction(name).staticCall(...args);

  /** The field that refused, from Market's answer; "none" where it was taken. */
  const refusedField = async (attempt: Promise<unknown>): Promise<string> => {
    try {
      await attempt;
    } catch (problem) {
      const { data } = problem as { data?: string };
      const error = data ? face.parseError(data) : null;
      if (error?.name !== "OutsideMandate") throw problem;
      return Buffer.from(String(error.args.field).slice(2), "hex").toString().replaceAll("\0", "");
    }
    return "none";
  };

  /** Market holds no money, and no allowance of its own stands. */
  const nothingStays = async () => {
    assert.equal(await world.balance(address), 0n);
    const { target } = world.receivables;
    assert.equal(await world.coin.getFunction("allowance").staticCall(address, target), 0n);
  };

  return {
    market,
    face,
    domain,
    makeMandate,
    signMandate,
    allow,
    fillArgs,
    fill,
    signRevocation,
    sendAt,
    view,
    refusedField,
    nothingStays,
  };
};

export type MarketSteps = ReturnType<typeof marketSteps>;

/** The steps on a world whose lender A lets Market take its money. */
export const openMarket = async (world: World) => {
  const steps = marketSteps(world);
  await steps.allow();
  return steps;
};
