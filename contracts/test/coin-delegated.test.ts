import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Wallet, ZeroHash } from "ethers";
import {
  cancelAuthorizationTypedData,
  permitTypedData,
  receiveWithAuthorizationTypedData,
  redemptionRequestTypedData,
  transferWithAuthorizationTypedData,
} from "../../src/core/typed-data/coin";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { AUTHORIZATION, FORMS, inForm, makeCoinWorld } from "./coin-world";
import { freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";

const world = keptWorld(makeCoinWorld);

/** The account lets its code be that of a contract which knows nothing of signatures (EIP-7702). */
const delegate = async (who: Wallet): Promise<void> => {
  const { relayer } = world.people;
  const address = world.at("OrderLog");
  const nonce = await who.getNonce();
  const authorizationList = [await who.authorize({ address, nonce, chainId: world.chainId })];
  const request = { type: 4, to: relayer.address, authorizationList, gasLimit: 100_000 };
  await (await relayer.sendTransaction(request)).wait();
  assert.equal(
    await world.provider.getCode(who.address),
    `0xef0100${address.slice(2)}`.toLowerCase(),
  );
};

describe("B7: a payer whose account is delegated under EIP-7702", () => {
  for (const form of FORMS) {
    test(`pays by transferWithAuthorization, signature as ${form}`, async () => {
      const { buyer, lenderA, relayer } = world.people;
      await delegate(buyer);
      const message = await world.authorization(buyer, lenderA, freshHash());
      const data = transferWithAuthorizationTypedData(world.moneyDomain, message);
      const { types, values } = inForm(form, await world.sign(buyer, data));
      const before = await world.balance(lenderA);
      const { from, to, value, validAfter, validBefore, nonce } = message;
      const args = [from, to, value, validAfter, validBefore, nonce, ...values];
      await world.act(
        relayer,
        world.coin,
        `transferWithAuthorization(${AUTHORIZATION},${types})`,
        args,
      );
      assert.equal(await world.balance(lenderA), before + message.value);
    });

    test(`pays by receiveWithAuthorization, signature as ${form}`, async () => {
      const { buyer, lenderA } = world.people;
      await delegate(buyer);
      const message = await world.authorization(buyer, lenderA, freshHash());
      const data = receiveWithAuthorizationTypedData(world.moneyDomain, message);
      const { types, values } = inForm(form, await world.sign(buyer, data));
      const before = await world.balance(lenderA);
      const { from, to, value, validAfter, validBefore, nonce } = message;
      const args = [from, to, value, validAfter, validBefore, nonce, ...values];
      const name = `receiveWithAuthorization(${AUTHORIZATION},${types})`;
      await world.act(lenderA, world.coin, name, args);
      assert.equal(await world.balance(lenderA), before + message.value);
    });

    test(`cancels an authorisation, signature as ${form}`, async () => {
      const { buyer, relayer } = world.people;
      await delegate(buyer);
      const message = { authorizer: hexOf(buyer), nonce: freshHash() };
      const data = cancelAuthorizationTypedData(world.moneyDomain, message);
      const { types, values } = inForm(form, await world.sign(buyer, data));
      const args = [message.authorizer, message.nonce, ...values];
      const name = `cancelAuthorization(address,bytes32,${types})`;
      await world.act(relayer, world.coin, name, args);
      const state = world.coin.getFunction("authorizationState");
      assert.equal(await state.staticCall(message.authorizer, message.nonce), true);
    });

    test(`approves by permit, signature as ${form}`, async () => {
      const { buyer, lenderA, relayer } = world.people;
      await delegate(buyer);
      const deadline = BigInt((await world.now()) + 600);
      const message = {
        owner: hexOf(buyer),
        spender: hexOf(lenderA),
        value: 9n,
        nonce: 0n,
        deadline,
      };
      const data = permitTypedData(world.moneyDomain, message);
      const { types, values } = inForm(form, await world.sign(buyer, data));
      const args = [message.owner, message.spender, message.value, deadline, ...values];
      const name = `permit(address,address,uint256,uint256,${types})`;
      await world.act(relayer, world.coin, name, args);
      const allowance = world.coin.getFunction("allowance");
      assert.equal(await allowance.staticCall(buyer.address, lenderA.address), 9n);
    });
  }

  test("asks for redemption by signature", async () => {
    const { buyer, relayer } = world.people;
    await delegate(buyer);
    const times = { validAfter: 0n, validBefore: BigInt((await world.now()) + 600) };
    const bankAccount = `0x${"ba".repeat(32)}` as Hex;
    const message = {
      account: hexOf(buyer),
      amount: 7n,
      bankAccount,
      ...times,
      nonce: freshHash(),
    };
    const data = redemptionRequestTypedData(world.moneyDomain, message);
    const signature = await world.sign(buyer, data);
    const { validAfter, validBefore, nonce } = message;
    const args = [buyer.address, 7n, bankAccount, validAfter, validBefore, nonce, signature];
    await world.act(relayer, world.coin, "requestRedemptionWithAuthorization", args);
    const entry = await world.coin.getFunction("redemption").staticCall(1);
    assert.equal(entry.account, buyer.address);
    assert.equal(entry.holdReason, ZeroHash);
    assert.equal(await world.balance(String(world.coin.target)), 7n);
  });
});
