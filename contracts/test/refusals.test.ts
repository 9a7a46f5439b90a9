import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Contract, ContractFactory, type Wallet } from "ethers";
import { artifacts } from "hardhat";
import { accessManagerAbi, collectionAccountAbi } from "../../src/adapters/chain/generated/abi";
import type { Deal } from "../../src/core/typed-data/deal";
import { roles } from "../deploy/roles";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { noteSteps, WINDOW } from "./note-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { released } = lifeSteps(world);
const steps = servicingSteps(world);
const notes = noteSteps(world);
const by = (who: Wallet, name: string, ...args: unknown[]) =>
  world.act(who, world.receivables, name, args);
const ZERO = `0x${"00".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;
const MOST = 2n ** 53n - 1n;
const unsigned = (payer: string, amount: bigint) => ({
  ...{ payer, amount, salt: ZERO, validAfter: 0, validBefore: 0, signature: NO_SIGNATURE },
});
const allow = (who: Wallet, amount = MOST) =>
  world.act(who, world.coin, "approve", [world.receivables.target, amount]);

/** Every act that takes a deal, called by somebody who could do it. */
const actsOn = async (deal: Deal): Promise<Record<string, readonly unknown[]>> => {
  const { seller, buyer, lenderB } = world.people;
  const attestation = await world.makeAttestation(K);
  const proof = { contentHash: ZERO, siblings: [] };
  const payment = unsigned(buyer.address, K);
  const word = { signer: buyer.address, signature: NO_SIGNATURE };
  const sale = await notes.makeSale(deal, lenderB);
  return {
    raiseOfferFloor: [deal, 9, LATE, NO_SIGNATURE],
    cancel: [deal, LATE, NO_SIGNATURE],
    closeFunding: [deal, []],
    lodge: [deal, attestation, []],
    voidAttestation: [deal, 9, LATE, word],
    release: [deal, attestation, []],
    "release, final": [deal, { ...attestation, isFinal: true }, []],
    closeRelease: [deal, []],
    dilute: [deal, 1n, ZERO, LATE, NO_SIGNATURE, []],
    dispute: [deal, 1n, ZERO, LATE, word],
    resolveDispute: [deal, 1n, LATE, [], []],
    closeDispute: [deal],
    promisePayment: [deal, LATE, LATE, NO_SIGNATURE],
    settle: [deal, payment, []],
    sweep: [deal, []],
    sweepOther: [deal, world.otherCoin.target],
    buyBack: [deal, unsigned(seller.address, K), []],
    payRecourse: [deal, unsigned(seller.address, K), []],
    declareDefault: [deal, []],
    payOut: [deal, []],
    buyNotes: [deal, sale, NO_SIGNATURE, payment],
    owedAt: [deal, LATE],
    recourseDue: [deal],
    proveDuplicate: [deal, deal, ZERO, proof, proof],
  };
};

describe("a deal", () => {
  test("is the committed one in every act", async () => {
    const { deal } = await released();
    const others = [
      { ...deal, offer: { ...deal.offer, feeBps: 0 } },
      { ...deal, terms: { ...deal.terms, amountDue: deal.terms.amountDue + 1n } },
      { ...deal, registeredAt: deal.registeredAt - 1 },
      { ...deal, attesters: [] },
    ];
    for (const other of others) {
      const { proveDuplicate, ...acts } = await actsOn(other);
      for (const [row, args] of Object.entries(acts)) {
        const [name = ""] = row.split(",");
        await refuses(world.call(name, ...args), "WrongDeal");
      }
      await refuses(world.call("proveDuplicate", ...(proveDuplicate ?? [])), "OrderNotInLot");
    }
  });

  test("that nobody registered is owed nothing and owes nothing: it is none", async () => {
    const { deal } = await released();
    const unknown = { ...deal, terms: { ...deal.terms, receivable: `0x${"ee".repeat(32)}` } };
    await refuses(world.call("owedAt", unknown, LATE), "WrongStatus");
    await refuses(world.call("recourseDue", unknown), "WrongStatus");
  });
});

test("a batch of no lots, of the future, or with a lot that is none is not registered", async () => {
  const lot = world.makeLot({}, (await world.now()) + 1000);
  const register = async (change: object) => {
    const registration = { ...(await world.makeRegistration([lot])), ...change };
    return world.relay("register", await world.registerArgs(registration));
  };
  await refuses(register({ lots: [] }), "EmptyBatch");
  await refuses(register({ issuedAt: (await world.now()) + 100 }), "TooEarly");
  const odd = `0x${"11".repeat(32)}`;
  const none = [{ receivable: odd }, { buyer: NOBODY }, { dueAt: 0 }];
  for (const change of [...none, { amountDue: 0n }, { amountDue: MOST + 1n }])
    await refuses(register({ lots: [{ ...lot, ...change }] }), "InvalidLot");
  await register({ lots: [{ ...lot, amountDue: MOST }] });
});

describe("a word", () => {
  test("of the seller, an attester or two sides counts to its last second", async () => {
    const { seller, warehouse, buyer } = world.people;
    const open = await world.makeDeal();
    const { deal } = await released();
    const disputed = await world.makeDeal();
    await world.fund(disputed, world.people.lenderA, 80n * K);
    await steps.dispute(disputed, buyer, K);
    const now = await world.now();
    const own = { signer: warehouse.address, signature: NO_SIGNATURE };
    const late = now - 1;
    await refuses(by(seller, "raiseOfferFloor", open, 9, late, NO_SIGNATURE), "TooLate");
    await refuses(by(seller, "cancel", open, late, NO_SIGNATURE), "TooLate");
    await refuses(by(warehouse, "voidAttestation", deal, 9, late, own), "TooLate");
    await refuses(by(seller, "resolveDispute", disputed, K, late, [], []), "TooLate");
    await world.travelTo(now + 10);
    await by(seller, "raiseOfferFloor", open, 9, now + 11, NO_SIGNATURE);
    assert.equal(await world.now(), now + 11);
  });

  test("of another is none", async () => {
    const { warehouse, stranger, lenderA, buyer } = world.people;
    const open = await world.makeDeal();
    await refuses(by(stranger, "raiseOfferFloor", open, 9, LATE, NO_SIGNATURE), "NotAuthorised");
    await refuses(by(stranger, "cancel", open, LATE, NO_SIGNATURE), "NotAuthorised");
    await refuses(by(stranger, "promisePayment", open, LATE, LATE, "0x"), "NotAuthorised");
    await world.fund(open, lenderA, 80n * K);
    const attestation = await world.makeAttestation(50n * K);
    const [forged] = await world.approve(open, attestation, [stranger]);
    const claimed = [{ signer: warehouse.address, signature: forged?.signature }];
    await refuses(by(stranger, "lodge", open, attestation, claimed), "NotAuthorised");
    await refuses(by(stranger, "release", open, attestation, claimed), "NotAuthorised");
    const [word] = claimed;
    await refuses(by(stranger, "voidAttestation", open, 9, LATE, word), "NotAuthorised");
    await refuses(by(stranger, "dispute", open, K, ZERO, LATE, word), "NotAuthorised");
    const ofBuyer = { signer: buyer.address, signature: NO_SIGNATURE };
    await refuses(by(stranger, "dispute", open, K, ZERO, LATE, ofBuyer), "NotAuthorised");
  });

  test("raises the floor of offers, and never lowers or repeats it", async () => {
    const { seller } = world.people;
    const deal = await world.makeDeal();
    const raise = (sequence: number) => by(seller, "raiseOfferFloor", deal, sequence, LATE, "0x");
    await raise(5);
    for (const sequence of [0, 4, 5]) await refuses(raise(sequence), "OfferSuperseded");
    await raise(6);
    assert.equal((await world.position(deal)).sequence, 6n);
  });
});

test("lodging asks for what releasing asks: growth, a quorum, and attesters of the offer", async () => {
  const { lenderA, warehouse, carrier, stranger } = world.people;
  const deal = await world.makeDeal();
  await world.fund(deal, lenderA, 80n * K);
  await world.release(deal, 50n * K);
  const lodge = async (delivered: bigint, signers: Wallet[]) => {
    const attestation = await world.makeAttestation(delivered);
    const approvals = await world.approve(deal, attestation, signers);
    return world.relay("lodge", [deal, attestation, approvals]);
  };
  await refuses(lodge(50n * K, [warehouse]), "InvalidDelivery");
  await refuses(lodge(100n * K + 1n, [warehouse]), "InvalidDelivery");
  await refuses(lodge(60n * K, []), "QuorumMissing");
  await refuses(lodge(60n * K, [carrier]), "NotAttester");
  await refuses(lodge(60n * K, [stranger]), "NotEligible");
  await lodge(50n * K + 1n, [warehouse]);
});

describe("a payment", () => {
  /** One in each state that takes money, whose seller owes by recourse. */
  const owing = async () => {
    const { seller, buyer, lenderA } = world.people;
    const { deal } = await released();
    await world.travel(80 * 86_400);
    await world.relay("declareDefault", [deal, []]);
    for (const who of [seller, buyer, lenderA]) await allow(who);
    return deal;
  };

  test("is of one unit at least and 2^53 - 1 at most", async () => {
    const { seller, buyer } = world.people;
    const deal = await owing();
    for (const amount of [0n, MOST + 1n]) {
      await refuses(
        by(buyer, "settle", deal, unsigned(buyer.address, amount), []),
        "InvalidAmount",
      );
      for (const name of ["buyBack", "payRecourse"])
        await refuses(
          by(seller, name, deal, unsigned(seller.address, amount), []),
          "InvalidAmount",
        );
    }
    const empty = [deal, world.otherCoin.target];
    await refuses(by(buyer, "sweepOther", ...empty), "InvalidAmount");
  });

  test("of the seller's debt is the seller's alone", async () => {
    const { buyer } = world.people;
    const deal = await owing();
    for (const name of ["buyBack", "payRecourse"])
      await refuses(by(buyer, name, deal, unsigned(buyer.address, K), []), "NotAuthorised");
  });

  test("by allowance is its owner's own call", async () => {
    const { seller, buyer, stranger } = world.people;
    const deal = await owing();
    await refuses(by(stranger, "settle", deal, unsigned(buyer.address, K), []), "NotAuthorised");
    for (const name of ["buyBack", "payRecourse"]) {
      const args = [deal, unsigned(seller.address, name === "buyBack" ? 200n * K : K), []];
      await refuses(by(stranger, name, ...args), "NotAuthorised");
    }
  });

  test("that comes short by a unit is undone", async () => {
    const { seller, buyer, lenderA, lenderB, relayer } = world.people;
    const deal = await owing();
    const sale = await notes.makeSale(deal, lenderB, { price: K, expiry: LATE });
    const word = await notes.signSale(deal, sale, lenderB);
    const { abi, deployedBytecode } = await artifacts.readArtifact("PracticeCoin");
    await world.rpc("hardhat_setCode", world.coin.target, deployedBytecode);
    const practice = new Contract(world.coin.target, abi, relayer);
    await world.act(relayer, practice, "callBack", [NOBODY, "0x"]);
    for (const who of [seller, buyer, lenderA]) {
      await world.act(relayer, practice, "mint", [who.address, 1000n * K]);
      await allow(who);
    }
    const payments: [Wallet, string, readonly unknown[]][] = [
      [buyer, "settle", [deal, unsigned(buyer.address, K), []]],
      [seller, "payRecourse", [deal, unsigned(seller.address, K), []]],
      [seller, "buyBack", [deal, unsigned(seller.address, 200n * K), []]],
      [lenderA, "buyNotes", [deal, sale, word, unsigned(lenderA.address, K)]],
    ];
    for (const [who, name, args] of payments) {
      await world.act(relayer, practice, "keep", [1]);
      await refuses(by(who, name, ...args), "ShortPayment");
      await world.act(relayer, practice, "keep", [0]);
      await (world.receivables.connect(who) as Contract).getFunction(name).staticCall(...args);
    }
  });
});

test("a coin of other decimals is not allowed, and one that is refused is for no new lot", async () => {
  const { buyer } = world.people;
  const { abi, bytecode } = await artifacts.readArtifact("PracticeCoin");
  const other = await new ContractFactory(abi, bytecode, buyer).deploy();
  await other.waitForDeployment();
  await refuses(by(world.admin, "setCoin", await other.getAddress(), true), "CoinNotAllowed");
  const { deal } = await released();
  await by(world.admin, "setCoin", world.coin.target, false);
  await refuses(world.makeDeal(), "CoinNotAllowed");
  await world.settle(deal, 100n * K);
});

test("a claim of what is not there, or what the coin refuses, is not paid by its owner's word either", async () => {
  const { lenderA, stranger } = world.people;
  const { deal } = await released();
  const claimTo = () =>
    by(lenderA, "claimTo", world.coin.target, lenderA.address, stranger.address, LATE, "0x");
  await refuses(claimTo(), "NoClaim");
  const list = (name: string, who: Wallet) =>
    world.act(world.compliance, world.coin, name, [who.address]);
  await list("blacklist", lenderA);
  await world.settle(deal, 20n * K, [lenderA]);
  await list("blacklist", stranger);
  await refuses(claimTo(), "PaymentFailed");
  await list("unBlacklist", stranger);
  await claimTo();
  assert.equal(await world.claimOf(lenderA), 0n);
});

test("a batch of notes stays where its holder or its mover is frozen", async () => {
  const { lenderA, lenderB, lenderC } = world.people;
  const { deal } = await released();
  const batch = (who: Wallet) => {
    const args = [lenderA.address, lenderB.address, [notes.note(deal)], [K], "0x"];
    return by(who, "safeBatchTransferFrom", ...args);
  };
  await by(lenderA, "setApprovalForAll", lenderC.address, true);
  await notes.bar(lenderC);
  await refuses(batch(lenderC), "ERC7943CannotSend");
  await notes.bar(lenderC, false);
  await notes.bar(lenderA);
  for (const who of [lenderA, lenderC]) await refuses(batch(who), "ERC7943CannotSend");
  await notes.bar(lenderA, false);
  await batch(lenderC);
});

test("a recovery is approved by another account, once, and within 14 days", async () => {
  const { lenderA, lenderB } = world.people;
  const { deal } = await released();
  await world.enter(lenderB, 5, 2, 1, world.far);
  const { receivable } = deal.terms;
  const recovery = {
    ...{ account: lenderA.address, to: lenderB.address },
    ...{ receivables: [receivable], coins: [] },
  };
  const propose = () => by(world.compliance, "proposeRecovery", recovery, ZERO);
  const approve = (who = world.checker) => by(who, "approveRecovery", recovery);
  await propose();
  const manager = new Contract(world.addresses.AccessManager ?? "", accessManagerAbi);
  const grant = [roles.checker.id, world.compliance.address, 0];
  await world.act(world.admin, manager, "grantRole", grant);
  await refuses(approve(world.compliance), "NotAuthorised");
  await world.travel(WINDOW + 1);
  await refuses(approve(), "TooLate");
  await propose();
  await approve();
  await refuses(approve(), "ProposalPending");
});

test("a collection account forwards for Receivables alone", async () => {
  const { stranger } = world.people;
  const deal = await world.makeDeal();
  await world.relay("openCollectionAccount", [deal.terms.receivable]);
  const account = new Contract(await world.accountOf(deal), collectionAccountAbi, stranger);
  for (const who of [stranger, world.admin, world.people.buyer])
    await refuses(world.act(who, account, "forward", [world.coin.target]), "NotReceivables");
  await world.pay(world.people.buyer, String(account.target), K);
  await world.relay("sweep", [deal, []]);
  assert.equal((await world.position(deal)).collected, K);
});

describe("where something is not what it should be", () => {
  test("a register that does not answer lets nobody pass", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const open = await world.makeDeal();
    const waiting = await world.makeDeal();
    await world.fund(waiting, lenderA, 80n * K);
    const { deal } = await released();
    const attestation = await world.makeAttestation(K);
    const approvals = await world.approve(waiting, attestation, [world.people.warehouse]);
    const funding = await world.fundArgs(open, lenderA, K);
    const paying = await world.settleArgs(deal, 50n * K, [lenderA]);
    await world.rpc("hardhat_setCode", world.participants.target, "0x");
    await refuses(world.relay("fund", funding), "NoRegister");
    await refuses(world.relay("release", [waiting, attestation, approvals]), "NoRegister");
    await refuses(world.relay("settle", paying), "NoRegister");
    await refuses(notes.move(deal, lenderA, lenderB, 1n), "NoRegister");
    await refuses(world.call("canSend", lenderA.address), "NoRegister");
    await refuses(world.registerLots([world.makeLot({}, LATE)], seller), "NoRegister");
  });

  test("a coin that says no balance moves nothing", async () => {
    const { lenderA, buyer, seller } = world.people;
    const open = await world.makeDeal();
    const { deal } = await released();
    await world.rpc("hardhat_setCode", world.coin.target, "0x");
    const funding = [open, await world.signOffer(open), unsigned(lenderA.address, K)];
    await refuses(by(lenderA, "fund", ...funding), "NoBalance");
    await refuses(by(buyer, "settle", deal, unsigned(buyer.address, K), []), "NoBalance");
    await refuses(by(seller, "buyBack", deal, unsigned(seller.address, 200n * K), []), "NoBalance");
    await refuses(world.relay("sweep", [deal, []]), "NoBalance");
  });
});
