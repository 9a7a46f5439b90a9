import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { id, Wallet } from "ethers";
import type { Deal } from "../../src/core/typed-data/deal";
import { participantsDomain, signerRemovalTypedData } from "../../src/core/typed-data/participants";
import { registrationTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K } from "./life-steps";
import { deployMock } from "./mock";
import { refuses } from "./refuses";
import { ARBITER, signerSteps, WAREHOUSE } from "./signer-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { ask, nonceOf, entryArgs, removalArgs, quorumArgs, carry, byOperator } = signerSteps(world);
/** Organisation of the world's warehouse. */
const HOUSE = 2;
const PAIR = 60;
const anna = new Wallet(id("anna"));
const bert = new Wallet(id("bert"));
const carl = new Wallet(id("carl"));

const enter = (who: { address: string }, organisation: number, roles: number, licence = 0) =>
  byOperator("setParticipant", who.address, organisation, roles, licence, 0);
const sinceOf = async (who: { address: string }) =>
  Number((await ask("participant", who.address)).signerSince);
const rolesOf = async (who: { address: string }) =>
  Number((await ask("participant", who.address)).roles);
const found = (quorum = 2) =>
  byOperator("foundSigners", PAIR, [anna, bert].map(hexOf), WAREHOUSE, quorum);
const fundedWith = async (attester: Wallet): Promise<Deal> => {
  const deal = await world.makeDeal({}, {}, [hexOf(attester)]);
  await world.fund(deal, world.people.lenderA, 80n * K);
  return deal;
};

describe("first signers", () => {
  test("are entered together, with a quorum, present at once", async () => {
    await found();
    const { count, quorum, nonce } = await ask("signersOf", PAIR);
    assert.deepEqual([count, quorum, nonce], [2n, 2n, 0n]);
    assert.deepEqual([await rolesOf(anna), await sinceOf(anna)], [WAREHOUSE, await world.now()]);
  });

  test("are of one quorum each when they are entered one by one", async () => {
    const { count, quorum } = await ask("signersOf", HOUSE);
    assert.deepEqual([count, quorum], [1n, 1n]);
  });

  test("need a quorum among them, signer roles, and accounts that are free", async () => {
    const { carrier, seller, warehouse } = world.people;
    const founding = (accounts: { address: string }[], roles = WAREHOUSE, quorum = 1, of = PAIR) =>
      byOperator("foundSigners", of, accounts.map(hexOf), roles, quorum);
    await refuses(founding([anna], WAREHOUSE, 0), "InvalidQuorum");
    await refuses(founding([anna], WAREHOUSE, 2), "InvalidQuorum");
    await refuses(founding([], WAREHOUSE, 0), "InvalidQuorum");
    await refuses(founding(Array(256).fill(anna), WAREHOUSE, 1), "InvalidQuorum");
    await refuses(founding([anna], 0), "InvalidRoles");
    await refuses(founding([anna], WAREHOUSE | 1), "InvalidRoles");
    await refuses(founding([anna, anna], WAREHOUSE, 2), "InvalidParticipant");
    await refuses(founding([{ address: `0x${"0".repeat(40)}` }]), "InvalidParticipant");
    await refuses(founding([carrier]), "InvalidParticipant");
    await refuses(founding([seller]), "InvalidParticipant");
    await refuses(founding([anna], WAREHOUSE, 1, 0), "InvalidParticipant");
    await founding([seller], WAREHOUSE, 1, 1);
    assert.equal(await rolesOf(seller), WAREHOUSE | 1);
    await enter(warehouse, HOUSE, 0);
    await founding([warehouse], ARBITER, 1);
    assert.equal(await rolesOf(warehouse), ARBITER);
  });
});

describe("another signer", () => {
  test("is present 48 hours after the quorum consented, for receivables funded from then on", async () => {
    const { warehouse } = world.people;
    const before = await fundedWith(warehouse);
    await carry("addSigner", await entryArgs(HOUSE, anna, [warehouse]));
    const since = await sinceOf(anna);
    assert.equal(since, (await world.now()) + 2 * DAY);
    const meanwhile = await fundedWith(warehouse);
    await refuses(world.release(meanwhile, 50n * K, [anna]), "NotAttester");
    await world.travelTo(since + 1);
    const afterwards = await fundedWith(warehouse);
    await world.release(afterwards, 50n * K, [anna]);
    await refuses(world.release(before, 50n * K, [anna]), "NotAttester");
    await refuses(world.release(meanwhile, 50n * K, [anna]), "NotAttester");
    await world.release(before, 50n * K, [warehouse]);
  });

  test("cannot pledge goods while it waits, and can from its second on", async () => {
    const { warehouse, seller } = world.people;
    await carry("addSigner", await entryArgs(HOUSE, anna, [warehouse]));
    const register = async () => {
      const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
      const registration = { ...(await world.makeRegistration([lot])), warehouse: hexOf(anna) };
      const data = registrationTypedData(world.domain, registration);
      const words = [await world.signTyped(seller, data), await world.signTyped(anna, data)];
      return world.relay("register", [registration, ...words]);
    };
    await refuses(register(), "NotEligible");
    await world.travelTo(await sinceOf(anna));
    await register();
  });

  test("needs all of the quorum, each with its own word on just this", async () => {
    await found();
    const { stranger } = world.people;
    await refuses(carry("addSigner", await entryArgs(PAIR, carl, [anna])), "TooFewConsents");
    await refuses(carry("addSigner", await entryArgs(PAIR, carl, [anna, stranger])), "NotSigner");
    const args = await entryArgs(PAIR, carl, [anna, bert]);
    const [organisation, account, roles, expiry, [first, second]] = args;
    assert.ok(first && second);
    const forged = [first, { ...second, signature: first.signature }];
    await refuses(carry("addSigner", [organisation, account, roles, expiry, forged]), "NotSigned");
    const unsigned = [first, { ...second, signature: "0x" }];
    await refuses(
      carry("addSigner", [organisation, account, roles, expiry, unsigned]),
      "NotSigned",
    );
    await carry("addSigner", args);
    assert.equal((await ask("signersOf", PAIR)).count, 3n);
  });

  test("comes in until its words expire", async () => {
    const { warehouse } = world.people;
    const args = await entryArgs(HOUSE, anna, [warehouse]);
    await world.travelTo(args[3] + 1);
    await refuses(carry("addSigner", args), "Expired");
  });

  test("can be brought in by a signer that calls, and by one that is a contract", async () => {
    const { warehouse, stranger } = world.people;
    const contract = await deployMock(stranger, "OwnedAccount", warehouse.address);
    const account = { address: String(contract.target) };
    const consents = [{ signer: warehouse.address, signature: "0x" }];
    const call = ["addSigner", [HOUSE, account.address, WAREHOUSE, 2 ** 39, consents]] as const;
    await refuses(world.act(stranger, world.participants, ...call), "NotSigned");
    await world.act(warehouse, world.participants, ...call);
    await world.travel(2 * DAY);
    const [organisation, who, roles, expiry, [word]] = await entryArgs(HOUSE, anna, [warehouse]);
    const asContract = [{ signer: account.address, signature: word?.signature }];
    await carry("addSigner", [organisation, who, roles, expiry, asContract]);
    const wrong = await entryArgs(HOUSE, bert, [stranger]);
    const forged = [{ signer: account.address, signature: wrong[4][0]?.signature }];
    await refuses(carry("addSigner", [...wrong.slice(0, 4), forged]), "NotSigned");
  });

  test("is not taken out of another organisation, and not entered twice", async () => {
    const { warehouse, carrier, seller } = world.people;
    const add = async (who: { address: string }, roles = WAREHOUSE) =>
      carry("addSigner", await entryArgs(HOUSE, who, [warehouse], roles));
    await refuses(add(carrier), "InvalidParticipant");
    await refuses(add(seller), "InvalidParticipant");
    await refuses(add(warehouse), "InvalidParticipant");
    await refuses(add({ address: `0x${"0".repeat(40)}` }), "InvalidParticipant");
    await refuses(add(anna, 1), "InvalidRoles");
    await refuses(add(anna, 0), "InvalidRoles");
    await enter(anna, HOUSE, 8);
    await add(anna);
    assert.equal(await rolesOf(anna), WAREHOUSE | 8);
    await refuses(add(anna), "InvalidParticipant");
  });

  test("can be one that gets a second signer role, and waits with both", async () => {
    const { warehouse } = world.people;
    await carry("addSigner", await entryArgs(HOUSE, warehouse, [warehouse], ARBITER));
    assert.equal(await rolesOf(warehouse), WAREHOUSE | ARBITER);
    assert.equal((await ask("signersOf", HOUSE)).count, 1n);
    assert.equal(await sinceOf(warehouse), (await world.now()) + 2 * DAY);
  });

  test("is nothing an organisation without signers can ask for", async () => {
    const { seller } = world.people;
    await refuses(carry("addSigner", await entryArgs(1, anna, [seller])), "TooFewConsents");
    await refuses(carry("addSigner", await entryArgs(99, anna, [])), "TooFewConsents");
  });
});

describe("removal", () => {
  test("by the signer itself, by its quorum and by the operator takes effect at once", async () => {
    const { warehouse } = world.people;
    await found();
    await world.travel(5);
    const deal = await fundedWith(anna);
    await carry("removeSigner", await removalArgs(anna, [anna]));
    assert.equal(await rolesOf(anna), 0);
    await refuses(world.release(deal, 50n * K, [anna]), "NotEligible");
    // The offer names the organisation by an account of it: its other signers go on.
    await world.release(deal, 50n * K, [bert]);
    const single = await fundedWith(warehouse);
    await enter(warehouse, HOUSE, 0);
    await refuses(world.release(single, 50n * K), "NotEligible");
  });

  test("by others needs their quorum", async () => {
    await byOperator("foundSigners", PAIR, [anna, bert, carl].map(hexOf), WAREHOUSE, 2);
    await refuses(carry("removeSigner", await removalArgs(carl, [anna])), "TooFewConsents");
    const { stranger } = world.people;
    await refuses(carry("removeSigner", await removalArgs(carl, [stranger])), "TooFewConsents");
    await refuses(carry("removeSigner", await removalArgs(carl, [anna, stranger])), "NotSigner");
    const [account, expiry, [word]] = await removalArgs(carl, [anna]);
    const asCarl = [{ signer: carl.address, signature: word?.signature }];
    await refuses(carry("removeSigner", [account, expiry, asCarl]), "NotSigned");
    await carry("removeSigner", await removalArgs(carl, [anna, bert]));
    assert.equal((await ask("signersOf", PAIR)).count, 2n);
    await refuses(carry("removeSigner", await removalArgs(carl, [anna, bert])), "NotSigner");
  });

  test("keeps the other roles, and is over in time", async () => {
    const { seller } = world.people;
    await byOperator("foundSigners", 1, [seller.address], WAREHOUSE, 1);
    const late = await removalArgs(seller, [seller]);
    await world.travelTo(late[1] + 1);
    await refuses(carry("removeSigner", late), "Expired");
    await carry("removeSigner", await removalArgs(seller, [seller]));
    assert.equal(await rolesOf(seller), 1);
  });

  test("counts for one tenure: the same words do not remove a signer that came back", async () => {
    await found(1);
    const expiry = (await world.now()) + 30 * DAY;
    const [account, , consents] = await removalArgs(bert, [anna]);
    assert.equal(consents.length, 1);
    const data = signerRemovalTypedData(
      participantsDomain(31_337, String(world.participants.target) as Hex),
      {
        ...{ organisation: BigInt(PAIR), account: hexOf(bert), expiry },
        signerSince: await sinceOf(bert),
      },
    );
    const words = [{ signer: anna.address, signature: await world.signTyped(anna, data) }];
    await carry("removeSigner", [account, expiry, words]);
    await carry("addSigner", await entryArgs(PAIR, bert, [anna]));
    await refuses(carry("removeSigner", [account, expiry, words]), "NotSigned");
  });

  test("of one who still waits leaves nothing behind", async () => {
    const { warehouse } = world.people;
    await carry("addSigner", await entryArgs(HOUSE, anna, [warehouse]));
    await enter(anna, HOUSE, 0);
    await world.travel(2 * DAY);
    const deal = await fundedWith(warehouse);
    await refuses(world.release(deal, 50n * K, [anna]), "NotEligible");
    assert.equal((await ask("signersOf", HOUSE)).count, 1n);
  });
});

describe("the quorum", () => {
  test("changes 48 hours after the present one consented", async () => {
    await found(1);
    await carry("setQuorum", await quorumArgs(PAIR, 2, [anna]));
    const { quorum, nextQuorum, nextQuorumSince } = await ask("signersOf", PAIR);
    assert.deepEqual([quorum, nextQuorum], [1n, 2n]);
    assert.equal(Number(nextQuorumSince), (await world.now()) + 2 * DAY);
    await world.travelTo(Number(nextQuorumSince));
    const now = await ask("signersOf", PAIR);
    assert.deepEqual([now.quorum, now.nextQuorum, now.nextQuorumSince], [2n, 0n, 0n]);
    await refuses(carry("addSigner", await entryArgs(PAIR, carl, [anna])), "TooFewConsents");
    await carry("addSigner", await entryArgs(PAIR, carl, [anna, bert]));
  });

  test("is of at least one and at most all signers", async () => {
    await found(1);
    await refuses(carry("setQuorum", await quorumArgs(PAIR, 0, [anna])), "InvalidQuorum");
    await refuses(carry("setQuorum", await quorumArgs(PAIR, 3, [anna])), "InvalidQuorum");
    const args = await quorumArgs(PAIR, 2, [anna]);
    await world.travelTo(args[2] + 1);
    await refuses(carry("setQuorum", args), "Expired");
  });

  test("is changed by the present one alone", async () => {
    await found();
    const { stranger } = world.people;
    await refuses(carry("setQuorum", await quorumArgs(PAIR, 1, [anna])), "TooFewConsents");
    await refuses(carry("setQuorum", await quorumArgs(PAIR, 1, [anna, stranger])), "NotSigner");
    await carry("setQuorum", await quorumArgs(PAIR, 1, [anna, bert]));
  });

  test("that still waits is replaced by the next decision", async () => {
    await found();
    await carry("setQuorum", await quorumArgs(PAIR, 1, [anna, bert]));
    const first = await quorumArgs(PAIR, 1, [anna, bert]);
    await carry("setQuorum", await quorumArgs(PAIR, 2, [anna, bert]));
    await refuses(carry("setQuorum", first), "NotSigned");
    assert.equal(await nonceOf(PAIR), 2n);
    await world.travel(2 * DAY);
    assert.equal((await ask("signersOf", PAIR)).quorum, 2n);
  });

  test("stays what it was when signers go, and nobody comes in without it", async () => {
    await found();
    await carry("removeSigner", await removalArgs(bert, [bert]));
    assert.equal((await ask("signersOf", PAIR)).quorum, 2n);
    await refuses(carry("addSigner", await entryArgs(PAIR, carl, [anna])), "TooFewConsents");
  });
});

describe("what leaves a signer as it is", () => {
  test("a licence, another role, a freeze and its end", async () => {
    const { warehouse } = world.people;
    const since = await sinceOf(warehouse);
    await enter(warehouse, HOUSE, WAREHOUSE, 1);
    await enter(warehouse, HOUSE, WAREHOUSE | 8);
    const freeze = (frozen: boolean) =>
      world.act(world.compliance, world.participants, "setFrozen", [
        ...[warehouse.address, frozen, id("list")],
      ]);
    await freeze(true);
    await freeze(false);
    assert.equal(await sinceOf(warehouse), since);
  });

  test("moving to another organisation does not: it begins anew there", async () => {
    const { warehouse } = world.people;
    await world.travel(100);
    await enter(warehouse, 71, WAREHOUSE);
    assert.equal(await sinceOf(warehouse), await world.now());
    assert.equal((await ask("signersOf", HOUSE)).count, 0n);
    assert.equal((await ask("signersOf", 71)).count, 1n);
  });

  test("coming back does not: for what was funded before, neither it nor a colleague by its name confirms", async () => {
    await found(1);
    await world.travel(5);
    const deal = await fundedWith(anna);
    await world.release(deal, 20n * K, [bert]);
    await carry("removeSigner", await removalArgs(anna, [anna]));
    await carry("addSigner", await entryArgs(PAIR, anna, [bert]));
    await world.travel(3 * DAY);
    for (const who of [anna, bert])
      await refuses(world.release(deal, 50n * K, [who]), "NotAttester");
    await world.release(await fundedWith(anna), 50n * K, [bert]);
  });
});
