import { MaxUint256, Wallet, ZeroHash } from "ethers";
import type { Deal } from "../../src/core/typed-data/deal";
import { devKey } from "../deploy/dev-accounts";
import { UNIT } from "./ground";
import { marketSteps } from "./market-steps";
import type { World } from "./world";

/** The most an act may cost, whole transactions. */
export const GOALS = {
  registerEach100: 52_000,
  lifeSingle: 430_000,
  registerPerOrder1000: 60,
  lifePerOrder1000: 450,
  coinTransfer: 40_000,
  coinTransferAllowListed: 45_000,
  noteTransfer: 70_000,
  lifePlainTransfer: 530_000,
  /** No goal: stands here for comparison. */
  lifeAllSigned: Number.POSITIVE_INFINITY,
  /** A standing mandate funds a receivable somebody has funded already; no goal either. */
  fillMandate: Number.POSITIVE_INFINITY,
  noteTransferAfterDistribution: 140_000,
  furtherPayeeFinal: 17_500,
  furtherPayeePartial: 36_000,
  transferWithAuthorization: 75_000,
};

type Figures = Record<keyof typeof GOALS, number>;

const gasOf = async (sent: Promise<{ gasUsed: bigint }>): Promise<number> =>
  Number((await sent).gasUsed);

/** Money moves by an allowance given before (not counted), by a signed authorisation, or by a plain transfer. */
type Arrival = "allowed" | "authorised" | "plain";

const directly = async (world: World, deal: Deal, step: "fund" | "settle") => {
  const { lenderA, buyer } = world.people;
  const none = { salt: ZeroHash, validAfter: 0, validBefore: 0, signature: "0x" };
  const [who, amount] = step === "fund" ? [lenderA, 80_000n] : [buyer, 100_000n];
  await world.act(who, world.coin, "approve", [world.receivables.target, MaxUint256]);
  const payment = { payer: who.address, amount: amount * UNIT, ...none };
  const args =
    step === "fund"
      ? [deal, await world.signOffer(deal), payment]
      : [deal, payment, [lenderA.address]];
  return gasOf(world.act(who, world.receivables, step, args));
};

/** The life of one receivable of 100,000 with one lender, other receivables being open. */
const life = async (world: World, arrival: Arrival) => {
  const { lenderA, buyer } = world.people;
  const { receipt, deals } = await world.registerLots([
    world.makeLot({}, (await world.now()) + 60 * 86_400),
  ]);
  const [bare] = deals;
  if (!bare) throw new Error("no deal");
  const deal = {
    ...bare,
    offer: await world.makeOffer(),
    attesters: [bare.terms.warehouse],
  };
  const steps = [
    Number(receipt.gasUsed),
    arrival === "authorised"
      ? await gasOf(world.fund(deal, lenderA, 80_000n * UNIT))
      : await directly(world, deal, "fund"),
    await gasOf(world.release(deal, 100_000n * UNIT)),
  ];
  await world.travel(55 * 86_400);
  if (arrival === "authorised") {
    steps.push(await gasOf(world.settle(deal, 100_000n * UNIT, [lenderA])));
  } else if (arrival === "allowed") {
    steps.push(await directly(world, deal, "settle"));
  } else {
    const account = await world.accountOf(deal);
    steps.push(await gasOf(world.pay(buyer, account, 100_000n * UNIT)));
    steps.push(await gasOf(world.relay("sweep", [deal, [lenderA.address]])));
  }
  if ((await world.statusOf(deal)) !== "settled") throw new Error("the life did not end settled");
  return { steps, sum: steps.reduce((sum, each) => sum + each, 0) };
};

const settleWith = async (world: World, share: bigint, payees: number) => {
  const { lenderA, lenderB, lenderC, relayer } = world.people;
  const memo = `0x${"11".repeat(32)}` as const;
  const deal = await world.makeDeal({ memorandumHash: memo, lateRateBps: 1200 });
  await world.fund(deal, lenderA, 40_000n * UNIT);
  await world.fund(deal, lenderB, 20_000n * UNIT);
  await world.fund(deal, lenderC, 15_000n * UNIT);
  await world.fund(deal, relayer, 5_000n * UNIT);
  await world.release(deal, 100_000n * UNIT);
  await world.travel(30 * 86_400);
  const named = [lenderA, lenderB, lenderC].slice(0, payees);
  return gasOf(world.settle(deal, share, named));
};

const notes = async (world: World) => {
  const { lenderA, lenderB } = world.people;
  const move = async (isPaid: boolean) => {
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80_000n * UNIT);
    await world.release(deal, 100_000n * UNIT);
    await world.travel(10 * 86_400);
    if (isPaid) await world.settle(deal, 10_000n * UNIT, []);
    const id = BigInt(deal.terms.receivable) | 1n;
    const args = [lenderA.address, lenderB.address, id, 1000n * UNIT, "0x"];
    return gasOf(world.act(lenderA, world.receivables, "safeTransferFrom", args));
  };
  return { before: await move(false), after: await move(true) };
};

/** The second filling of a mandate, into a receivable that it has not filled yet. */
const fillMandate = async (world: World) => {
  const { lenderA, lenderB } = world.people;
  const steps = marketSteps(world);
  await steps.allow();
  const mandate = await steps.makeMandate();
  await steps.fill(await world.makeDeal(), mandate, 20_000n * UNIT);
  const deal = await world.makeDeal();
  await world.fund(deal, lenderB, 20_000n * UNIT);
  return gasOf(steps.fill(deal, mandate, 20_000n * UNIT, { lender: lenderA }));
};

/** Whole-transaction gas of the acts people pay for, and the steps of three lives. Leaves the world used. */
export const measureGas = async (
  world: World,
): Promise<{ figures: Figures; steps: number[][] }> => {
  const { lenderA, lenderB, buyer } = world.people;
  const dueAt = (await world.now()) + 90 * 86_400;
  await world.enter(world.people.relayer, 8, 2, 1, world.far);
  await world.pay(buyer, world.people.relayer.address, 50_000n * UNIT);
  // Another receivable is funded and a fee is parked, as on any chain that has been used.
  await life(world, "authorised");
  await world.fund(await world.makeDeal(), lenderA, 50_000n * UNIT);
  const lots = (count: number) => Array.from({ length: count }, () => world.makeLot({}, dueAt));
  const hundred = await world.registerLots(lots(100));
  const ten = await world.registerLots(lots(10));
  const single = await life(world, "allowed");
  const signed = await life(world, "authorised");
  const plain = await life(world, "plain");
  const moved = await notes(world);
  const filled = await fillMandate(world);
  const coinTransfer = await gasOf(world.pay(buyer, lenderB.address, UNIT));
  const admin = new Wallet(devKey("admin"), world.provider);
  await world.act(admin, world.coin, "setAllowListMode", [true]);
  const coinTransferAllowListed = await gasOf(world.pay(buyer, lenderB.address, UNIT));
  await world.act(admin, world.coin, "setAllowListMode", [false]);
  const full = [
    await settleWith(world, 100_000n * UNIT, 2),
    await settleWith(world, 100_000n * UNIT, 3),
  ];
  const part = [
    await settleWith(world, 10_000n * UNIT, 2),
    await settleWith(world, 10_000n * UNIT, 3),
  ];
  const data = await world.payment(buyer, UNIT, (salt) => salt);
  const authorised = await world.transferByAuthorization(data.salt, UNIT);
  return {
    figures: {
      registerEach100: Math.ceil(Number(hundred.receipt.gasUsed) / 100),
      lifeSingle: single.sum,
      registerPerOrder1000: Math.ceil(Number(ten.receipt.gasUsed) / 100) / 100,
      lifePerOrder1000: Math.ceil(single.sum / 10) / 100,
      coinTransfer,
      coinTransferAllowListed,
      noteTransfer: moved.before,
      lifePlainTransfer: plain.sum,
      lifeAllSigned: signed.sum,
      fillMandate: filled,
      noteTransferAfterDistribution: moved.after,
      furtherPayeeFinal: (full[1] ?? 0) - (full[0] ?? 0),
      furtherPayeePartial: (part[1] ?? 0) - (part[0] ?? 0),
      transferWithAuthorization: authorised,
    },
    steps: [single.steps, signed.steps, plain.steps],
  };
};
