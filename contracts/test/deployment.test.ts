import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BrowserProvider, getCreateAddress, id, Wallet } from "ethers";
import { network } from "hardhat";
import { type DeployOptions, deployOn, type Holders } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";
import { permissionDifferences, strangers } from "../deploy/permissions";
import { allCoins, piecesOf } from "../deploy/pieces";
import { roles } from "../deploy/roles";
import { wiringDifferences } from "../deploy/wiring";

const DEPLOYER = devKey("admin");
const NOTHING = { deployer: "", treasury: "", baseUri: "", predecessor: "", issuerLicence: "" };
const CREATIONS = piecesOf(NOTHING).length;

/** Every role in another hand, none of them the deployer's. */
const holders = Object.fromEntries(
  [...Object.keys(roles), "treasury"].map((role) => [
    role,
    new Wallet(id(`holds ${role}`)).address,
  ]),
) as Holders;

type Fault = "before" | "after";

/** A chain of its own; `cutAt` makes the transaction of that number fail, before it reaches the node or after. */
const openChain = async () => {
  const connection = await network.create();
  let sent = 0;
  let cut: { at: number; fault: Fault } | undefined;
  const request = async (asked: { method: string; params?: unknown[] }) => {
    const isSend = asked.method === "eth_sendRawTransaction";
    if (isSend) sent += 1;
    const isCut = isSend && sent === cut?.at;
    if (isCut && cut?.fault === "before") throw new Error("the line is cut");
    const answer = await connection.provider.request(asked);
    if (isCut) throw new Error("the line is cut");
    return answer;
  };
  const chain = new BrowserProvider({ request }, undefined, {
    cacheTimeout: -1,
    pollingInterval: 10,
  });
  return {
    chain,
    sent: () => sent,
    cutAt: (at: number, fault: Fault) => {
      sent = 0;
      cut = { at, fault };
    },
    mend: () => {
      sent = 0;
      cut = undefined;
    },
    close: () => connection.close(),
  };
};

type Chain = Awaited<ReturnType<typeof openChain>>;

const run = ({ chain }: Chain, more: Partial<DeployOptions> = {}) =>
  deployOn({ chain, deployerKey: DEPLOYER, holders, isDelayed: true, ...more });

/** With the development accounts: the deployer stays root, and every coin gets its minter and a report on its reserve. */
const runForDevelopment = ({ chain }: Chain) => deployOn({ chain });

/** Nothing of a set differs from what it should be. */
const isWhole = async (
  { chain }: Chain,
  { addresses, record }: Awaited<ReturnType<typeof run>>,
) => {
  const at = (name: string) => addresses[name] ?? "";
  const plan = { ...record, pieces: piecesOf(record), at };
  assert.deepEqual(await permissionDifferences(chain, plan, { every: true }), []);
  assert.deepEqual(await wiringDifferences(chain, plan), []);
  assert.deepEqual(await strangers(chain, plan, record.block), []);
};

describe("a deployment", () => {
  test("hands every role to its holder and keeps none", async () => {
    const world = await openChain();
    await isWhole(world, await run(world));
    assert.equal(world.sent(), CREATIONS + 1);
    await world.close();
  });

  test("sends nothing where the set is known, and says the same", async () => {
    const world = await openChain();
    const first = await run(world);
    world.mend();
    const second = await run(world, { known: first.addresses });
    assert.equal(world.sent(), 0);
    assert.deepEqual(second, first);
    await world.close();
  });

  test("refuses a known address with other code", async () => {
    const world = await openChain();
    const { addresses } = await run(world);
    const known = { ...addresses, Participants: addresses.AccessManager ?? "" };
    await assert.rejects(
      run(world, { known }),
      /Participants at .* is not a contract of this build/,
    );
    await world.close();
  });

  test("cannot be mended by a deployer who has stepped down, and names what is wrong", async () => {
    const world = await openChain();
    const { addresses } = await run(world);
    const other = { ...holders, guardian: new Wallet(id("another guardian")).address };
    const again = deployOn({
      ...{ chain: world.chain, deployerKey: DEPLOYER, isDelayed: true },
      ...{ holders: other, known: addresses },
    });
    await assert.rejects(again, /The deployer is not root here.*is not guardian/);
    await world.close();
  });

  const ways = [
    { name: "with holders", start: run, count: CREATIONS + 1 },
    {
      name: "for development",
      start: runForDevelopment,
      count: CREATIONS + 1 + 2 * allCoins.length,
    },
  ];
  for (const { name, start, count } of ways) {
    for (const fault of ["before", "after"] as const) {
      test(`${name}, cut ${fault} the node had any transaction, is finished by the next run`, async () => {
        for (let at = 1; at <= count; at += 1) {
          const world = await openChain();
          world.cutAt(at, fault);
          await assert.rejects(start(world), /the line is cut/);
          world.mend();
          const made = await start(world);
          const wasSent = fault === "after" ? at : at - 1;
          // A complete set that nobody recorded is left alone on a local chain.
          const left = wasSent === count ? count : count - wasSent;
          assert.equal(world.sent(), left, `cut at ${at}`);
          await isWhole(world, made);
          await world.close();
        }
      });
    }
  }

  test("makes anew what names an address that came to nothing", async () => {
    const world = await openChain();
    const order = piecesOf(NOTHING).map(({ name }) => name);
    // The collection account is there, and then the deployer spends the nonce that its core was to have.
    world.cutAt(order.indexOf("CollectionAccount") + 2, "before");
    await assert.rejects(run(world), /the line is cut/);
    const deployer = new Wallet(DEPLOYER, world.chain);
    await (await deployer.sendTransaction({ to: deployer.address, value: 1n })).wait();
    world.mend();
    const made = await run(world);
    assert.equal(world.sent(), CREATIONS - order.indexOf("CollectionAccount") + 1);
    const orphan = getCreateAddress({
      from: deployer.address,
      nonce: order.indexOf("CollectionAccount"),
    });
    assert.notEqual(made.addresses.CollectionAccount, orphan);
    await isWhole(world, made);
    await world.close();
  });
});
