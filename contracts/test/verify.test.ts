import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { BrowserProvider, type Interface, id, keccak256, toBeHex, Wallet } from "ethers";
import { network } from "hardhat";
import { runtime } from "../../src/adapters/chain/generated/runtime";
import { type Deployed, deployOn } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";
import { faceOf } from "../deploy/pieces";
import type { DeploymentRecord } from "../deploy/record";
import { roles } from "../deploy/roles";
import { type Finding, verifyDeployment } from "../deploy/verify";

const stranger = new Wallet(id("a stranger")).address;

let connection: Awaited<ReturnType<typeof network.create>>;
let chain: BrowserProvider;
let made: Deployed;
let mark: unknown;
before(async () => {
  connection = await network.create();
  chain = new BrowserProvider(connection.provider, undefined, {
    ...{ cacheTimeout: -1, pollingInterval: 10 },
  });
  made = await deployOn({ chain });
});
beforeEach(async () => {
  mark = await chain.send("evm_snapshot", []);
});
afterEach(() => chain.send("evm_revert", [mark]));
after(() => connection.close());

const at = (name: string): string => made.addresses[name] ?? "";

/** The findings alone, each in words; there has to be exactly one. */
const only = async (
  about: Finding["about"],
  says: RegExp,
  record: DeploymentRecord = made.record,
): Promise<void> => {
  const { findings } = await verifyDeployment(chain, record);
  assert.deepEqual(
    findings.map((each) => each.about),
    [about],
    JSON.stringify(findings),
  );
  assert.match(findings[0]?.says ?? "", says);
};

/** The root of a local chain acts on the manager. */
const asRoot = async (name: string, ...args: unknown[]): Promise<void> => {
  const root = new Wallet(devKey("admin"), chain);
  const data = faceOf("AccessManager").encodeFunctionData(name, args);
  await (await root.sendTransaction({ to: at("AccessManager"), data })).wait();
};

const selectorOf = (face: Interface, name: string) => face.getFunction(name)?.selector;
const setFrozen = selectorOf(faceOf("Participants"), "setFrozen");

/** Writes over the code at a piece's address, from one byte on. */
const overwrite = async (name: string, byte: number, hex: string): Promise<string> => {
  const code = await chain.getCode(at(name));
  const changed = code.slice(0, 2 + 2 * byte) + hex + code.slice(2 + 2 * byte + hex.length);
  await chain.send("hardhat_setCode", [at(name), changed]);
  return changed;
};

/** The record with one contract's entry changed. */
const recorded = (name: string, change: object): DeploymentRecord => {
  const entry = made.record.contracts[name];
  assert.ok(entry);
  return {
    ...made.record,
    contracts: { ...made.record.contracts, [name]: { ...entry, ...change } },
  };
};

test("a deployment that is as it was made has no findings", async () => {
  const verdict = await verifyDeployment(chain, made.record);
  assert.deepEqual(verdict.findings, []);
  assert.equal(verdict.contracts, Object.keys(made.addresses).length);
  assert.ok(verdict.functions > 50 && verdict.roles === Object.keys(roles).length);
});

test("a record survives its file", async () => {
  const read = JSON.parse(JSON.stringify(made.record)) as DeploymentRecord;
  assert.deepEqual((await verifyDeployment(chain, read)).findings, []);
});

describe("a difference in code", () => {
  test("of one byte is seen by the record and by the build", async () => {
    await overwrite("Participants", 40, "ff");
    const { findings } = await verifyDeployment(chain, made.record);
    const code = findings.filter(({ about }) => about === "code").map(({ says }) => says);
    assert.deepEqual(code, [
      "Participants: the code is not the recorded one",
      "Participants: the code is not Participants of this build",
    ]);
  });

  test("is named where an immutable has another value", async () => {
    const [place = 0, ...more] = runtime.Receivables.immutables.TREASURY;
    for (const start of [place, ...more]) {
      await overwrite("Receivables", start, toBeHex(stranger, 32).slice(2));
    }
    const code = await chain.getCode(at("Receivables"));
    const record = recorded("Receivables", { runtimeHash: keccak256(code) });
    await only("immutable", /^Receivables\.TREASURY is 0x0{24}[0-9a-f]{40}, not 0x/, record);
  });

  test("is found in one of several places of an immutable", async () => {
    const places = runtime.CollectionAccount.immutables.RECEIVABLES;
    assert.ok(places.length > 1);
    const code = await overwrite("CollectionAccount", places.at(-1) ?? 0, "ff".repeat(32));
    const record = recorded("CollectionAccount", { runtimeHash: keccak256(code) });
    await only("immutable", /^CollectionAccount\.RECEIVABLES is 0xffff/, record);
  });

  test("is nothing at all where there is no contract", async () => {
    await chain.send("hardhat_setCode", [at("Market"), "0x"]);
    await only("code", /^Market: nothing is at 0x/);
  });
});

describe("a difference in the record", () => {
  test("is a contract that is missing, unknown, of another kind, build or making", async () => {
    const { Market, ...rest } = made.record.contracts;
    assert.ok(Market);
    await only("record", /Market is not recorded/, { ...made.record, contracts: rest });
    const more = { ...made.record.contracts, Vault: Market };
    await only("record", /Vault is recorded and not part/, { ...made.record, contracts: more });
    await only(
      "record",
      /Market is recorded as OrderLog/,
      recorded("Market", { contract: "OrderLog" }),
    );
    await only("record", /another build/, recorded("Market", { creationHash: id("other") }));
    await only("record", /created with \["0x/, recorded("Market", { args: [stranger] }));
  });

  test("is another chain", async () => {
    await only("chain", /the chain is 31337, the record is of 1/, { ...made.record, chainId: 1 });
  });
});

describe("a difference in wiring", () => {
  test("is a coin that is not allowed any more", async () => {
    const data = faceOf("Receivables").encodeFunctionData("setCoin", [
      at("SettlementCoinHKD"),
      false,
    ]);
    await asRoot("execute", at("Receivables"), data);
    await only("wiring", /^Receivables\.coinAllowed\(0x.*\) is false, not true/);
  });

  test("is a contract that asks another authority", async () => {
    await chain.send("hardhat_setCode", [stranger, await chain.getCode(at("AccessManager"))]);
    await asRoot("updateAuthority", at("Participants"), stranger);
    await only("wiring", /^Participants\.authority\(\) is 0x.*, not 0x/);
  });
});

describe("a difference in the role table", () => {
  test("is a function that fell to root, or is open to everybody", async () => {
    const { id: role } = roles.root;
    await asRoot("setTargetFunctionRole", at("Participants"), [setFrozen], role);
    await only("role", /Participants\.setFrozen is for root, not for compliance/);
    await asRoot("setTargetFunctionRole", at("Participants"), [setFrozen], 2n ** 64n - 1n);
    await only("role", /Participants\.setFrozen is for everybody, not for compliance/);
  });

  test("is a function the table does not name and somebody has", async () => {
    const selector = selectorOf(faceOf("Receivables"), "claim");
    await asRoot("setTargetFunctionRole", at("Receivables"), [selector], roles.operator.id);
    await only("role", /Receivables\.claim is for operator, not for root/);
  });

  test("is a member too many, also one whose role was invented", async () => {
    await asRoot("grantRole", roles.compliance.id, stranger, 0);
    await only("member", new RegExp(`${stranger} holds compliance too`));
    await asRoot("revokeRole", roles.compliance.id, stranger);
    assert.deepEqual((await verifyDeployment(chain, made.record)).findings, []);
    await asRoot("grantRole", 99, stranger, 0);
    await only("member", new RegExp(`${stranger} holds role 99 too`));
  });

  test("is a member who holds another one's role too", async () => {
    await asRoot("grantRole", roles.checker.id, made.record.holders.compliance, 0);
    await only("member", /holds checker too/);
  });

  test("is a holder who is none, or who waits for longer or shorter", async () => {
    const { guardian } = made.record.holders;
    await asRoot("revokeRole", roles.guardian.id, guardian);
    await only("role", new RegExp(`${guardian} is not guardian`));
    await asRoot("grantRole", roles.guardian.id, guardian, 60);
    await only("role", /acts as guardian after 60 s, not after 0 s/);
  });

  test("is a closed contract, another guardian, another who grants", async () => {
    await asRoot("setTargetClosed", at("Participants"), true);
    await only("role", /Participants is closed to every role/);
    await asRoot("setTargetClosed", at("Participants"), false);
    await asRoot("setRoleGuardian", roles.admin.id, roles.operator.id);
    await only("role", /operator can cancel what admin plans, not guardian/);
    await asRoot("setRoleGuardian", roles.admin.id, roles.guardian.id);
    await asRoot("setRoleAdmin", roles.compliance.id, roles.operator.id);
    await only("role", /operator can grant compliance, not root/);
  });

  test("is every delay that is not in force where the record says that it is", async () => {
    const { findings } = await verifyDeployment(chain, { ...made.record, isDelayed: true });
    const delayed = Object.values(roles).filter(({ delaySeconds }) => delaySeconds > 0);
    assert.deepEqual(
      findings.map(({ about }) => about),
      delayed.map(() => "role"),
    );
    assert.ok(findings.every(({ says }) => says.endsWith("after 0 s, not after 172800 s")));
  });
});
