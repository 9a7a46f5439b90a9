import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { id, Wallet } from "ethers";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { signerSteps, WAREHOUSE } from "./signer-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { funded } = lifeSteps(world);
const { ask, entryArgs, quorumArgs, carry, byOperator } = signerSteps(world);
/** Organisation of the world's warehouse. */
const HOUSE = 2;
const [anna, bert, carl] = ["anna", "bert", "carl"].map((name) => new Wallet(id(name)));

const enter = (who: { address: string }, organisation: number, roles: number) =>
  byOperator("setParticipant", who.address, organisation, roles, 0, 0);

describe("a signer added by a colluding admin", () => {
  test("is refused where the organisation has signers", async () => {
    const { stranger } = world.people;
    await refuses(enter(stranger, HOUSE, WAREHOUSE), "SignersDecide");
    await refuses(enter(stranger, HOUSE, WAREHOUSE | 1), "SignersDecide");
    const founding = [HOUSE, [stranger.address], WAREHOUSE, 1];
    await refuses(byOperator("foundSigners", ...founding), "SignersDecide");
  });

  test("is refused through an account that is in the organisation already", async () => {
    const { stranger, warehouse } = world.people;
    await enter(stranger, HOUSE, 1);
    await refuses(enter(stranger, HOUSE, 1 | WAREHOUSE), "SignersDecide");
    await refuses(enter(warehouse, HOUSE, WAREHOUSE | 32), "SignersDecide");
  });

  test("is refused through a signer of another organisation", async () => {
    const { carrier } = world.people;
    await refuses(enter(carrier, HOUSE, WAREHOUSE), "SignersDecide");
    await enter(carrier, HOUSE, 0);
    await refuses(enter(carrier, HOUSE, WAREHOUSE), "SignersDecide");
  });

  test("is refused after all signers were removed, and so is their return", async () => {
    const { stranger, warehouse } = world.people;
    await enter(warehouse, HOUSE, 0);
    assert.equal((await ask("signersOf", HOUSE)).count, 0n);
    await refuses(enter(stranger, HOUSE, WAREHOUSE), "SignersDecide");
    await refuses(enter(warehouse, HOUSE, WAREHOUSE), "SignersDecide");
    const founding = [HOUSE, [warehouse.address], WAREHOUSE, 1];
    await refuses(byOperator("foundSigners", ...founding), "SignersDecide");
    await enter(warehouse, 70, WAREHOUSE);
    await refuses(enter(warehouse, HOUSE, WAREHOUSE), "SignersDecide");
  });

  test("of a new organisation does not count for a receivable funded before", async () => {
    const { stranger, warehouse } = world.people;
    await enter(stranger, 50, WAREHOUSE);
    await world.travel(5);
    const deal = await funded();
    await refuses(world.release(deal, 50n * K, [stranger]), "NotAttester");
    // The account the offer names is moved to the colluding organisation.
    await refuses(enter(warehouse, 50, WAREHOUSE), "SignersDecide");
    await enter(warehouse, 50, 0);
    await refuses(world.release(deal, 50n * K, [stranger]), "NotAttester");
    await world.travel(3 * DAY);
    await refuses(world.release(deal, 50n * K, [stranger]), "NotAttester");
  });

  test("gains nothing by changing the signer that is there", async () => {
    const { warehouse, stranger } = world.people;
    const deal = await funded();
    await world.travel(5);
    await enter(warehouse, HOUSE, WAREHOUSE | 1);
    await world.release(deal, 50n * K);
    await refuses(world.release(deal, 60n * K, [stranger]), "NotEligible");
    await enter(warehouse, HOUSE, 1);
    await refuses(world.release(deal, 60n * K), "NotEligible");
  });

  describe("with one of three signers on its side", () => {
    const TRIO = 60;
    const others = [anna, bert, carl] as [Wallet, Wallet, Wallet];
    const [first, second, bad] = others;
    const found = () => byOperator("foundSigners", TRIO, others.map(hexOf), WAREHOUSE, 2);

    test("cannot lower the quorum by removing the two others", async () => {
      await found();
      await enter(first, TRIO, 0);
      await enter(second, TRIO, 0);
      const { quorum, count } = await ask("signersOf", TRIO);
      assert.deepEqual([quorum, count], [2n, 1n]);
      await refuses(
        carry("addSigner", await entryArgs(TRIO, world.people.stranger, [bad])),
        "TooFewConsents",
      );
      await refuses(carry("setQuorum", await quorumArgs(TRIO, 1, [bad])), "TooFewConsents");
      await refuses(
        carry("addSigner", await entryArgs(TRIO, world.people.stranger, [bad, first])),
        "NotSigner",
      );
    });

    test("is counted once, whatever the order", async () => {
      await found();
      await refuses(
        carry("addSigner", await entryArgs(TRIO, world.people.stranger, [bad, bad])),
        "NotSigner",
      );
      const [organisation, account, roles, expiry, consents] = await entryArgs(
        ...([TRIO, world.people.stranger, [first, bad]] as const),
      );
      const turned = [organisation, account, roles, expiry, consents.toReversed()];
      await refuses(carry("addSigner", turned), "NotSigner");
    });

    test("cannot bring a helper of another organisation to the vote", async () => {
      await found();
      const { carrier } = world.people;
      await refuses(
        carry("addSigner", await entryArgs(TRIO, world.people.stranger, [bad, carrier])),
        "NotSigner",
      );
    });

    test("waits 48 hours like everybody when the quorum is lowered by consent", async () => {
      await found();
      await carry("setQuorum", await quorumArgs(TRIO, 1, [first, second]));
      const { stranger } = world.people;
      await world.travel(2 * DAY - 10);
      await refuses(carry("addSigner", await entryArgs(TRIO, stranger, [bad])), "TooFewConsents");
      await refuses(carry("setQuorum", await quorumArgs(TRIO, 1, [bad])), "TooFewConsents");
      await world.travel(20);
      assert.equal((await ask("signersOf", TRIO)).quorum, 1n);
      await carry("addSigner", await entryArgs(TRIO, stranger, [bad]));
    });

    test("cannot use words that were given for another decision", async () => {
      await found();
      const { stranger, carrier } = world.people;
      const args = await entryArgs(TRIO, stranger, [first, second]);
      const [organisation, , roles, expiry, consents] = args;
      await refuses(
        carry("addSigner", [organisation, bad.address, roles, expiry, consents]),
        "NotSigned",
      );
      await refuses(
        carry("addSigner", [organisation, carrier.address, roles, expiry, consents]),
        "NotSigned",
      );
      await refuses(
        carry("addSigner", [organisation, stranger.address, 32, expiry, consents]),
        "NotSigned",
      );
      await refuses(
        carry("addSigner", [organisation, stranger.address, roles, expiry + 1, consents]),
        "NotSigned",
      );
      await carry("addSigner", args);
      await enter(stranger, TRIO, 0);
      // The words were for one entry: the number of the next decision is another.
      await refuses(carry("addSigner", args), "NotSigned");
    });

    test("cannot use the quorum of a frozen, waiting or lost signer", async () => {
      await found();
      const { stranger } = world.people;
      await world.act(world.compliance, world.participants, "setFrozen", [
        first.address,
        true,
        id("list"),
      ]);
      await refuses(carry("addSigner", await entryArgs(TRIO, stranger, [first, bad])), "NotSigner");
      await carry("addSigner", await entryArgs(TRIO, stranger, [second, bad]));
      await refuses(
        carry("addSigner", await entryArgs(TRIO, world.people.seller, [bad, stranger])),
        "NotSigner",
      );
    });
  });
});
