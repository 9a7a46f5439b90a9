import { describe, test } from "node:test";
import { ContractFactory, getCreateAddress, ZeroAddress } from "ethers";
import { bytecode } from "../../src/adapters/chain/generated/bytecode";
import { type ContractName, faceOf, piecesOf } from "../deploy/pieces";
import { ownChain } from "./kept-world";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = ownChain(makeWorld);

const makings = {
  ...{ deployer: "", baseUri: "https://example.test/", issuerLicence: "none" },
  ...{ treasury: `0x${"7e".repeat(20)}`, predecessor: ZeroAddress },
};

/** Deploys one more of a piece beside the set, some arguments of its constructor replaced. */
const make = async (name: ContractName, change: Readonly<Record<number, string>> = {}) => {
  const piece = piecesOf(makings).find((each) => each.name === name);
  const given = piece?.args((other) => world.addresses[other] ?? "") ?? [];
  const args = given.map((each, index) => change[index] ?? each);
  const factory = new ContractFactory(faceOf(name), bytecode[name], world.people.relayer);
  const { data } = await factory.getDeployTransaction(...args);
  try {
    return await world.provider.call({ from: world.people.relayer.address, data });
  } catch (problem) {
    const { data: answer } = problem as { data?: string };
    throw Object.assign(new Error(name), { revert: faceOf(name).parseError(answer ?? "0x") });
  }
};

describe("what does not belong together is not made", () => {
  test("Receivables with the collection accounts of another, with nobody to take fees, or beside one that funds", async () => {
    const { relayer } = world.people;
    await refuses(make("Receivables"), "NotEligible");
    const nonce = await relayer.getNonce();
    const own = getCreateAddress({ from: relayer.address, nonce: nonce + 1 });
    const code = bytecode.CollectionAccount;
    const factory = new ContractFactory(faceOf("CollectionAccount"), code, relayer);
    const accounts = await (await (await factory.deploy(own)).waitForDeployment()).getAddress();
    await refuses(make("Receivables", { 2: accounts, 3: ZeroAddress }), "NotEligible");
    const first = String(world.receivables.target);
    await refuses(make("Receivables", { 2: accounts, 6: first }), "NotSunset");
    await make("Receivables", { 2: accounts });
  });

  test("a piece that would hand on to where there is no code", async () => {
    const { address } = world.people.stranger;
    await refuses(make("ReceivablesNotes", { 4: address }), "NoCode");
    await refuses(make("ReceivablesDisputes", { 3: address }), "NoCode");
    await refuses(make("ReceivablesServicing", { 3: address }), "NoCode");
    await refuses(make("Receivables", { 4: address }), "NoCode");
    await make("ReceivablesNotes");
  });
});
