import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { DELAY, eventsOf, NOBODY, noteSteps, ORDER, WINDOW } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain } = lifeSteps(world);
const steps = noteSteps(world);
const { as, exactly, note, move, freeze, bar, holding, due } = steps;

const names = (receipt: Parameters<typeof eventsOf>[0]) =>
  eventsOf(receipt, world.receivables.interface).map(({ name }) => name);
const frozenOf = async (...args: unknown[]): Promise<bigint> =>
  world.call("getFrozenTokens", ...args);

describe("a forced transfer", () => {
  const forced = async (units = 30n * K) => {
    const { lenderA, lenderC } = world.people;
    const { deal } = await released();
    const args = [lenderA.address, lenderC.address, note(deal), units] as const;
    const propose = (who = world.compliance) => as(who, "proposeForcedTransfer", ...args, ORDER);
    const approve = (who = world.checker) => as(who, "approveForcedTransfer", ...args);
    const carryOut = (who = world.compliance) => as(who, "forcedTransfer", ...args);
    const key: string = await world.call("forcedTransferKey", ...args);
    return { deal, args, propose, approve, carryOut, key };
  };

  test("needs two roles: neither can do the other's part, and nobody else any", async () => {
    const { lenderA } = world.people;
    const { propose, approve, carryOut, key } = await forced();
    const others = [world.admin, world.guardian, world.operator, lenderA];
    for (const who of [world.checker, ...others])
      await refuses(propose(who), "AccessManagedUnauthorized");
    await propose();
    for (const who of [world.compliance, ...others])
      await refuses(approve(who), "AccessManagedUnauthorized");
    await approve();
    await world.travel(DELAY + 1);
    for (const who of [world.checker, ...others]) {
      await refuses(carryOut(who), "AccessManagedUnauthorized");
      await refuses(as(who, "withdrawProposal", key), "AccessManagedUnauthorized");
    }
    await refuses(as(world.compliance, "rejectProposal", key), "AccessManagedUnauthorized");
    await carryOut();
  });

  test("needs two accounts, even where one holds both roles", async () => {
    const { propose, approve } = await forced();
    const manager = world.addresses.AccessManager ?? "";
    const grant = new (await import("ethers")).Interface([
      "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
    ]).encodeFunctionData("grantRole", [5n, world.compliance.address, 0]);
    await (await world.admin.sendTransaction({ to: manager, data: grant })).wait();
    await propose();
    await refuses(approve(world.compliance), "NotAuthorised");
    await approve();
  });

  test("waits three days to the second after the second approval, and lapses 14 days later", async () => {
    const { args, propose, approve } = await forced();
    const start = await world.now();
    const force = (moment: number) => exactly(moment, world.compliance, "forcedTransfer", ...args);
    await propose();
    await refuses(as(world.compliance, "forcedTransfer", ...args), "NoProposal");
    await world.travel(5 * DAY);
    await approve();
    const approvedAt = await world.now();
    assert.ok(approvedAt > start + 5 * DAY);
    const mark = await world.rpc("evm_snapshot");
    await refuses(force(approvedAt + DELAY), "TooEarly");
    await force(approvedAt + DELAY + 1);
    await world.rpc("evm_revert", mark);
    const late = await world.rpc("evm_snapshot");
    await force(approvedAt + DELAY + WINDOW);
    await world.rpc("evm_revert", late);
    await refuses(force(approvedAt + DELAY + WINDOW + 1), "TooLate");
  });

  test("is approved within 14 days to the second, once; a lapsed one can be proposed anew", async () => {
    const { args, propose, approve, key } = await forced();
    const second = (moment: number) =>
      exactly(moment, world.checker, "approveForcedTransfer", ...args);
    await refuses(approve(), "NoProposal");
    await propose();
    await refuses(propose(), "ProposalPending");
    const { proposedAt, proposer, approvedAt } = await world.call("proposalOf", key);
    assert.equal(proposer, world.compliance.address);
    assert.equal(approvedAt, 0n);
    const mark = await world.rpc("evm_snapshot");
    await second(Number(proposedAt) + WINDOW);
    await refuses(approve(), "ProposalPending");
    await refuses(propose(), "ProposalPending");
    await world.rpc("evm_revert", mark);
    await refuses(second(Number(proposedAt) + WINDOW + 1), "TooLate");
    await world.travelTo(Number(proposedAt) + WINDOW + 1);
    await propose();
    await approve();
    await world.travel(DELAY + WINDOW + 1);
    await propose();
    assert.equal((await world.call("proposalOf", key)).approvedAt, 0n);
  });

  test("carries out exactly what was proposed, once", async () => {
    const { deal, args, propose, approve, carryOut, key } = await forced();
    const [from, to, id, units] = args;
    await propose();
    await approve();
    await world.travel(DELAY + 1);
    for (const other of [
      [from, to, id, units + 1n],
      [from, world.people.lenderB.address, id, units],
      [world.people.lenderB.address, to, id, units],
      [from, to, id ^ 2n, units],
    ])
      await refuses(as(world.compliance, "forcedTransfer", ...other), "NoProposal");
    const receipt = await carryOut();
    assert.deepEqual(names(receipt), ["ProposalExecuted", "TransferSingle", "ForcedTransfer"]);
    assert.equal(await world.units(deal, world.people.lenderC), units);
    await refuses(carryOut(), "NoProposal");
    assert.equal((await world.call("proposalOf", key)).proposer, NOBODY);
  });

  test("is stopped by either role, before and after the approval", async () => {
    const { propose, approve, carryOut, key } = await forced();
    const stops = [
      [world.compliance, "withdrawProposal"],
      [world.checker, "rejectProposal"],
    ] as const;
    for (const [who, name] of stops) {
      await refuses(as(who, name, key), "NoProposal");
      await propose();
      assert.deepEqual(names(await as(who, name, key)), ["ProposalStopped"]);
      await refuses(approve(), "NoProposal");
      await propose();
      await approve();
      await as(who, name, key);
      await world.travel(DELAY + 1);
      await refuses(carryOut(), "NoProposal");
    }
  });

  test("is refused from an account to itself, of nothing, and to who may not receive", async () => {
    const { lenderA, lenderC } = world.people;
    const { deal, args, propose, approve, carryOut } = await forced();
    const [from, to, id] = args;
    const proposing = (...other: unknown[]) =>
      as(world.compliance, "proposeForcedTransfer", ...other, ORDER);
    await refuses(proposing(from, from, id, 1n), "ERC7943CannotTransfer");
    await refuses(proposing(from, to, id, 0n), "InvalidAmount");
    await refuses(proposing(from, to, id ^ 1n, 1n), "TitleNotTransferable");
    await propose();
    await approve();
    await world.travel(DELAY + 1);
    await bar(lenderC);
    await refuses(carryOut(), "ERC7943CannotReceive");
    await bar(lenderC, false);
    await move(deal, lenderA, lenderC, 20n * K + 1n);
    await refuses(carryOut(), "ERC1155InsufficientBalance");
    await move(deal, lenderC, lenderA, 1n);
    await carryOut();
  });

  test("takes from a frozen account, free units first, and lowers the freeze visibly by the rest", async () => {
    const { lenderA } = world.people;
    const { deal, propose, approve, carryOut } = await forced(30n * K);
    await freeze(deal, lenderA, 45n * K);
    await bar(lenderA);
    await propose();
    await approve();
    await world.travel(DELAY + 1);
    const receipt = await carryOut();
    assert.deepEqual(names(receipt), [
      ...["ProposalExecuted", "Frozen", "TransferSingle", "ForcedTransfer"],
    ]);
    const [, event] = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual([...(event?.args ?? [])], [lenderA.address, note(deal), 20n * K]);
    assert.deepEqual(await holding(deal, lenderA), {
      ...{ units: 20n * K, paid: 0n, credit: 0n, frozen: 20n * K },
    });
    assert.equal((await holding(deal, world.people.lenderC)).frozen, 0n);
  });

  test("never unfreezes more than it takes: what is withheld for later stays withheld", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal, propose, approve, carryOut } = await forced(30n * K);
    await freeze(deal, lenderA, 100n * K);
    await propose();
    await approve();
    await world.travel(DELAY + 1);
    await carryOut();
    assert.equal(await frozenOf(lenderA.address, note(deal)), 70n * K);
    await move(deal, lenderB, lenderA, 30n * K);
    await refuses(move(deal, lenderA, lenderB, 1n), "ERC7943InsufficientUnfrozenBalance");
  });

  test("settles both sides first and calls no receiver", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const { address, wallet, tell } = await steps.makeWallet();
    await tell("set", 2);
    await world.settle(deal, 40n * K);
    const [dueA, dueB] = [await due(deal, lenderA), await due(deal, lenderB)];
    await steps.force(deal, lenderA, { address }, 50n * K);
    assert.equal(await due(deal, lenderA), dueA);
    assert.equal(await due(deal, { address }), 0n);
    assert.equal(await wallet.getFunction("received").staticCall(), 0n);
    assert.equal(await due(deal, lenderB), dueB);
    assert.equal(await gain(lenderA, () => world.relay("payOut", [deal, [lenderA.address]])), dueA);
  });
});
