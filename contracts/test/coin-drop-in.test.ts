import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { EventFragment, FunctionFragment, Interface, id, type ParamType } from "ethers";
import { settlementCoinAbi } from "../../src/adapters/chain/generated/abi";
import { makeCoinWorld } from "./coin-world";
import { ownChain } from "./kept-world";
import { refuses } from "./refuses";

/** Every function of the leading coin's implementation (its version 2.2) that we answer in the same form. */
const ANSWERED = [
  "function CANCEL_AUTHORIZATION_TYPEHASH() view returns (bytes32)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function PERMIT_TYPEHASH() view returns (bytes32)",
  "function RECEIVE_WITH_AUTHORIZATION_TYPEHASH() view returns (bytes32)",
  "function TRANSFER_WITH_AUTHORIZATION_TYPEHASH() view returns (bytes32)",
  "function allowance(address owner, address spender) view returns (uint256)",
  "function approve(address spender, uint256 value) returns (bool)",
  "function authorizationState(address authorizer, bytes32 nonce) view returns (bool)",
  "function balanceOf(address account) view returns (uint256)",
  "function blacklist(address account)",
  "function blacklister() view returns (address)",
  "function burn(uint256 amount)",
  "function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
  "function cancelAuthorization(address authorizer, bytes32 nonce, bytes signature)",
  "function configureMinter(address minter, uint256 minterAllowedAmount) returns (bool)",
  "function currency() view returns (string)",
  "function decimals() view returns (uint8)",
  "function decreaseAllowance(address spender, uint256 decrement) returns (bool)",
  "function increaseAllowance(address spender, uint256 increment) returns (bool)",
  "function isBlacklisted(address account) view returns (bool)",
  "function isMinter(address account) view returns (bool)",
  "function masterMinter() view returns (address)",
  "function mint(address to, uint256 amount) returns (bool)",
  "function minterAllowance(address minter) view returns (uint256)",
  "function name() view returns (string)",
  "function nonces(address owner) view returns (uint256)",
  "function owner() view returns (address)",
  "function pause()",
  "function paused() view returns (bool)",
  "function pauser() view returns (address)",
  "function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
  "function permit(address owner, address spender, uint256 value, uint256 deadline, bytes signature)",
  "function receiveWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
  "function receiveWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, bytes signature)",
  "function removeMinter(address minter) returns (bool)",
  "function rescueERC20(address tokenContract, address to, uint256 amount)",
  "function rescuer() view returns (address)",
  "function symbol() view returns (string)",
  "function totalSupply() view returns (uint256)",
  "function transfer(address to, uint256 value) returns (bool)",
  "function transferFrom(address from, address to, uint256 value) returns (bool)",
  "function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
  "function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, bytes signature)",
  "function unBlacklist(address account)",
  "function unpause()",
  "function version() view returns (string)",
];

const NO_PROXY = "a coin is complete when it is created; there is no proxy to fill in";
const MANAGER = "roles are moved in the access manager, where grants can wait and be cancelled";

/** What it has besides, and why nothing here answers to it. */
const UNANSWERED: Readonly<Record<string, string>> = {
  "initialize(string,string,string,uint8,address,address,address,address)": NO_PROXY,
  "initializeV2(string)": NO_PROXY,
  "initializeV2_1(address)": NO_PROXY,
  "initializeV2_2(address[],string)": NO_PROXY,
  "transferOwnership(address)": MANAGER,
  "updateBlacklister(address)": MANAGER,
  "updateMasterMinter(address)": MANAGER,
  "updatePauser(address)": MANAGER,
  "updateRescuer(address)": MANAGER,
};

const EMITTED = [
  "event Approval(address indexed owner, address indexed spender, uint256 value)",
  "event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce)",
  "event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)",
  "event Blacklisted(address indexed account)",
  "event Burn(address indexed burner, uint256 amount)",
  "event Mint(address indexed minter, address indexed to, uint256 amount)",
  "event MinterConfigured(address indexed minter, uint256 minterAllowedAmount)",
  "event MinterRemoved(address indexed oldMinter)",
  "event Pause()",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
  "event UnBlacklisted(address indexed account)",
  "event Unpause()",
];

/** Its events that tell of a role in new hands: the access manager emits RoleGranted and RoleRevoked instead. */
const NEVER_EMITTED = [
  "event BlacklisterChanged(address indexed newBlacklister)",
  "event MasterMinterChanged(address indexed newMasterMinter)",
  "event OwnershipTransferred(address previousOwner, address newOwner)",
  "event PauserChanged(address indexed newAddress)",
  "event RescuerChanged(address indexed newRescuer)",
];

const ours = new Interface(settlementCoinAbi);
const zeroOf = ({ type }: ParamType): unknown =>
  ({ address: `0x${"0".repeat(40)}`, bytes: "0x", bytes32: `0x${"0".repeat(64)}` })[type] ?? 0;
const shapeOf = (inputs: readonly ParamType[]) =>
  inputs.map(({ type, indexed }) => (indexed ? `${type} indexed` : type));

const world = ownChain(makeCoinWorld);

/** What the coin says to a bare call: data, or the data of its refusal. */
const answerTo = async (data: string) => {
  const from = world.people.stranger.address;
  try {
    return { data: await world.rpc("eth_call", { from, to: world.coin.target, data }, "latest") };
  } catch (problem) {
    const { error, data: direct } = problem as { error?: { data?: unknown }; data?: unknown };
    const told = direct ?? error?.data;
    return { refusal: typeof told === "string" ? told : JSON.stringify(told ?? "0x") };
  }
};

describe("code written for the leading coin runs unchanged", () => {
  for (const text of ANSWERED) {
    const wanted = FunctionFragment.from(text);
    test(`${wanted.format("sighash")} is answered`, async () => {
      const has = ours.getFunction(wanted.selector);
      assert.ok(has, "not in the interface");
      assert.deepEqual(shapeOf(has.outputs), shapeOf(wanted.outputs));
      assert.equal(has.constant, wanted.constant);
      assert.equal(has.payable, false);
      const args = wanted.inputs.map(zeroOf);
      const data = new Interface([wanted]).encodeFunctionData(wanted, args);
      const { data: answer, refusal } = await answerTo(data);
      // A function that is not there refuses without a word.
      if (refusal !== undefined) assert.match(refusal, /0x[0-9a-f]{8}/, "refused without a reason");
      else if (wanted.outputs.length > 0) assert.ok(answer.length >= 66, "no answer");
      if (wanted.constant) assert.equal(refusal, undefined, "a question was refused");
    });
  }

  for (const [signature, reason] of Object.entries(UNANSWERED)) {
    test(`${signature} is not there: ${reason}`, async () => {
      const selector = id(signature).slice(0, 10);
      assert.equal(ours.getFunction(selector), null);
      const { refusal } = await answerTo(`${selector}${"0".repeat(64 * 8)}`);
      assert.ok(refusal !== undefined, "answered");
      assert.doesNotMatch(refusal, /0x[0-9a-f]{8}/);
    });
  }

  for (const text of EMITTED) {
    const wanted = EventFragment.from(text);
    test(`${wanted.format("sighash")} has the same topics`, () => {
      const has = ours.getEvent(wanted.topicHash);
      assert.ok(has, "not in the interface");
      assert.deepEqual(shapeOf(has.inputs), shapeOf(wanted.inputs));
    });
  }

  test("events of roles in new hands come from the access manager", () => {
    for (const text of NEVER_EMITTED) {
      assert.equal(ours.getEvent(EventFragment.from(text).topicHash), null);
    }
  });

  test("the type hashes are those wallets and libraries have written down", async () => {
    const hashes = {
      TRANSFER_WITH_AUTHORIZATION_TYPEHASH:
        "0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267",
      RECEIVE_WITH_AUTHORIZATION_TYPEHASH:
        "0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8",
      CANCEL_AUTHORIZATION_TYPEHASH:
        "0x158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a1597429",
      PERMIT_TYPEHASH: "0x6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9",
    };
    for (const [name, wanted] of Object.entries(hashes)) {
      assert.equal(await world.coin.getFunction(name).staticCall(), wanted, name);
    }
    assert.equal(await world.coin.getFunction("decimals").staticCall(), 6n);
    assert.equal(await world.coin.getFunction("version").staticCall(), "2");
  });

  test("transferFrom of one's own needs an allowance too, and uses it up", async () => {
    const { lenderA, lenderB } = world.people;
    const take = (amount: bigint) =>
      world.act(lenderA, world.coin, "transferFrom", [lenderA.address, lenderB.address, amount]);
    await refuses(take(4n), "ERC20InsufficientAllowance");
    await world.act(lenderA, world.coin, "approve", [lenderA.address, 10n]);
    await take(4n);
    const left = world.coin.getFunction("allowance").staticCall(lenderA.address, lenderA.address);
    assert.equal(await left, 6n);
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    await refuses(take(4n), "AccountBlacklisted");
  });
});
