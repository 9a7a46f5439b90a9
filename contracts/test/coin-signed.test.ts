import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { orderProof, ordersRoot } from "../../src/core/order-root/order-root";
import { orderLogBatchTypedData, orderLogDomain } from "../../src/core/typed-data/order-log";
import type { ReserveReport } from "../../src/core/typed-data/reserve";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { makeCoinWorld } from "./coin-world";
import { DAY, freshHash, hexOf, UNIT } from "./ground";
import { keptWorld } from "./kept-world";
import { refuses } from "./refuses";

const world = keptWorld(makeCoinWorld);

const reportOf = async (change: Partial<ReserveReport> = {}): Promise<ReserveReport> => ({
  currency: "HKD",
  total: 9_000_000n * UNIT,
  lines: [
    { assetClass: 0, currency: "HKD", amount: 5_000_000n * UNIT },
    { assetClass: 2, currency: "USD", amount: 4_000_000n * UNIT },
  ],
  asOf: await world.now(),
  reportHash: freshHash(),
  ...change,
});

describe("what attesters sign with our builder", () => {
  test("is what the register checks, and bounds the coin from then on", async () => {
    const report = await reportOf();
    const signatures = (await world.signReport(report)).slice(0, 2);
    const { stranger } = world.people;
    await world.act(stranger, world.reserves, "attest", [report, signatures]);
    const latest = await world.reserves.getFunction("latest").staticCall("HKD");
    assert.equal(latest.total, report.total);
    const [, supply, , headroom] = await world.reserves.getFunction("coverage").staticCall("HKD");
    const more = [stranger.address, headroom + 1n];
    await refuses(world.act(world.operator, world.coin, "mint", more), "ReserveTooSmall");
    await world.act(world.operator, world.coin, "mint", [stranger.address, headroom]);
    assert.equal(await world.coin.getFunction("totalSupply").staticCall(), supply + headroom);
  });

  test("counts from a quorum on, each attester once", async () => {
    const report = await reportOf();
    const [first, second] = await world.signReport(report);
    const { stranger } = world.people;
    const bring = (signatures: unknown[]) =>
      world.act(stranger, world.reserves, "attest", [report, signatures]);
    await refuses(bring([first]), "QuorumMissing");
    await refuses(bring([first, first]), "AttestersNotSorted");
    await refuses(bring([second, first]), "AttestersNotSorted");
    await bring([first, second]);
  });

  test("grows stale after two days: then nothing is minted, and everything else goes on", async () => {
    const { buyer, lenderA } = world.people;
    await world.travel(3 * DAY);
    const mint = () => world.act(world.operator, world.coin, "mint", [buyer.address, UNIT]);
    await refuses(mint(), "ReserveStale");
    await world.pay(buyer, lenderA.address, UNIT);
    const request = [UNIT, freshHash()];
    await world.act(buyer, world.coin, "requestRedemption", request);
    await world.act(world.redeemer, world.coin, "completeRedemption", [1, freshHash()]);
    const report = await reportOf();
    await world.act(buyer, world.reserves, "attest", [report, await world.signReport(report)]);
    await mint();
  });
});

describe("what a publisher signs with our builder", () => {
  const orders = Array.from({ length: 5 }, () => ({
    orderKey: freshHash(),
    contentHash: freshHash(),
  }));

  test("puts a batch on record, and every order in it can be proven with our proofs", async () => {
    const { warehouse, relayer } = world.people;
    const root = ordersRoot(orders);
    const batch = {
      ...{ publisher: hexOf(warehouse), kind: 0, root, leaves: 5n, sequence: 1n },
      expiry: (await world.now()) + DAY,
    };
    const domain = orderLogDomain(world.chainId, world.at("OrderLog") as Hex);
    const signature = await world.sign(warehouse, orderLogBatchTypedData(domain, batch));
    const receipt = await world.act(relayer, world.orderLog, "anchor", [batch, signature]);
    const moment = (await world.provider.getBlock(receipt.blockNumber))?.timestamp;
    const proven = world.orderLog.getFunction("entryProvenAt");
    for (const [index, { orderKey, contentHash }] of orders.entries()) {
      const proof = orderProof(orders, index);
      const args = [warehouse.address, root, orderKey, contentHash, proof];
      assert.equal(await proven.staticCall(...args), BigInt(moment ?? 0));
      const altered = [warehouse.address, root, orderKey, freshHash(), proof];
      assert.equal(await proven.staticCall(...altered), 0n);
    }
    const again = world.act(relayer, world.orderLog, "anchor", [batch, signature]);
    await refuses(again, "WrongSequence");
  });
});
