import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Wallet } from "ethers";
import { noteId } from "../../src/core/receivable/terms";
import type { Deal } from "../../src/core/typed-data/deal";
import { type Recovery, recoveryObjectionTypedData } from "../../src/core/typed-data/notes";
import { freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { DELAY, eventsOf, noteSteps, ORDER, WINDOW } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain, conserved } = lifeSteps(world);
const { as, exactly, note, move, freeze, bar, holding, due, approveRecovery } = noteSteps(world);

/** A second account of lender A's organisation. */
const makeHeir = async (organisation = 5, roles = 2, licence = 1) => {
  const heir = new Wallet(freshHash(), world.provider);
  await world.rpc("hardhat_setBalance", heir.address, "0x56bc75e2d63100000");
  await world.enter(heir, organisation, roles, licence, world.far);
  return heir;
};
const lost = (deals: readonly Deal[], to: Wallet, change: Partial<Recovery> = {}): Recovery => ({
  account: hexOf(world.people.lenderA),
  to: hexOf(to),
  receivables: deals.map(({ terms }) => terms.receivable),
  coins: [world.coin.target as `0x${string}`],
  ...change,
});
const recover = async (recovery: Recovery) => {
  await approveRecovery(recovery);
  await world.travel(DELAY + 1);
  return world.relay("recover", [recovery]);
};

describe("a recovery", () => {
  test("moves whole holdings and claims to another account of the organisation, and nobody is paid twice", async () => {
    const { lenderA, lenderB } = world.people;
    const heir = await makeHeir();
    const { deal } = await released();
    const { deal: second } = await released();
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    await world.settle(deal, 20n * K, [lenderA]);
    await world.settle(deal, 20n * K);
    await move(deal, lenderA, lenderB, 10n * K);
    const [claim, dueA] = [await world.claimOf(lenderA), await due(deal, lenderA)];
    assert.ok(claim > 0n && dueA > 0n);
    const receipt = await recover(lost([deal, second], heir));
    const events = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual(
      events.map(({ name }) => name),
      [
        "ProposalExecuted",
        ...["TransferSingle", "ForcedTransfer", "HoldingRecovered"],
        ...["TransferSingle", "ForcedTransfer", "HoldingRecovered"],
        "ClaimReaddressed",
      ],
    );
    assert.deepEqual(
      [...(events[3]?.args ?? [])],
      [deal.terms.receivable, lenderA.address, heir.address, 40n * K, dueA],
    );
    assert.deepEqual(
      [...(events.at(-1)?.args ?? [])],
      [world.coin.target, lenderA.address, heir.address, claim, claim],
    );
    assert.equal(await world.units(deal, heir), 40n * K);
    assert.equal(await world.units(second, heir), 50n * K);
    assert.deepEqual(await holding(deal, lenderA), { units: 0n, paid: 0n, credit: 0n, frozen: 0n });
    assert.equal(await due(deal, heir), dueA);
    assert.deepEqual([await world.claimOf(lenderA), await world.claimOf(heir)], [0n, claim]);
    assert.equal(
      await gain(heir, () => world.relay("claim", [world.coin.target, heir.address])),
      claim,
    );
    await world.settle(deal, 60n * K, [lenderA, lenderB, heir]);
    await world.settle(second, 100n * K, [lenderB, heir]);
    for (const each of [deal, second]) {
      assert.equal(await world.statusOf(each), "settled");
      assert.equal(await world.units(each, heir), 0n);
    }
    await conserved(deal, [lenderA, lenderB, heir]);
  });

  test("takes the freeze along, and adds it to the heir's own", async () => {
    const { lenderA, lenderB } = world.people;
    const heir = await makeHeir();
    const { deal } = await released();
    await move(deal, lenderB, heir, 10n * K);
    await freeze(deal, lenderA, 20n * K);
    await freeze(deal, heir, 4n * K);
    await bar(lenderA);
    const receipt = await recover(lost([deal], heir));
    const [, thawed, frozen] = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual([...(thawed?.args ?? [])], [lenderA.address, note(deal), 0n]);
    assert.deepEqual([...(frozen?.args ?? [])], [heir.address, note(deal), 24n * K]);
    assert.equal((await holding(deal, heir)).frozen, 24n * K);
    assert.equal((await holding(deal, lenderA)).frozen, 0n);
    await refuses(move(deal, heir, lenderB, 36n * K + 1n), "ERC7943InsufficientUnfrozenBalance");
    await move(deal, heir, lenderB, 36n * K);
  });

  test("a freeze beyond 56 bits stays at their end", async () => {
    const { lenderA } = world.people;
    const heir = await makeHeir();
    const { deal } = await released();
    await freeze(deal, lenderA, 2n ** 56n - 1n);
    await freeze(deal, heir, 1n);
    await recover(lost([deal], heir));
    const held = await holding(deal, heir);
    assert.deepEqual([held.units, held.frozen], [50n * K, 2n ** 56n - 1n]);
  });

  test("passes over what is gone, so that paying somebody out cannot stop it", async () => {
    const { lenderA, lenderB } = world.people;
    const heir = await makeHeir();
    const { deal } = await released();
    const { deal: open } = await released();
    await world.settle(deal, 100n * K);
    const recovery = lost([deal, open], heir);
    await approveRecovery(recovery);
    await world.relay("payOut", [deal, [lenderA.address]]);
    await world.travel(DELAY + 1);
    const events = eventsOf(
      await world.relay("recover", [recovery]),
      world.receivables.interface,
    ).map(({ name }) => name);
    assert.deepEqual(events, [
      ...["ProposalExecuted", "TransferSingle", "ForcedTransfer", "HoldingRecovered"],
    ]);
    await world.relay("payOut", [deal, [lenderB.address]]);
    assert.equal(await world.units(open, heir), 50n * K);
  });

  test("of what is due alone moves no units and needs no licence", async () => {
    const { lenderA, lenderB } = world.people;
    const heir = await makeHeir(5, 1, 0);
    const { deal } = await released();
    await world.settle(deal, 20n * K);
    const dueA = await due(deal, lenderA);
    await move(deal, lenderA, lenderB, 50n * K);
    await recover(lost([deal], heir, { coins: [] }));
    assert.equal(await due(deal, heir), dueA);
    assert.equal(await gain(heir, () => world.relay("payOut", [deal, [heir.address]])), dueA);
  });

  test("goes only within one organisation, to an account that is not frozen and may hold what it gets", async () => {
    const { lenderB, stranger, lenderA } = world.people;
    const { deal } = await released();
    const propose = (recovery: Recovery) =>
      as(world.compliance, "proposeRecovery", recovery, ORDER);
    await refuses(propose(lost([deal], lenderB)), "NotEligible");
    await refuses(propose(lost([deal], stranger)), "NotEligible");
    await refuses(propose(lost([deal], lenderA)), "NotEligible");
    const nobody = lost([deal], stranger, { account: hexOf(world.people.relayer) });
    await refuses(propose(nobody), "NotEligible");
    const heir = await makeHeir();
    const recovery = lost([deal], heir);
    await approveRecovery(recovery);
    await world.travel(DELAY + 1);
    const carryOut = () => world.relay("recover", [recovery]);
    await bar(heir);
    await refuses(carryOut(), "NotEligible");
    await bar(heir, false);
    await world.enter(heir, 6, 2, 1, world.far);
    await refuses(carryOut(), "NotEligible");
    await world.enter(heir, 5, 2, 0, world.far);
    await refuses(carryOut(), "ERC7943CannotReceive");
    await world.enter(heir, 5, 2, 1, world.far);
    await carryOut();
    await refuses(carryOut(), "NoProposal");
  });

  test("needs two roles and two accounts, three days to the second, and lapses", async () => {
    const { lenderA, relayer } = world.people;
    const heir = await makeHeir();
    const { deal } = await released();
    const recovery = lost([deal], heir);
    const propose = (who: Wallet) => as(who, "proposeRecovery", recovery, ORDER);
    const approve = (who: Wallet) => as(who, "approveRecovery", recovery);
    const at = (moment: number) => exactly(moment, relayer, "recover", recovery);
    for (const who of [world.checker, world.admin, world.guardian, lenderA])
      await refuses(propose(who), "AccessManagedUnauthorized");
    await refuses(approve(world.checker), "NoProposal");
    await refuses(world.relay("recover", [recovery]), "NoProposal");
    await propose(world.compliance);
    await refuses(propose(world.compliance), "ProposalPending");
    for (const who of [world.compliance, world.admin, world.guardian, lenderA])
      await refuses(approve(who), "AccessManagedUnauthorized");
    await refuses(world.relay("recover", [recovery]), "NoProposal");
    await approve(world.checker);
    const approvedAt = await world.now();
    await refuses(at(approvedAt + DELAY), "TooEarly");
    const mark = await world.rpc("evm_snapshot");
    await at(approvedAt + DELAY + 1);
    await world.rpc("evm_revert", mark);
    await refuses(at(approvedAt + DELAY + WINDOW + 1), "TooLate");
    await at(approvedAt + DELAY + WINDOW);
  });

  test("carries out exactly what was proposed", async () => {
    const heir = await makeHeir();
    const { deal } = await released();
    const { deal: other } = await released();
    const recovery = lost([deal], heir);
    await approveRecovery(recovery);
    await world.travel(DELAY + 1);
    for (const change of [
      { receivables: [other.terms.receivable] },
      { receivables: [...recovery.receivables, other.terms.receivable] },
      { receivables: [] },
      { coins: [] },
      { to: hexOf(await makeHeir()) },
      { account: hexOf(world.people.lenderB) },
    ])
      await refuses(world.relay("recover", [{ ...recovery, ...change }]), "NoProposal");
    await world.relay("recover", [recovery]);
  });
});

describe("an objection", () => {
  const setUp = async () => {
    const heir = await makeHeir();
    const { deal } = await released();
    const recovery = lost([deal], heir);
    const key: string = await world.call("recoveryKey", recovery);
    const word = async (by: Wallet) => {
      const proposedAt = Number((await world.call("proposalOf", key)).proposedAt);
      const data = recoveryObjectionTypedData(world.domain, { ...recovery, proposedAt });
      return world.signTyped(by, data);
    };
    return { deal, recovery, key, word };
  };

  test("by the account itself, called or signed, stops it for good, even when it could be carried out", async () => {
    const { lenderA } = world.people;
    const { recovery, word } = await setUp();
    await refuses(as(lenderA, "objectToRecovery", recovery, "0x"), "NoProposal");
    await as(world.compliance, "proposeRecovery", recovery, ORDER);
    const receipt = await as(lenderA, "objectToRecovery", recovery, "0x");
    const [event] = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual([event?.name, event?.args[1]], ["ProposalStopped", lenderA.address]);
    await refuses(as(world.checker, "approveRecovery", recovery), "NoProposal");
    await approveRecovery(recovery);
    await world.travel(DELAY + 1);
    await world.relay("objectToRecovery", [recovery, await word(lenderA)]);
    await refuses(world.relay("recover", [recovery]), "NoProposal");
  });

  test("counts also from an account that was frozen meanwhile", async () => {
    const { lenderA } = world.people;
    const { recovery } = await setUp();
    await approveRecovery(recovery);
    await bar(lenderA);
    await as(lenderA, "objectToRecovery", recovery, "0x");
    await world.travel(DELAY + 1);
    await refuses(world.relay("recover", [recovery]), "NoProposal");
  });

  test("by nobody else, and an old one is no objection to a later proposal", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal, recovery, key, word } = await setUp();
    await approveRecovery(recovery);
    await refuses(as(lenderB, "objectToRecovery", recovery, "0x"), "NotAuthorised");
    await refuses(
      world.relay("objectToRecovery", [recovery, await word(lenderB)]),
      "NotAuthorised",
    );
    const old = await word(lenderA);
    await as(world.checker, "rejectProposal", key);
    await world.travel(60);
    await approveRecovery(recovery);
    await refuses(world.relay("objectToRecovery", [recovery, old]), "NotAuthorised");
    await world.travel(DELAY + 1);
    await world.relay("recover", [recovery]);
    assert.equal(
      await world.call("balanceOf", recovery.to, noteId(deal.terms.receivable)),
      50n * K,
    );
  });

  test("either role can stop a recovery too", async () => {
    const { recovery, key } = await setUp();
    for (const [who, name] of [
      [world.compliance, "withdrawProposal"],
      [world.checker, "rejectProposal"],
    ] as const) {
      await approveRecovery(recovery);
      await as(who, name, key);
      await world.travel(DELAY + 1);
      await refuses(world.relay("recover", [recovery]), "NoProposal");
    }
  });
});

describe("a parked claim", () => {
  test("is re-addressed in no other way: paid to its owner, or where its owner's own word sends it", async () => {
    const { lenderA, lenderB, stranger } = world.people;
    const { deal } = await released();
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    await world.settle(deal, 20n * K, [lenderA]);
    const [coin, expiry] = [world.coin.target, 2 ** 39];
    const claimTo = [coin, lenderA.address, stranger.address, expiry, "0x"] as const;
    await refuses(world.relay("claim", [coin, lenderA.address]), "PaymentFailed");
    for (const who of [stranger, world.compliance, world.checker, world.admin])
      await refuses(as(who, "claimTo", ...claimTo), "NotAuthorised");
    const claim = await world.claimOf(lenderA);
    const nonce = await world.call("claimNonce", lenderA.address);
    assert.equal(nonce, 0n);
    await bar(lenderB);
    const toFrozen = [coin, lenderA.address, lenderB.address, expiry, "0x"] as const;
    await refuses(as(lenderA, "claimTo", ...toFrozen), "NotEligible");
    assert.equal(await gain(stranger, () => as(lenderA, "claimTo", ...claimTo)), claim);
    assert.equal(await world.call("claimNonce", lenderA.address), 1n);
    await refuses(world.relay("claim", [coin, lenderA.address]), "NoClaim");
  });

  test("its owner's word is good once and until its expiry, to the second", async () => {
    const { claimToTypedData } = await import("../../src/core/typed-data/receivables");
    const { lenderA, stranger, relayer } = world.people;
    const { deal } = await released();
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    await world.settle(deal, 20n * K, [lenderA]);
    const expiry = (await world.now()) + 100;
    const message = {
      coin: world.coin.target as `0x${string}`,
      account: hexOf(lenderA),
      to: hexOf(stranger),
      nonce: 0n,
      expiry,
    };
    const word = await world.signTyped(lenderA, claimToTypedData(world.domain, message));
    const args = [message.coin, message.account, message.to, expiry, word] as const;
    const mark = await world.rpc("evm_snapshot");
    await refuses(exactly(expiry + 1, relayer, "claimTo", ...args), "TooLate");
    await world.rpc("evm_revert", mark);
    await exactly(expiry, relayer, "claimTo", ...args);
    await world.settle(deal, 20n * K, [lenderA]);
    const again = [...args.slice(0, 3), expiry + 1000, word];
    await refuses(world.relay("claimTo", again), "NotAuthorised");
  });
});
