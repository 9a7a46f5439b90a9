import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BrowserProvider } from "ethers";
import { network } from "hardhat";
import { deployMock } from "./mock";

type Connection = Awaited<ReturnType<typeof network.create>>;
let connection: Connection;
before(async () => {
  connection = await network.create();
});
after(() => connection.close());

test("the TypeScript side takes other branches of the plant than the Solidity side", async () => {
  const signer = await new BrowserProvider(connection.provider).getSigner();
  const plant = await deployMock(signer, "BranchPlant");
  const call = (name: string, ...args: unknown[]) => plant.getFunction(name).staticCall(...args);
  assert.equal(await call("both", false), 2n);
  assert.equal(await call("oneWay", 3), 4n);
  await assert.rejects(call("oneWay", 10), /Refused/);
});
