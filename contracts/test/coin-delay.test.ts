import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BrowserProvider, Contract, id, Wallet } from "ethers";
import { network } from "hardhat";
import { accessManagerAbi, settlementCoinAbi } from "../../src/adapters/chain/generated/abi";
import { deployOn, type Holders } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";
import { roles } from "../deploy/roles";
import { DAY } from "./ground";
import { ownChain } from "./kept-world";

const keyOf = (role: string): string => id(`holds ${role}`);

/** A set as on any chain that is not local: every role in another hand, delays in force. */
const openSet = async () => {
  const connection = await network.create();
  const chain = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const holders = Object.fromEntries(
    [...Object.keys(roles), "treasury"].map((role) => [role, new Wallet(keyOf(role)).address]),
  ) as Holders;
  const { addresses } = await deployOn({
    ...{ chain, holders, isDelayed: true, deployerKey: devKey("admin") },
    issuerLicence: "FRS00",
  });
  const admin = new Wallet(keyOf("admin"), chain);
  await chain.send("hardhat_setBalance", [admin.address, "0x56bc75e2d63100000"]);
  const at = (name: string) => addresses[name] ?? "";
  return {
    connection,
    chain,
    admin,
    coin: new Contract(at("SettlementCoinHKD"), settlementCoinAbi, admin),
    manager: new Contract(at("AccessManager"), accessManagerAbi, admin),
  };
};

const set = ownChain(openSet);

describe("an act of the admin on the coin, which reaches its office by delegatecall", () => {
  test("waits two days, and then once", async () => {
    const { chain, coin, manager } = set;
    const attempt = () => coin.getFunction("setAllowListMode").staticCall(true);
    const data = coin.interface.encodeFunctionData("setAllowListMode", [true]);
    const refusedAs = (error: string) => {
      const { selector = "" } = manager.interface.getError(error) ?? {};
      return ({ data }: { data?: string }) => data?.startsWith(selector) ?? false;
    };
    await assert.rejects(attempt(), refusedAs("AccessManagerNotScheduled"));
    await (await manager.getFunction("schedule").send(coin.target, data, 0)).wait();
    await chain.send("evm_increaseTime", [2 * DAY - 60]);
    await chain.send("evm_mine", []);
    await assert.rejects(attempt(), refusedAs("AccessManagerNotReady"));
    await chain.send("evm_increaseTime", [60]);
    await chain.send("evm_mine", []);
    await (await coin.getFunction("setAllowListMode").send(true)).wait();
    assert.equal(await coin.getFunction("allowListMode").staticCall(), true);
    await assert.rejects(attempt(), refusedAs("AccessManagerNotScheduled"));
  });

  test("names the licence under which the coin is issued", async () => {
    assert.equal(await set.coin.getFunction("issuerLicence").staticCall(), "FRS00");
  });
});
