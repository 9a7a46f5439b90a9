import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { eventsOf, NOBODY, noteSteps } from "./note-steps";
import { makeRandom } from "./random";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain, conserved } = lifeSteps(world);
const steps = noteSteps(world);
const { as, exactly, note, move, freeze, bar, holding } = steps;

const frozenOf = async (...args: unknown[]): Promise<bigint> =>
  world.call("getFrozenTokens", ...args);

describe("who may send and receive", () => {
  test("a frozen account neither; a lapsed, unlicensed or unknown one only sends", async () => {
    const { lenderA, lenderB, lenderC, seller, stranger } = world.people;
    const expiry = (await world.now()) + DAY;
    await world.enter(lenderB, 6, 2, 1, expiry);
    await world.enter(lenderC, 7, 2, 0, world.far);
    const expected = new Map<{ address: string }, [boolean, boolean]>([
      [lenderA, [true, true]],
      [lenderB, [true, true]],
      [lenderC, [true, false]],
      [seller, [true, false]],
      [stranger, [true, false]],
      [{ address: NOBODY }, [true, false]],
    ]);
    const check = async () => {
      for (const [{ address }, may] of expected) {
        const found = [
          await world.call("canSend", address),
          await world.call("canReceive", address),
        ];
        assert.deepEqual(found, may, address);
      }
    };
    await check();
    await world.travelTo(expiry + 1);
    expected.set(lenderB, [true, false]);
    await bar(lenderA);
    expected.set(lenderA, [false, false]);
    await check();
  });

  test("a licence holds at its last second and not one later", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const expiry = (await world.now()) + DAY;
    await world.enter(lenderB, 6, 2, 1, expiry);
    const args = [lenderA.address, lenderB.address, note(deal), 1n, "0x"] as const;
    await exactly(expiry, lenderA, "safeTransferFrom", ...args);
    await refuses(
      exactly(expiry + 1, lenderA, "safeTransferFrom", ...args),
      "ERC7943CannotReceive",
    );
  });
});

test("canTransfer agrees with safeTransferFrom in 240 random states", async () => {
  const { lenderA, lenderB, lenderC, seller, stranger } = world.people;
  const { deal } = await released();
  const { deal: later } = await released();
  await world.settle(later, 100n * K, [lenderA]);
  const { small: below, pick } = makeRandom(20_261_122n);
  const lenders = [lenderA, lenderB, lenderC];
  const accounts = [...lenders, ...lenders, ...lenders, seller, stranger, { address: NOBODY }];
  const ids = [...Array(6).fill(note(deal)), note(later), note(deal) ^ 1n, 1n];
  const near = async (from: string, id: bigint): Promise<bigint> => {
    const [units, frozen] = [await world.call("balanceOf", from, id), await frozenOf(from, id)];
    return pick([0n, 1n, units, units + 1n, frozen, units - frozen, units - frozen + 1n]);
  };
  const counts = { yes: 0, no: 0 };
  for (let round = 0; round < 240; round += 1) {
    const subject = pick(lenders);
    const kind = below(5);
    if (kind === 0) await bar(subject, below(4) === 0);
    if (kind === 1) {
      const [roles, licence, expiry] = pick([
        ...[1, 2, 3, 4].map(() => [2, 1, world.far] as const),
        ...([
          [1, 1, world.far],
          [2, 0, world.far],
          [2, 1, 1],
        ] as const),
      ]);
      await world.enter(subject, 5, roles, licence, expiry);
    }
    if (kind === 2) {
      const units: bigint = await world.units(deal, subject);
      await freeze(deal, subject, pick([0n, 1n, units / 2n, units, units + 1n]));
    }
    const [from, to, id] = [pick(accounts), pick(accounts), pick(ids)];
    const amount = await near(from.address, id);
    const units = amount < 0n ? 0n : amount;
    const said = await world.call("canTransfer", from.address, to.address, id, units);
    const data = world.receivables.interface.encodeFunctionData("safeTransferFrom", [
      ...[from.address, to.address, id, units, "0x"],
    ]);
    const call = { from: from.address, to: world.receivables.target, data };
    const done = await world.provider.call(call).then(
      () => true,
      () => false,
    );
    assert.equal(said, done, `round ${round}: ${from.address} ${to.address} ${id} ${units}`);
    counts[said ? "yes" : "no"] += 1;
    const { lenderA: giver, lenderB: taker } = world.people;
    if (said && kind === 3 && from === giver && to === taker && id === note(deal))
      await move(deal, giver, taker, units);
  }
  assert.ok(counts.yes > 30 && counts.no > 60, `too one-sided: ${JSON.stringify(counts)}`);
});

describe("frozen units", () => {
  test("stay where they are, to the unit, and say how many are free", async () => {
    const { lenderA, lenderC } = world.people;
    const { deal } = await released();
    const receipt = await freeze(deal, lenderA, 20n * K);
    const [event] = eventsOf(receipt, world.receivables.interface);
    assert.equal(event?.name, "Frozen");
    assert.deepEqual([...(event?.args ?? [])], [lenderA.address, note(deal), 20n * K]);
    const free = 30n * K;
    assert.equal(
      await world.call("canTransfer", lenderA.address, lenderC.address, note(deal), free + 1n),
      false,
    );
    await refuses(move(deal, lenderA, lenderC, free + 1n), "ERC7943InsufficientUnfrozenBalance");
    await refuses(move(deal, lenderA, lenderA, free + 1n), "ERC7943InsufficientUnfrozenBalance");
    await refuses(move(deal, lenderA, lenderC, 50n * K + 1n), "ERC1155InsufficientBalance");
    const ids = [note(deal), note(deal)];
    const batch = [lenderA.address, lenderC.address, ids, [free, 1n], "0x"] as const;
    await refuses(
      as(lenderA, "safeBatchTransferFrom", ...batch),
      "ERC7943InsufficientUnfrozenBalance",
    );
    await move(deal, lenderA, lenderC, free);
    assert.deepEqual(await holding(deal, lenderA), {
      ...{ units: 20n * K, paid: 0n, credit: 0n, frozen: 20n * K },
    });
    await freeze(deal, lenderA, 0n);
    await move(deal, lenderA, lenderC, 20n * K);
  });

  test("more than is held withholds what comes later, by funding or by transfer", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const deal = await world.makeDeal();
    await freeze(deal, lenderA, 60n * K);
    assert.equal(await frozenOf(lenderA.address, note(deal)), 60n * K);
    await world.fund(deal, lenderA, 50n * K);
    await world.fund(deal, lenderB, 20n * K);
    await refuses(move(deal, lenderA, lenderC, 1n), "ERC7943InsufficientUnfrozenBalance");
    await move(deal, lenderB, lenderA, 11n * K);
    await move(deal, lenderA, lenderC, K);
    await refuses(move(deal, lenderA, lenderC, 1n), "ERC7943InsufficientUnfrozenBalance");
  });

  test("can be set by compliance alone, for notes, up to 2^56 - 1", async () => {
    const { lenderA } = world.people;
    const { deal } = await released();
    const args = [lenderA.address, note(deal)] as const;
    for (const who of [world.checker, world.guardian, world.operator, lenderA])
      await refuses(as(who, "setFrozenTokens", ...args, 1n), "AccessManagedUnauthorized");
    await freeze(deal, lenderA, 2n ** 56n - 1n);
    assert.equal((await holding(deal, lenderA)).units, 50n * K);
    await refuses(freeze(deal, lenderA, 2n ** 56n), "InvalidAmount");
    const title = [lenderA.address, note(deal) ^ 1n, 1n];
    await refuses(as(world.compliance, "setFrozenTokens", ...title), "TitleNotTransferable");
  });

  test("are repaid all the same, in part and in full, and no lender is paid less because of them", async () => {
    const { lenderA, lenderB } = world.people;
    const run = async (isFrozen: boolean): Promise<bigint[]> => {
      const mark = await world.rpc("evm_snapshot");
      const { deal } = await released();
      if (isFrozen) await freeze(deal, lenderA, 2n ** 56n - 1n);
      const paid: bigint[] = [];
      for (const amount of [10n * K + 1n, 90n * K])
        for (const who of [lenderA, lenderB]) {
          if (who === lenderA) await world.settle(deal, amount);
          paid.push(await gain(who, () => world.relay("payOut", [deal, [who.address]])));
        }
      await conserved(deal, [lenderA, lenderB]);
      await world.rpc("evm_revert", mark);
      return paid;
    };
    const [plain, frozen] = [await run(false), await run(true)];
    assert.ok(plain.every((each) => each > 0n));
    assert.deepEqual(frozen, plain);
  });

  test("that burn count as frozen no more, and say so before they burn", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await freeze(deal, lenderA, 60n * K);
    const receipt = await world.settle(deal, 100n * K, [lenderA, lenderB]);
    const events = eventsOf(receipt, world.receivables.interface);
    const at = events.findIndex(({ name }) => name === "Frozen");
    assert.deepEqual([...(events[at]?.args ?? [])], [lenderA.address, note(deal), 10n * K]);
    const burn = events[at + 1];
    assert.equal(burn?.name, "TransferSingle");
    assert.deepEqual([burn.args[1], burn.args[2]], [lenderA.address, NOBODY]);
    assert.equal(events.filter(({ name }) => name === "Frozen").length, 1);
    assert.deepEqual(await holding(deal, lenderA), {
      ...{ units: 0n, paid: 0n, credit: 0n, frozen: 10n * K },
    });
  });
});
