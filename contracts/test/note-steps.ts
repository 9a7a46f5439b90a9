import assert from "node:assert/strict";
import { type Contract, hexlify, type Interface, type Wallet } from "ethers";
import { saleHash, saleNonce } from "../../src/core/receivable/note-sale";
import { noteId } from "../../src/core/receivable/terms";
import type { Deal } from "../../src/core/typed-data/deal";
import { type NoteSale, noteSaleTypedData, type Recovery } from "../../src/core/typed-data/notes";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf, UNIT } from "./ground";
import { deployMock } from "./mock";
import type { World } from "./world";

export const NOBODY: Hex = `0x${"00".repeat(20)}`;
export const ORDER: Hex = `0x${"0d".repeat(32)}`;
/** Between the second approval and the act, and how long either waits. */
export const DELAY = 3 * DAY;
export const WINDOW = 14 * DAY;

type Account = { address: string };

/** Steps about notes that the tests share, bound to a world. */
export const noteSteps = (world: World) => {
  const as = (who: Wallet, name: string, ...args: unknown[]) =>
    world.act(who, world.receivables, name, args);
  /** The same in a block of exactly that second. */
  const exactly = async (moment: number, who: Wallet, name: string, ...args: unknown[]) => {
    await world.rpc("evm_setNextBlockTimestamp", moment);
    const contract = world.receivables.connect(who) as Contract;
    await contract.getFunction(name).staticCall(...args, { blockTag: "pending" });
    const sent = await contract.getFunction(name).send(...args, { gasLimit: 12_000_000n });
    const receipt = await sent.wait();
    assert.ok(receipt);
    assert.equal((await world.provider.getBlock(receipt.blockNumber))?.timestamp, moment);
    return receipt;
  };
  const note = (deal: Deal): bigint => noteId(deal.terms.receivable);

  const move = (deal: Deal, from: Wallet, to: Account, units: bigint, by: Wallet = from) =>
    as(by, "safeTransferFrom", from.address, to.address, note(deal), units, "0x");
  const freeze = (deal: Deal, who: Account, units: bigint) =>
    as(world.compliance, "setFrozenTokens", who.address, note(deal), units);
  /** Freezes or frees the whole account in the register. */
  const bar = (who: Account, isBarred = true) =>
    world.act(world.compliance, world.participants, "setFrozen", [
      ...[who.address, isBarred, ORDER],
    ]);
  const holding = async (deal: Deal, who: Account) => {
    const held = await world.call("holding", deal.terms.receivable, who.address);
    return {
      units: BigInt(held.units),
      paid: BigInt(held.paid),
      credit: BigInt(held.credit),
      frozen: BigInt(held.frozen),
    };
  };
  const due = (deal: Deal, who: Account): Promise<bigint> =>
    world.call("dueTo", deal.terms.receivable, who.address);
  const distributed = async (deal: Deal): Promise<bigint> => {
    const at = await world.position(deal);
    return at.returned + at.principalRepaid + at.chargePaid + at.latePaid;
  };

  const makeSale = async (deal: Deal, holder: Account, change: Partial<NoteSale> = {}) => {
    const sale: NoteSale = {
      receivable: deal.terms.receivable,
      holder: hexOf(holder),
      lender: NOBODY,
      units: 10_000n * UNIT,
      price: 9_000n * UNIT,
      distributed: await distributed(deal),
      expiry: (await world.now()) + DAY,
      salt: freshHash(),
    };
    return { ...sale, ...change };
  };
  const signSale = (deal: Deal, sale: NoteSale, by: Wallet) =>
    world.signTyped(by, noteSaleTypedData(world.domain, deal.terms.coin, sale));
  /** The purchase with both sides' signatures. */
  const buyArgs = async (deal: Deal, sale: NoteSale, holder: Wallet, lender: Wallet) => {
    const hash = saleHash(deal.terms.coin, sale);
    const nonce = (salt: Hex) =>
      saleNonce(hash, { payer: hexOf(lender), amount: sale.price, salt });
    const payment = await world.payment(lender, sale.price, nonce);
    return [deal, sale, await signSale(deal, sale, holder), payment] as const;
  };
  const buy = async (deal: Deal, sale: NoteSale, holder: Wallet, lender: Wallet) =>
    world.relay("buyNotes", await buyArgs(deal, sale, holder, lender));

  /** Proposed and approved; the delay still has to pass. */
  const approveForced = async (deal: Deal, from: Account, to: Account, units: bigint) => {
    const args = [from.address, to.address, note(deal), units] as const;
    await as(world.compliance, "proposeForcedTransfer", ...args, ORDER);
    await as(world.checker, "approveForcedTransfer", ...args);
    return args;
  };
  const force = async (deal: Deal, from: Account, to: Account, units: bigint) => {
    const args = await approveForced(deal, from, to, units);
    await world.travel(DELAY + 1);
    return as(world.compliance, "forcedTransfer", ...args);
  };
  const approveRecovery = async (recovery: Recovery) => {
    await as(world.compliance, "proposeRecovery", recovery, ORDER);
    await as(world.checker, "approveRecovery", recovery);
  };

  /** A contract account, entered as a lender and endowed. */
  const makeWallet = async (organisation = 50) => {
    const { relayer, lenderA } = world.people;
    const wallet = await deployMock(relayer, "TestWallet");
    const address = String(wallet.target);
    const { operator, participants, far } = world;
    await world.act(operator, participants, "setParticipant", [
      ...[address, organisation, 2, 1, far],
    ]);
    await world.pay(lenderA, address, 100_000n * UNIT);
    const tell = (name: string, ...args: unknown[]) => world.act(relayer, wallet, name, args);
    const call = (target: Contract, name: string, ...args: unknown[]) =>
      tell("execute", target.target, target.interface.encodeFunctionData(name, args));
    return { address, wallet, tell, call };
  };

  return {
    ...{
      as,
      exactly,
      note,
      move,
      freeze,
      bar,
      holding,
      due,
      distributed,
      makeSale,
      signSale,
      buyArgs,
      buy,
    },
    ...{ approveForced, force, approveRecovery, makeWallet },
  };
};

/** The names of a receipt's events in order, and their arguments. */
export const eventsOf = (
  receipt: { logs: readonly { topics: readonly string[]; data: string }[] },
  face: Interface,
) =>
  receipt.logs.flatMap(({ topics, data }) => {
    const log = face.parseLog({ topics: [...topics], data });
    return log ? [{ name: log.name, args: log.args }] : [];
  });

export const selectorOf = (face: Interface, error: string): string =>
  hexlify(face.getError(error)?.selector ?? "0x");
