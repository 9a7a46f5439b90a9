import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Contract, type Wallet } from "ethers";
import { faceOf } from "../deploy/pieces";
import { cancellable, roles } from "../deploy/roles";
import { ownChain } from "./kept-world";
import { callers, callOf, everyGuarded, isPart, openRoles, wallets } from "./role-steps";

const TWO_DAYS = 172_800;
const WEEK = 604_800;
const waiting = (await everyGuarded()).flatMap(({ role, ...each }) =>
  role !== "nobody" && !isPart(each.piece) && roles[role].delaySeconds > 0
    ? [{ ...each, role }]
    : [],
);

const world = ownChain(openRoles);
let mark: unknown;
beforeEach(async () => {
  mark = await world.rpc("evm_snapshot");
});
afterEach(() => world.rpc("evm_revert", mark));

/** Schedules a call and sees it refused before, let through at its time, and refused again a week later. */
const waitsFor = async (holder: Wallet, to: string, data: string): Promise<void> => {
  const answer = () => world.answerTo(holder.address, to, data);
  assert.equal(await answer(), "unscheduled");
  await world.tell(holder, "schedule", to, data, 0);
  assert.equal(await answer(), "too early");
  await world.travel(TWO_DAYS - 5);
  assert.equal(await answer(), "too early");
  await world.travel(5);
  assert.equal(await answer(), "let through");
  await world.travel(WEEK - 10);
  assert.equal(await answer(), "let through");
  await world.travel(10);
  assert.equal(await answer(), "expired");
};

const cancelsOnly = async (
  holder: Wallet,
  { to, data }: { to: string; data: string },
  allowed: readonly string[],
): Promise<void> => {
  await world.tell(holder, "schedule", to, data, 0);
  const cancel = faceOf("AccessManager").encodeFunctionData("cancel", [holder.address, to, data]);
  for (const { person, address } of callers) {
    const answer = await world.answerTo(address, world.at("AccessManager"), cancel);
    assert.equal(answer, allowed.includes(person) ? "let through" : "refused", person);
  }
};

describe("a call that waits", () => {
  for (const { piece, name, selector, role } of waiting) {
    test(`${piece.name}.${name}: 48 hours, then a week, and the guardian can cancel`, async () => {
      const [to, data] = [world.at(piece.name), callOf(piece.contract, selector)];
      await waitsFor(wallets[role], to, data);
      await cancelsOnly(wallets[role], { to, data }, [role, "guardian", "root"]);
      await world.tell(wallets.guardian, "cancel", wallets[role].address, to, data);
      assert.equal(await world.answerTo(wallets[role].address, to, data), "unscheduled");
    });
  }

  for (const name of [...cancellable, "revokeRole", "labelRole"]) {
    test(`AccessManager.${name}: 48 hours, then a week`, async () => {
      const selector = faceOf("AccessManager").getFunction(name)?.selector ?? "";
      const to = world.at("AccessManager");
      const data = callOf("AccessManager", selector);
      await waitsFor(wallets.root, to, data);
      const isCancellable = (cancellable as readonly string[]).includes(name);
      await cancelsOnly(
        ...([wallets.root, { to, data }] as const),
        isCancellable ? ["root", "guardian"] : ["root"],
      );
    });
  }

  test("exists: settings, attesters and root wait", () => {
    assert.ok(waiting.length > 0);
    assert.deepEqual(
      Object.entries(roles)
        .filter(([, { delaySeconds }]) => delaySeconds > 0)
        .map(([role]) => role)
        .sort(),
      ["admin", "attesterAdmin", "root"],
    );
  });

  test("takes effect once its time has come, and once only", async () => {
    const coin = world.at("SettlementCoinHKD");
    const core = new Contract(world.at("Receivables"), faceOf("Receivables"), world.chain);
    const data = faceOf("Receivables").encodeFunctionData("setCoin", [coin, false]);
    const to = world.at("Receivables");
    await world.tell(wallets.admin, "schedule", to, data, 0);
    await assert.rejects(world.tell(wallets.admin, "execute", to, data), /AccessManagerNotReady/);
    await world.travel(TWO_DAYS);
    await world.tell(wallets.admin, "execute", to, data);
    assert.equal(await core.getFunction("coinAllowed").staticCall(coin), false);
    await assert.rejects(
      world.tell(wallets.admin, "execute", to, data),
      /AccessManagerNotScheduled/,
    );
  });

  test("of root cannot be wrapped to escape its delay", async () => {
    const manager = faceOf("AccessManager");
    const to = world.at("AccessManager");
    const args = [roles.guardian.id, wallets.stranger.address, 0];
    const grant = manager.encodeFunctionData("grantRole", args);
    const wrapped = manager.encodeFunctionData("multicall", [[grant]]);
    await assert.rejects(world.tell(wallets.root, "multicall", [grant]), /NotScheduled/);
    await world.tell(wallets.root, "schedule", to, wrapped, 0);
    await world.travel(TWO_DAYS);
    await assert.rejects(
      world.tell(wallets.root, "execute", to, wrapped),
      /AccessManagerUnauthorizedAccount/,
    );
  });

  test("lets root take the guardian's role away although the guardian cancels everything it can", async () => {
    const manager = faceOf("AccessManager");
    const to = world.at("AccessManager");
    const args = [roles.guardian.id, wallets.guardian.address];
    const revoke = manager.encodeFunctionData("revokeRole", args);
    await world.tell(wallets.root, "schedule", to, revoke, 0);
    await assert.rejects(
      world.tell(wallets.guardian, "cancel", wallets.root.address, to, revoke),
      /AccessManagerUnauthorizedCancel/,
    );
    await world.travel(TWO_DAYS);
    await world.tell(wallets.root, "execute", to, revoke);
    const pause = callOf(
      "Receivables",
      faceOf("Receivables").getFunction("pauseFunding")?.selector ?? "",
    );
    const answer = await world.answerTo(wallets.guardian.address, world.at("Receivables"), pause);
    assert.equal(answer, "refused");
  });
});
