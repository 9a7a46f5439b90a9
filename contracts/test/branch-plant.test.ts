import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BrowserProvider, ContractFactory } from "ethers";
import { artifacts, network } from "hardhat";

type Connection = Awaited<ReturnType<typeof network.create>>;
let connection: Connection;
before(async () => {
  connection = await network.create();
});
after(() => connection.close());

test("the TypeScript side takes other branches of the plant than the Solidity side", async () => {
  const signer = await new BrowserProvider(connection.provider).getSigner();
  const { abi, bytecode } = await artifacts.readArtifact("BranchPlant");
  const plant = await new ContractFactory(abi, bytecode, signer).deploy();
  await plant.waitForDeployment();
  const call = (name: string, ...args: unknown[]) => plant.getFunction(name).staticCall(...args);
  assert.equal(await call("both", false), 2n);
  assert.equal(await call("oneWay", 3), 4n);
  await assert.rejects(call("oneWay", 10), /Refused/);
});
