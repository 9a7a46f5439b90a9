import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Contract, type Wallet } from "ethers";
import { artifacts } from "hardhat";
import { type Mandate, mandateHash, mandateTypedData } from "../../src/core/typed-data/mandate";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K } from "./life-steps";
import { type MarketSteps, openMarket } from "./market-steps";
import { deployMock } from "./mock";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

let steps: MarketSteps;
const world = keptWorld(makeWorld, async () => {
  steps = await openMarket(world);
});

/** Enters an account as a lender and gives it money. */
const makeLender = async (account: string) => {
  await world.act(world.operator, world.participants, "setParticipant", [
    ...[account, 77, 2, 1, world.far],
  ]);
  await world.act(world.operator, world.coin, "mint", [account, 100n * K]);
};

/** A Market of its own beside a coin and a core that can be told to misbehave, and what its lender agreed to. */
const openProbe = async (by: Wallet) => {
  const probe = await deployMock(world.people.relayer, "MarketProbe");
  const at = async (name: string, ...args: unknown[]): Promise<string> =>
    probe.getFunction(name).staticCall(...args);
  const market = new Contract(await at("market"), steps.face, by);
  const mock = async (name: string, address: string) =>
    new Contract(address, (await artifacts.readArtifact(name)).abi, by);
  const coin = await mock("PracticeCoin", await at("coins", 0));
  const core = await mock("TakesAll", await market.getFunction("receivables").staticCall());
  const deal = await world.makeDeal();
  const mine = { ...deal, terms: { ...deal.terms, coin: coin.target as Hex } };
  const lender = (await at("lender")) as Hex;
  const mandate = await steps.makeMandate({ lender, coins: [coin.target as Hex] });
  return { market, coin, core, mine, mandate };
};

describe("whose mandate it is", () => {
  test("another signer, a changed field, another chain, another contract: refused", async () => {
    const { lenderA, stranger } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate();
    const offer = await world.signOffer(deal);
    const attempt = (signature: Hex, what: Mandate = mandate) =>
      world.act(stranger, steps.market, "fill", [deal, offer, what, signature, 10n * K]);
    const good = await steps.signMandate(mandate);
    await refuses(attempt(await steps.signMandate(mandate, stranger)), "NotAuthorised");
    await refuses(attempt(good, { ...mandate, cumulativeLimit: 151n * K }), "NotAuthorised");
    await refuses(attempt(good, { ...mandate, salt: freshHash() }), "NotAuthorised");
    const sign = (change: object) =>
      world.signTyped(lenderA, mandateTypedData({ ...steps.domain, ...change }, mandate));
    await refuses(attempt(await sign({ chainId: 1 })), "NotAuthorised");
    const core = world.receivables.target as Hex;
    await refuses(attempt(await sign({ verifyingContract: core })), "NotAuthorised");
    await refuses(attempt(await sign({ version: "2" })), "NotAuthorised");
    await refuses(attempt("0x"), "NotAuthorised");
    await attempt(good);
  });

  test("the lender itself fills without a signature", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    const args = [deal, await world.signOffer(deal), await steps.makeMandate(), "0x", 10n * K];
    await world.act(lenderA, steps.market, "fill", args);
    assert.equal(await world.units(deal, lenderA), 10n * K);
  });

  test("a matcher that is named is the only one; front-running it is refused", async () => {
    const { relayer, stranger, lenderA } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ matcher: hexOf(relayer) });
    await refuses(steps.fill(deal, mandate, 10n * K, { by: stranger }), "NotMatcher");
    await refuses(steps.fill(deal, mandate, 10n * K, { by: lenderA }), "NotMatcher");
    await steps.fill(deal, mandate, 10n * K, { by: relayer });
  });

  test("front-running an open mandate does what the one overtaken would have done", async () => {
    const { lenderA, stranger } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ perReceivableLimit: 30n * K });
    const args = await steps.fillArgs(deal, mandate, 30n * K);
    await world.act(stranger, steps.market, "fill", args);
    assert.equal(await world.units(deal, lenderA), 30n * K);
    await refuses(world.act(world.people.relayer, steps.market, "fill", args), "AboveLimit");
  });

  test("revoked by its lender, or by the lender's word that anybody carries in", async () => {
    const { lenderA, stranger } = world.people;
    const deal = await world.makeDeal();
    const first = await steps.makeMandate();
    const expiry = (await world.now()) + DAY;
    await refuses(
      world.act(stranger, steps.market, "revoke", [first, expiry, "0x"]),
      "NotAuthorised",
    );
    await world.act(lenderA, steps.market, "revoke", [first, expiry, "0x"]);
    assert.equal(await steps.view("isRevoked", mandateHash(first)), true);
    assert.equal(await steps.view("room", first, world.coin.target, deal.terms.receivable), 0n);
    await refuses(steps.fill(deal, first, 10n * K), "Revoked");
    await refuses(world.act(lenderA, steps.market, "revoke", [first, expiry, "0x"]), "Revoked");

    const second = await steps.makeMandate();
    const forged = await steps.signRevocation(second, expiry, stranger);
    await refuses(
      world.act(stranger, steps.market, "revoke", [second, expiry, forged]),
      "NotAuthorised",
    );
    const word = await steps.signRevocation(second, expiry);
    await refuses(
      world.act(stranger, steps.market, "revoke", [second, expiry + 1, word]),
      "NotAuthorised",
    );
    await refuses(steps.sendAt(expiry + 1, "revoke", [second, expiry, word]), "TooLate");
    const again = await steps.signRevocation(second, expiry + DAY);
    await steps.sendAt(expiry + DAY, "revoke", [second, expiry + DAY, again]);
    await refuses(steps.fill(deal, second, 10n * K), "Revoked");
  });

  test("a lender without a licence, or frozen: Receivables refuses", async () => {
    const { lenderA } = world.people;
    const [deal, mandate] = [await world.makeDeal(), await steps.makeMandate()];
    await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy - 1);
    await refuses(steps.fill(deal, mandate, 10n * K), "NotEligible");
    await world.enter(lenderA, 5, 2, 1, world.far);
    const freeze = (frozen: boolean) =>
      world.act(world.compliance, world.participants, "setFrozen", [
        lenderA.address,
        frozen,
        freshHash(),
      ]);
    await freeze(true);
    await refuses(steps.fill(deal, mandate, 10n * K), "NotEligible");
    await freeze(false);
    await steps.fill(deal, mandate, 10n * K);
  });

  test("a deal nobody registered, an offer for another lender, more than the cap: Receivables refuses", async () => {
    const { lenderB, stranger } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ perReceivableLimit: 100n * K });
    const other = { ...deal, terms: { ...deal.terms, amountDue: 200n * K } };
    await refuses(steps.fill(other, mandate, 10n * K), "WrongDeal");
    const forged = await world.signOffer(deal, stranger);
    const args = [deal, forged, mandate, await steps.signMandate(mandate), 10n * K];
    await refuses(world.act(stranger, steps.market, "fill", args), "NotAuthorised");
    const named = await world.makeDeal({ lender: hexOf(lenderB) });
    await refuses(steps.fill(named, mandate, 10n * K), "NotEligible");
    await refuses(steps.fill(deal, mandate, 80n * K + 1n), "AboveCap");
    await steps.fill(deal, mandate, 80n * K);
    await steps.nothingStays();
  });
});

describe("together on one receivable", () => {
  test("two mandates co-fund it, and each is repaid its share", async () => {
    const { lenderA, lenderB } = world.people;
    const deal = await world.makeDeal();
    await steps.allow(lenderB);
    await steps.fill(deal, await steps.makeMandate(), 50n * K);
    const second = await steps.makeMandate({ lender: hexOf(lenderB) });
    await steps.fill(deal, second, 30n * K, { lender: lenderB });
    assert.equal(await world.statusOf(deal), "funded");
    assert.deepEqual(
      [await world.units(deal, lenderA), await world.units(deal, lenderB)],
      [50n * K, 30n * K],
    );
    await world.release(deal, 100n * K);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    await steps.nothingStays();
  });

  test("a mandate beside direct funding of the same lender", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ perReceivableLimit: 40n * K });
    await world.fund(deal, lenderA, 30n * K);
    await steps.fill(deal, mandate, 40n * K);
    await world.fund(deal, lenderA, 10n * K);
    assert.equal(await world.units(deal, lenderA), 80n * K);
    assert.equal(
      await steps.view("filledFor", mandateHash(mandate), deal.terms.receivable),
      40n * K,
    );
  });
});

describe("the lender's money", () => {
  test("an allowance or a balance too small: the coin refuses, and nothing is booked", async () => {
    const { lenderA, buyer } = world.people;
    const [deal, mandate] = [await world.makeDeal(), await steps.makeMandate()];
    await steps.allow(lenderA, 10n * K - 1n);
    await refuses(steps.fill(deal, mandate, 10n * K), "ERC20InsufficientAllowance");
    await steps.allow(lenderA);
    await world.pay(lenderA, buyer.address, (await world.balance(lenderA)) - 5n * K);
    await refuses(steps.fill(deal, mandate, 10n * K), "ERC20InsufficientBalance");
    assert.equal(await steps.view("filled", mandateHash(mandate), world.coin.target), 0n);
    await steps.fill(deal, mandate, 5n * K);
  });

  test("an approval by signature: nobody needs gas, and running ahead with it does no harm", async () => {
    const { lenderB, stranger } = world.people;
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ lender: hexOf(lenderB) });
    const deadline = BigInt((await world.now()) + DAY);
    const permit = async (value: bigint, nonce: bigint) => {
      const spender = steps.market.target;
      const message = { owner: lenderB.address, spender, value, nonce, deadline };
      const fields = "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline";
      const types = {
        Permit: fields.split(",").map((each) => {
          const [type = "", name = ""] = each.split(" ");
          return { type, name };
        }),
      };
      const signature = await lenderB.signTypedData(world.moneyDomain, types, message);
      return { value, deadline, signature };
    };
    const attempt = async (allowance: object, amount: bigint) =>
      world.act(stranger, steps.market, "fillWithPermit", [
        ...(await steps.fillArgs(deal, mandate, amount, lenderB)),
        allowance,
      ]);
    await attempt(await permit(20n * K, 0n), 20n * K);
    assert.equal(await world.units(deal, lenderB), 20n * K);
    const { value, signature, ...rest } = await permit(20n * K, 1n);
    const name = "permit(address,address,uint256,uint256,bytes)";
    const args = [lenderB.address, steps.market.target, value, rest.deadline, signature];
    await world.act(stranger, world.coin, name, args);
    await attempt({ value, signature, ...rest }, 20n * K);
    await refuses(attempt({ value, signature, ...rest }, 20n * K), "ERC20InsufficientAllowance");
    await steps.nothingStays();
  });

  test("a contract signs under ERC-1271; one that refuses does not", async () => {
    const { stranger } = world.people;
    const puppet = await deployMock(world.people.relayer, "Puppet");
    const lender = String(puppet.target) as Hex;
    await makeLender(lender);
    const data = world.coin.interface.encodeFunctionData("approve", [
      steps.market.target,
      100n * K,
    ]);
    await world.act(stranger, puppet, "act", [world.coin.target, data]);
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ lender });
    const offer = await world.signOffer(deal);
    await world.act(stranger, steps.market, "fill", [deal, offer, mandate, "0x01", 10n * K]);
    assert.equal(
      await world.call("balanceOf", lender, BigInt(deal.terms.receivable) | 1n),
      10n * K,
    );
    const refuser = String((await deployMock(world.people.relayer, "Refuser")).target) as Hex;
    const other = await steps.makeMandate({ lender: refuser });
    await refuses(
      world.act(stranger, steps.market, "fill", [deal, offer, other, "0x01", 10n * K]),
      "NotAuthorised",
    );
  });

  test("an account that delegates its code (EIP-7702) still signs with its own key", async () => {
    const { lenderA, stranger } = world.people;
    const refuser = String((await deployMock(world.people.relayer, "Refuser")).target);
    await world.rpc("hardhat_setCode", lenderA.address, `0xef0100${refuser.slice(2)}`);
    const [deal, mandate] = [await world.makeDeal(), await steps.makeMandate()];
    await steps.fill(deal, mandate, 10n * K);
    const forged = await steps.signMandate(mandate, stranger);
    const args = [deal, await world.signOffer(deal), mandate, forged, 10n * K];
    await refuses(world.act(stranger, steps.market, "fill", args), "NotAuthorised");
  });

  test("a coin that delivers less, a core that takes less, a coin that calls back: all is undone", async () => {
    const { stranger } = world.people;
    const { market, coin, core, mine, mandate } = await openProbe(stranger);
    const args = [mine, "0x", mandate, "0x01", 10n * K];
    const fill = () => world.act(stranger, market, "fill", args);
    await world.act(stranger, coin, "keep", [1]);
    await refuses(fill(), "ShortPayment");
    await world.act(stranger, coin, "keep", [0]);
    await world.act(stranger, core, "takeLess", [1]);
    await refuses(fill(), "MoneyLeft");
    await world.act(stranger, core, "takeLess", [0]);
    const inner = market.interface.encodeFunctionData("fill", args);
    await world.act(stranger, coin, "callBack", [market.target, inner]);
    await refuses(fill(), "Reentered");
    assert.equal(
      await market.getFunction("filled").staticCall(mandateHash(mandate), coin.target),
      0n,
    );
    await world.act(stranger, coin, "callBack", [`0x${"0".repeat(40)}`, "0x"]);
    await fill();
  });

  test("with an approval refuses what a filling without one refuses", async () => {
    const { stranger, lenderA } = world.people;
    const { market, coin, core, mine, mandate } = await openProbe(stranger);
    const none = { value: 0n, deadline: 0n, signature: "0x" };
    const fill = (change: Partial<Mandate> = {}, amount = 10n * K) => {
      const args = [mine, "0x", { ...mandate, ...change }, "0x01", amount, none];
      return world.act(stranger, market, "fillWithPermit", args);
    };
    await refuses(fill({ expiry: (await world.now()) - 1 }), "TooLate");
    await refuses(fill({ matcher: hexOf(lenderA) }), "NotMatcher");
    await refuses(fill({ coins: [] }), "OutsideMandate");
    await refuses(fill({}, 60n * K + 1n), "AboveLimit");
    await refuses(fill({ lender: hexOf(lenderA) }), "NotAuthorised");
    await world.act(stranger, coin, "keep", [1]);
    await refuses(fill(), "ShortPayment");
    await world.act(stranger, coin, "keep", [0]);
    await world.act(stranger, core, "takeLess", [1]);
    await refuses(fill(), "MoneyLeft");
    await world.act(stranger, core, "takeLess", [0]);
    await fill();
    const word = await steps.makeMandate({ lender: hexOf(stranger) });
    await world.act(stranger, market, "revoke", [word, 2 ** 39, "0x"]);
    await refuses(fill(word), "Revoked");
  });

  test("of a coin that says no balance is not touched", async () => {
    const [deal, mandate] = [await world.makeDeal(), await steps.makeMandate()];
    const args = await steps.fillArgs(deal, mandate, 10n * K);
    await world.rpc("hardhat_setCode", world.coin.target, "0x");
    await refuses(world.act(world.people.relayer, steps.market, "fill", args), "NoBalance");
  });
});
