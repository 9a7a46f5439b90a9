import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Wallet } from "ethers";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { eventsOf, NOBODY, noteSteps, selectorOf } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain, conserved } = lifeSteps(world);
const { as, note, move, bar, freeze, holding, due, distributed, makeSale, buy, force, makeWallet } =
  noteSteps(world);

const batch = (from: Wallet, to: { address: string }, ids: bigint[], values: bigint[], by = from) =>
  as(by, "safeBatchTransferFrom", from.address, to.address, ids, values, "0x");

describe("ERC-1155", () => {
  test("says which interfaces it has", async () => {
    const has = (id: string): Promise<boolean> => world.call("supportsInterface", id);
    for (const id of ["0x01ffc9a7", "0xd9b67a26", "0x0e89341c", "0x41c4fbad"])
      assert.equal(await has(id), true, id);
    for (const id of ["0xffffffff", "0x4e2312e0", "0x3edbb4c4", "0x80ac58cd"])
      assert.equal(await has(id), false, id);
  });

  test("balances: units of a note, one of a title, none of anything else", async () => {
    const { lenderA, lenderB, seller, stranger } = world.people;
    const { deal } = await released();
    const title = BigInt(deal.terms.receivable);
    const accounts = [lenderA, lenderB, seller, seller, stranger].map(({ address }) => address);
    const ids = [note(deal), note(deal), title, note(deal), note(deal)];
    const balances = await world.call("balanceOfBatch", accounts, ids);
    assert.deepEqual([...balances], [50n * K, 30n * K, 1n, 0n, 0n]);
    for (const [index, account] of accounts.entries())
      assert.equal(await world.call("balanceOf", account, ids[index]), balances[index]);
    assert.equal(await world.call("balanceOf", NOBODY, title ^ 2n), 0n);
    await refuses(world.call("balanceOfBatch", accounts, [title]), "ERC1155InvalidArrayLength");
  });

  test("a transfer says who moved what, and refuses what is not there or not allowed", async () => {
    const { lenderA, lenderB, lenderC, stranger } = world.people;
    const { deal } = await released();
    const receipt = await move(deal, lenderA, lenderC, 3n * K);
    const [moved, ...rest] = eventsOf(receipt, world.receivables.interface);
    assert.equal(moved?.name, "TransferSingle");
    const { address } = lenderA;
    assert.deepEqual([...moved.args], [address, address, lenderC.address, note(deal), 3n * K]);
    assert.deepEqual(rest, []);
    await refuses(move(deal, lenderA, lenderC, 47n * K + 1n), "ERC1155InsufficientBalance");
    await refuses(move(deal, lenderA, { address: NOBODY }, K), "ERC1155InvalidReceiver");
    await refuses(move(deal, lenderA, lenderC, K, lenderB), "ERC1155MissingApprovalForAll");
    await refuses(move(deal, lenderA, stranger, K), "ERC7943CannotReceive");
    await move(deal, lenderA, lenderA, 47n * K);
    await move(deal, lenderA, lenderB, 0n);
    assert.equal(await world.units(deal, lenderA), 47n * K);
    assert.equal(await world.units(deal, lenderB), 30n * K);
  });

  test("an operator moves what its owner allows, until it is revoked or frozen", async () => {
    const { lenderA, lenderB, lenderC, stranger } = world.people;
    const { deal } = await released();
    const receipt = await as(lenderA, "setApprovalForAll", stranger.address, true);
    const [event] = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual([...(event?.args ?? [])], [lenderA.address, stranger.address, true]);
    assert.equal(await world.call("isApprovedForAll", lenderA.address, stranger.address), true);
    assert.equal(await world.call("isApprovedForAll", stranger.address, lenderA.address), false);
    await move(deal, lenderA, lenderC, K, stranger);
    await batch(lenderA, lenderC, [note(deal)], [K], stranger);
    await refuses(move(deal, lenderB, lenderC, K, stranger), "ERC1155MissingApprovalForAll");
    await bar(stranger);
    await refuses(move(deal, lenderA, lenderC, K, stranger), "ERC7943CannotSend");
    await refuses(batch(lenderA, lenderC, [note(deal)], [K], stranger), "ERC7943CannotSend");
    await bar(stranger, false);
    await as(lenderA, "setApprovalForAll", stranger.address, false);
    await refuses(move(deal, lenderA, lenderC, K, stranger), "ERC1155MissingApprovalForAll");
    await refuses(as(lenderA, "setApprovalForAll", NOBODY, true), "ERC1155InvalidOperator");
    assert.equal(await world.units(deal, lenderC), 2n * K);
  });

  test("a batch moves all or nothing", async () => {
    const { lenderA, lenderC } = world.people;
    const { deal } = await released();
    const { deal: other } = await released();
    const ids = [note(deal), note(other), note(deal)];
    const receipt = await batch(lenderA, lenderC, ids, [K, 2n * K, 3n * K]);
    const [moved] = eventsOf(receipt, world.receivables.interface);
    assert.equal(moved?.name, "TransferBatch");
    assert.deepEqual([...(moved?.args[3] ?? [])], ids);
    assert.equal(await world.units(deal, lenderC), 4n * K);
    assert.equal(await world.units(other, lenderC), 2n * K);
    await refuses(batch(lenderA, lenderC, ids, [K, K, 50n * K]), "ERC1155InsufficientBalance");
    await refuses(batch(lenderA, lenderC, ids, [K]), "ERC1155InvalidArrayLength");
    await refuses(batch(lenderA, { address: NOBODY }, ids, [K, K, K]), "ERC1155InvalidReceiver");
    await refuses(batch(lenderA, lenderC, [note(deal) ^ 1n], [1n]), "TitleNotTransferable");
    await batch(lenderA, lenderC, [], []);
    assert.equal(await world.units(deal, lenderC), 4n * K);
  });

  test("titles do not move, by nobody and in no way", async () => {
    const { seller, lenderA } = world.people;
    const deal = await world.makeDeal();
    const id = BigInt(deal.terms.receivable);
    assert.equal(await world.call("balanceOf", seller.address, id), 1n);
    const args = [seller.address, lenderA.address, id, 1n] as const;
    await refuses(as(seller, "safeTransferFrom", ...args, "0x"), "TitleNotTransferable");
    await refuses(
      as(world.compliance, "proposeForcedTransfer", ...args, `0x${"00".repeat(32)}`),
      "TitleNotTransferable",
    );
    assert.equal(await world.call("canTransfer", ...args), false);
  });
});

describe("contract accounts as lenders", () => {
  test("one that takes notes is asked last, once for each movement", async () => {
    const { lenderA } = world.people;
    const { deal } = await released();
    const { address, wallet } = await makeWallet();
    await move(deal, lenderA, { address }, K);
    await batch(lenderA, { address }, [note(deal), note(deal)], [K, K]);
    assert.equal(await wallet.getFunction("received").staticCall(), 2n);
    assert.equal(await world.units(deal, { address } as Wallet), 3n * K);
  });

  test("a lender whose wallet rejects ERC-1155 gets none by plain transfer, but can fund, buy and be given", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    for (const [answer, error] of [
      [1, "ERC1155InvalidReceiver"],
      [2, selectorOf((await makeWallet()).wallet.interface, "NoNotes")],
    ] as const) {
      const { address, tell } = await makeWallet();
      await tell("set", answer);
      await refuses(move(deal, lenderA, { address }, K), error);
      await refuses(batch(lenderA, { address }, [note(deal)], [K]), error);
    }
    const { address, wallet, tell, call } = await makeWallet();
    await tell("set", 2);
    await call(world.coin, "approve", world.receivables.target, 2n ** 255n);
    const none = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };
    const fresh = await world.makeDeal();
    const word = await world.signOffer(fresh);
    await call(world.receivables, "fund", fresh, word, { payer: address, amount: K, ...none });
    const sale = await makeSale(deal, lenderA, { units: K, price: K });
    const saleWord = await noteSteps(world).signSale(deal, sale, lenderA);
    const price = { payer: address, amount: K, ...none };
    await call(world.receivables, "buyNotes", deal, sale, saleWord, price);
    await force(deal, lenderB, { address }, K);
    assert.equal(await world.units(fresh, { address } as Wallet), K);
    assert.equal(await world.units(deal, { address } as Wallet), 2n * K);
    assert.equal(await wallet.getFunction("received").staticCall(), 0n);
    const before = await world.balance(address);
    await world.settle(deal, 100n * K);
    await world.relay("payOut", [deal, [address]]);
    assert.ok((await world.balance(address)) >= before + 2n * K);
  });

  test("one without an answer at all is refused", async () => {
    const { lenderA } = world.people;
    const { deal } = await released();
    const address = String(world.coin.target);
    const { operator, participants, far } = world;
    await world.act(operator, participants, "setParticipant", [address, 60, 2, 1, far]);
    await refuses(move(deal, lenderA, { address }, K), "ERC1155InvalidReceiver");
  });

  test("a receiver that calls back in finds every money function shut", async () => {
    const { lenderA, buyer } = world.people;
    const { deal } = await released();
    const { address, wallet, tell } = await makeWallet();
    const face = world.receivables.interface;
    const none = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };
    const payment = { payer: address, amount: 1n, ...none };
    const sale = await makeSale(deal, lenderA);
    const expiry = 2 ** 39;
    const zero = `0x${"00".repeat(32)}`;
    const attestation = await world.makeAttestation(100n * K);
    const proof = { contentHash: zero, siblings: [] };
    const attempts: Record<string, readonly unknown[]> = {
      safeTransferFrom: [address, lenderA.address, note(deal), 1n, "0x"],
      safeBatchTransferFrom: [address, lenderA.address, [note(deal)], [1n], "0x"],
      fund: [deal, "0x", payment],
      settle: [deal, payment, []],
      sweep: [deal, [address]],
      payOut: [deal, [address]],
      buyBack: [deal, payment, []],
      buyNotes: [deal, sale, "0x", payment],
      claim: [world.coin.target, buyer.address],
      claimTo: [world.coin.target, address, address, expiry, "0x"],
      closeFunding: [deal, []],
      closeRelease: [deal, []],
      declareDefault: [deal, []],
      dilute: [deal, 1n, zero, expiry, "0x", []],
      cancel: [deal, expiry, "0x"],
      raiseOfferFloor: [deal, 9, expiry, "0x"],
      voidAttestation: [deal, 9, expiry, { signer: address, signature: "0x" }],
      lodge: [deal, attestation, []],
      release: [deal, { ...attestation, isFinal: true }, []],
      dispute: [deal, 1n, zero, expiry, { signer: address, signature: "0x" }],
      resolveDispute: [deal, 1n, expiry, [], []],
      closeDispute: [deal],
      promisePayment: [deal, expiry, expiry, "0x"],
      proveDuplicate: [deal, deal, zero, proof, proof],
      payRecourse: [deal, payment, []],
    };
    for (const [name, args] of Object.entries(attempts)) {
      await tell("reenter", world.receivables.target, face.encodeFunctionData(name, [...args]));
      await move(deal, lenderA, { address }, 1n);
      const met = await wallet.getFunction("met").staticCall();
      assert.equal(met, selectorOf(face, "Reentered"), name);
    }
    await tell(
      "reenter",
      world.receivables.target,
      face.encodeFunctionData("statusOf", [deal.terms.receivable]),
    );
    await batch(lenderA, { address }, [note(deal)], [1n]);
    assert.equal(await wallet.getFunction("met").staticCall(), "0x00000000");
  });
});

describe("what notes carry", () => {
  test("what fell due before a movement stays with the giver", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    await world.travel(20 * DAY);
    await world.settle(deal, 40n * K);
    const dueA = await due(deal, lenderA);
    await move(deal, lenderA, lenderC, 25n * K);
    const holders = [lenderA, lenderB, lenderC];
    assert.equal(await due(deal, lenderA), dueA);
    assert.equal(await due(deal, lenderC), 0n);
    assert.equal((await holding(deal, lenderA)).credit, dueA);
    await world.travel(5 * DAY);
    await world.settle(deal, 60n * K, holders);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, holders);
  });

  test("notes bought, sold, forced and moved many times count once", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    const holders = [lenderA, lenderB, lenderC];
    for (let turn = 0; turn < 4; turn += 1) {
      await world.settle(deal, 7n * K + 1n, turn === 2 ? [lenderB] : []);
      await move(deal, lenderA, lenderC, 7n * K + 3n);
      await move(deal, lenderC, lenderA, 5n * K + 1n);
      const sale = await makeSale(deal, lenderB, { units: 3n * K + 7n, price: K });
      await buy(deal, sale, lenderB, lenderC);
      await force(deal, lenderC, lenderB, 2n * K + 5n);
    }
    const parts = await Promise.all(holders.map((who) => holding(deal, who)));
    assert.equal(
      parts.reduce((sum, { units }) => sum + units, 0n),
      80n * K,
    );
    await conserved(deal, holders, { moves: 16 });
    await world.settle(deal, 80n * K, holders);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, holders);
    for (const who of holders) assert.equal(await world.units(deal, who), 0n);
  });

  test("a movement never raises what its sides are owed, nor counts too little as paid", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    await world.settle(deal, 10n * K + 1n);
    const total = await distributed(deal);
    const owedBefore = (await due(deal, lenderA)) + (await due(deal, lenderB));
    for (let turn = 0n; turn < 10n; turn += 1n) {
      if (turn % 2n) await move(deal, lenderC, lenderA, turn);
      else await move(deal, lenderA, lenderC, 3n + turn);
      const parts = [lenderA, lenderB, lenderC].map((who) => due(deal, who));
      const owed = (await Promise.all(parts)).reduce((sum, each) => sum + each, 0n);
      assert.ok(owed <= total && owed <= owedBefore, `${owed} is more than ${owedBefore}`);
    }
  });

  test("no round of movements makes the lenders be paid more than they got", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    await world.enter(lenderC, 7, 2, 1, world.far);
    const holders = [lenderA, lenderB, lenderC];
    const deal = await world.makeDeal({ advanceBps: 1000, minimum: 1n }, { amountDue: 1_000n });
    await world.fund(deal, lenderA, 30n);
    await world.fund(deal, lenderB, 30n);
    await world.fund(deal, lenderC, 40n);
    await world.release(deal, 1_000n);
    await world.settle(deal, 50n, holders);
    assert.equal(await distributed(deal), 50n);
    const [one, two, sink] = [lenderA, lenderB, lenderC];
    for (let round = 0; round < 4; round += 1) {
      // Half a unit is left open twice; the halves must not meet as a whole that was paid before.
      await move(deal, one, sink, 1n);
      await move(deal, two, sink, 1n);
      await move(deal, two, one, 1n);
      for (const who of holders) {
        assert.equal(await due(deal, who), 0n);
        assert.equal(await world.claimOf(who), 0n);
      }
    }
    const before = await world.balance(world.people.seller);
    await world.settle(deal, 50n);
    assert.equal(await world.statusOf(deal), "settled");
    for (const who of holders) await world.relay("payOut", [deal, [who.address]]);
    const own = await world.balance(String(world.receivables.target));
    const dust = (await world.balance(world.people.seller)) - before;
    assert.equal(own, 0n);
    assert.ok(dust >= 0n && dust <= 8n, `dust ${dust}`);
  });

  test("a fraction lost once is lost, even where it would have become a whole", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const holders = [lenderA, lenderB];
    const deal = await world.makeDeal({ advanceBps: 1000, minimum: 1n }, { amountDue: 1_000n });
    for (const who of holders) await world.fund(deal, who, 50n);
    await world.release(deal, 1_000n);
    await world.settle(deal, 1n);
    // Half a unit is due to each; a movement of nothing rounds the giver's away.
    await move(deal, lenderA, lenderC, 0n);
    await world.settle(deal, 3n);
    await move(deal, lenderA, lenderC, 0n);
    assert.deepEqual([await due(deal, lenderA), await due(deal, lenderB)], [1n, 2n]);
    await move(deal, lenderA, lenderC, 0n);
    assert.equal(await due(deal, lenderA), 1n);
    await world.settle(deal, 96n, holders);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.balance(String(world.receivables.target)), 0n);
  });

  test("units frozen in part burn with the rest, and nothing stays frozen", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await freeze(deal, lenderA, 3n * K);
    await freeze(deal, lenderB, 30n * K);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    for (const who of [lenderA, lenderB]) {
      const { units, frozen } = await holding(deal, who);
      assert.deepEqual([units, frozen], [0n, 0n]);
    }
    await conserved(deal, [lenderA, lenderB]);
  });

  test("the last holder to be paid out brings the seller the dust, whoever it is", async () => {
    const { lenderA, lenderB, lenderC, seller } = world.people;
    await world.enter(lenderC, 7, 2, 1, world.far);
    for (const order of [
      [lenderA, lenderB, lenderC],
      [lenderC, lenderA, lenderB],
    ]) {
      const parts = [3_001n, 3_002n, 997n] as const;
      const terms = { advanceBps: 1000, minimum: 1n };
      const deal = await world.makeDeal(terms, { amountDue: 70_000n });
      for (const [index, who] of [lenderA, lenderB, lenderC].entries())
        await world.fund(deal, who, parts[index] ?? 0n);
      await world.release(deal, 70_000n);
      await world.travel(200 * DAY);
      await world.settle(deal, 70_000n);
      const total = await distributed(deal);
      const shares = parts.map((units) => (units * total) / 7_000n);
      const dust = total - shares.reduce((sum, each) => sum + each, 0n);
      assert.ok(dust > 0n && dust < 3n, `dust ${dust} of ${total}`);
      for (const [index, who] of order.entries()) {
        const before = await world.balance(seller);
        const paid = await gain(who, () => world.relay("payOut", [deal, [who.address]]));
        assert.equal(paid, shares[[lenderA, lenderB, lenderC].indexOf(who)]);
        assert.equal((await world.balance(seller)) - before, index === 2 ? dust : 0n);
      }
    }
  });
});
