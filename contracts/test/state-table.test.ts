import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { AbiCoder, keccak256, type Wallet } from "ethers";
import { CHAIN_STATUSES, type ChainStatus } from "../../src/core/receivable/chain-status";
import type { Deal } from "../../src/core/typed-data/deal";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY } from "./ground";
import { ownChain } from "./kept-world";
import { K } from "./life-steps";
import { DELAY, noteSteps } from "./note-steps";
import { LATE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const ORDER = `0x${"0d".repeat(32)}` as Hex;
const CONTENT = { ground: `0x${"c1".repeat(32)}` as Hex, later: `0x${"c2".repeat(32)}` as Hex };
const leafOf = (content: Hex) =>
  keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [ORDER, content])));

/** Funded before all others, with the same order in it. */
let ground: Deal;
const world = ownChain(makeWorld, async () => {
  ground = await world.makeDeal({}, { ordersRoot: leafOf(CONTENT.ground) as Hex });
  await world.fund(ground, world.people.lenderB, 50n * K);
});

const steps = servicingSteps(world);
const notes = noteSteps(world);
const NONE = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };
const makeDeal = () => world.makeDeal({}, { ordersRoot: leafOf(CONTENT.later) as Hex });

/** Brings a receivable into each state; all parties call directly, so nothing expires. */
const reach: Record<ChainStatus, () => Promise<Deal>> = {
  none: async () => {
    const deal = await makeDeal();
    const receivable = `0x${"ee".repeat(32)}` as const;
    return { ...deal, terms: { ...deal.terms, receivable } };
  },
  registered: () => makeDeal(),
  funding: async () => {
    const deal = await makeDeal();
    await world.fund(deal, world.people.lenderA, 40n * K);
    return deal;
  },
  funded: async () => {
    const deal = await makeDeal();
    await world.fund(deal, world.people.lenderA, 80n * K);
    return deal;
  },
  released: async () => {
    const deal = await reach.funded();
    await world.release(deal, 50n * K);
    return deal;
  },
  settled: async () => {
    const deal = await reach.funded();
    await world.release(deal, 100n * K);
    await world.settle(deal, 90n * K);
    return deal;
  },
  cancelled: async () => {
    const deal = await makeDeal();
    await asSeller("cancel", [deal, LATE, "0x"]);
    return deal;
  },
  refunded: async () => {
    const deal = await makeDeal();
    await world.fund(deal, world.people.lenderA, 30n * K);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [deal, []]);
    return deal;
  },
  boughtBack: async () => {
    const deal = await reach.released();
    await world.relay("buyBack", await world.buyBackArgs(deal, 50n * K, []));
    return deal;
  },
  defaulted: async () => {
    const deal = await reach.released();
    await world.travel(80 * DAY);
    await world.relay("declareDefault", [deal, []]);
    return deal;
  },
};

const by = (who: Wallet, name: string, args: readonly unknown[]) =>
  world.act(who, world.receivables, name, args);
const asSeller = (name: string, args: readonly unknown[]) => by(world.people.seller, name, args);
const allow = (who: Wallet, amount: bigint) =>
  world.act(who, world.coin, "approve", [world.receivables.target, amount]);
const never = () => undefined;

/** What comes before an act and may itself be refused in this state. */
const after_ = async (first: Promise<unknown>, then: () => Promise<unknown>) => {
  await first.catch(never);
  return then();
};

type Act = {
  /** The function, where the row is not named after it. */
  readonly of?: string;
  /** Seconds that pass before it. */
  readonly wait?: number;
  readonly run: (deal: Deal) => Promise<unknown>;
};

/** Every act, in its simplest form that would succeed where the table allows it. */
const acts: Record<string, Act> = {
  register: {
    run: async (deal) => {
      await world.travel(5);
      const { receivable, buyer, amountDue, dueAt, ordersRoot, documentHash } = deal.terms;
      const lot = { receivable, buyer, amountDue, dueAt, ordersRoot, documentHash };
      return world.registerLots([lot]);
    },
  },
  raiseOfferFloor: { run: (deal) => asSeller("raiseOfferFloor", [deal, 9, LATE, "0x"]) },
  cancel: { run: (deal) => asSeller("cancel", [deal, LATE, "0x"]) },
  fund: { run: (deal) => world.fund(deal, world.people.lenderB, 10n * K) },
  fundFor: {
    run: async (deal) => {
      const { stranger, lenderB } = world.people;
      await allow(stranger, 10n * K);
      const word = await world.signOffer(deal);
      return by(stranger, "fundFor", [deal, word, lenderB.address, 10n * K]);
    },
  },
  closeFunding: { wait: 6 * DAY, run: (deal) => world.relay("closeFunding", [deal, []]) },
  lodge: { run: (deal) => steps.lodge(deal, 60n * K) },
  voidAttestation: { run: (deal) => steps.voidSeq(deal, 2 ** 30) },
  release: { run: (deal) => world.release(deal, 60n * K) },
  "release, final": { of: "release", run: (deal) => steps.finish(deal, 60n * K) },
  closeRelease: { wait: 21 * DAY, run: (deal) => world.relay("closeRelease", [deal, []]) },
  dilute: { run: (deal) => steps.credit(deal, K, [world.people.lenderA]) },
  dispute: { run: (deal) => steps.dispute(deal, world.people.buyer, K) },
  resolveDispute: {
    run: (deal) => {
      const { buyer, seller } = world.people;
      return after_(steps.dispute(deal, buyer, K), () =>
        steps.resolve(deal, K, [buyer, seller], { until: undefined }),
      );
    },
  },
  closeDispute: {
    run: (deal) =>
      after_(steps.dispute(deal, world.people.buyer, K), async () => {
        await world.travel(11 * DAY);
        return world.relay("closeDispute", [deal]);
      }),
  },
  promisePayment: {
    run: (deal) => by(world.people.buyer, "promisePayment", [deal, LATE, LATE, "0x"]),
  },
  proveDuplicate: {
    run: (deal) => {
      const proof = (contentHash: Hex) => ({ contentHash, siblings: [] });
      const proofs = [proof(CONTENT.ground), proof(CONTENT.later)];
      return world.relay("proveDuplicate", [ground, deal, ORDER, ...proofs]);
    },
  },
  settle: {
    run: async (deal) => {
      const { buyer } = world.people;
      await allow(buyer, K);
      return by(buyer, "settle", [deal, { payer: buyer.address, amount: K, ...NONE }, []]);
    },
  },
  sweep: {
    run: async (deal) => {
      await world.pay(world.people.buyer, await world.accountOf(deal), K);
      return world.relay("sweep", [deal, []]);
    },
  },
  sweepOther: {
    run: async (deal) => {
      await world.pay(world.people.buyer, await world.accountOf(deal), 1n, world.otherCoin);
      return world.relay("sweepOther", [deal, world.otherCoin.target]);
    },
  },
  buyBack: {
    run: async (deal) => world.relay("buyBack", await world.buyBackArgs(deal, 90n * K, [])),
  },
  payRecourse: {
    run: (deal) =>
      after_(steps.credit(deal, 90n * K, [world.people.lenderA]), () =>
        steps.payRecourse(deal, 1n),
      ),
  },
  declareDefault: { wait: 80 * DAY, run: (deal) => world.relay("declareDefault", [deal, []]) },
  payOut: {
    run: (deal) => world.relay("payOut", [deal, [world.people.lenderA.address]]),
  },
  safeTransferFrom: {
    run: (deal) => {
      const { lenderA, lenderB } = world.people;
      const id = BigInt(deal.terms.receivable) | 1n;
      return by(lenderA, "safeTransferFrom", [lenderA.address, lenderB.address, id, 1n, "0x"]);
    },
  },
  safeBatchTransferFrom: {
    run: (deal) => {
      const { lenderA, lenderB } = world.people;
      const id = BigInt(deal.terms.receivable) | 1n;
      const batch = [lenderA.address, lenderB.address, [id], [1n], "0x"];
      return by(lenderA, "safeBatchTransferFrom", batch);
    },
  },
  buyNotes: {
    run: async (deal) => {
      const { lenderA, lenderB } = world.people;
      const sale = await notes.makeSale(deal, lenderA, { units: 1n, price: 1n });
      return notes.buy(deal, sale, lenderA, lenderB);
    },
  },
  forcedTransfer: {
    run: async (deal) => {
      const { lenderA, lenderB } = world.people;
      const args = await notes.approveForced(deal, lenderA, lenderB, 1n);
      await world.travel(DELAY + 1);
      return by(world.compliance, "forcedTransfer", args);
    },
  },
};

/** Functions about a switch, an account or a proposal, the same in every state of a receivable. */
const ELSEWHERE = [
  ...["setCoin", "pauseFunding", "pauseRelease", "sunset", "setAuthority"],
  ...[
    "setApprovalForAll",
    "claim",
    "claimTo",
    "setFrozenTokens",
    "revokeSale",
    "openCollectionAccount",
  ],
  ...["proposeForcedTransfer", "approveForcedTransfer", "withdrawProposal", "rejectProposal"],
  ...["proposeRecovery", "approveRecovery", "objectToRecovery", "recover"],
];

const all = (...names: ChainStatus[]) => Object.fromEntries(names.map((name) => [name, name]));
const OPEN: ChainStatus[] = ["registered", "funding", "funded", "released", "defaulted"];
const FUNDED_ONCE: ChainStatus[] = [
  ...(["funding", "funded", "released", "settled", "refunded", "boughtBack", "defaulted"] as const),
];
const KNOWN: ChainStatus[] = ["registered", "cancelled", ...FUNDED_ONCE];

/** The table of IReceivables: what each act leads to; a state that is not named refuses it. */
const table: Record<string, Partial<Record<ChainStatus, ChainStatus>>> = {
  register: { none: "registered", cancelled: "registered" },
  raiseOfferFloor: all("registered"),
  cancel: { registered: "cancelled" },
  fund: { registered: "funding", funding: "funding" },
  fundFor: { registered: "funding", funding: "funding" },
  closeFunding: { funding: "funded" },
  lodge: all("funding", "funded", "released"),
  voidAttestation: all("funding", "funded", "released"),
  release: { funded: "released", released: "released" },
  "release, final": { funded: "released", released: "released" },
  closeRelease: { funded: "refunded", released: "released" },
  dilute: all(...OPEN, "refunded", "boughtBack"),
  dispute: all("funding", "funded"),
  resolveDispute: all("funding", "funded"),
  closeDispute: all("funding", "funded"),
  promisePayment: all(...OPEN),
  proveDuplicate: { ...all(...OPEN), funding: "refunded", funded: "refunded" },
  settle: all(...KNOWN),
  sweep: all(...KNOWN),
  sweepOther: all(...KNOWN),
  buyBack: { released: "boughtBack", defaulted: "boughtBack" },
  payRecourse: all("released", "defaulted"),
  declareDefault: { released: "defaulted" },
  payOut: all(...FUNDED_ONCE),
  safeTransferFrom: all(...FUNDED_ONCE),
  safeBatchTransferFrom: all(...FUNDED_ONCE),
  buyNotes: all(...FUNDED_ONCE),
  forcedTransfer: all(...FUNDED_ONCE),
};

/** Refusals that mean "not in this state"; others would hide a hole in the table. */
const STATE_REFUSALS = ["WrongStatus", "AlreadyRegistered", "ERC1155InsufficientBalance"];

test("every function that changes something stands in the table, or changes no receivable", () => {
  const changing = new Set<string>();
  world.receivables.interface.forEachFunction(({ name, stateMutability }) => {
    if (stateMutability !== "view" && stateMutability !== "pure") changing.add(name);
  });
  const entered = Object.entries(acts).map(([row, { of }]) => of ?? row);
  assert.deepEqual([...changing].sort(), [...new Set([...entered, ...ELSEWHERE])].sort());
  assert.deepEqual(Object.keys(table), Object.keys(acts));
});

/** Rows of the table as the interface has it that stand for several acts. */
const TOGETHER: Record<string, string[]> = {
  release: ["release", "release, final"],
  "note movement": ["safeTransferFrom", "safeBatchTransferFrom", "buyNotes", "forcedTransfer"],
};

test("the table in the interface says the same", () => {
  const rows = readFileSync("contracts/interfaces/IReceivables.sol", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("/// | "))
    .map((line) => line.split("|").slice(1, -1))
    .map(([name = "", ...cells]) => ({
      names: name.replace(/\(.*\)/, "").trim(),
      cells: cells.map((cell) => cell.replace(/ \(\d\)/, "").trim()),
    }));
  const [head, ...body] = rows;
  assert.deepEqual(head?.cells, [...CHAIN_STATUSES]);
  const written = body.flatMap(({ names, cells }) =>
    (TOGETHER[names] ?? names.split(", ")).map((name) => ({ name, cells })),
  );
  assert.deepEqual(written.map(({ name }) => name).sort(), Object.keys(table).sort());
  for (const { name, cells } of written)
    for (const [index, status] of CHAIN_STATUSES.entries()) {
      const leadsTo = table[name]?.[status] ?? ".";
      const said = (cells[index] ?? "").replace("=", status).split(", ");
      assert.ok(said.includes(leadsTo), `${name} in ${status}: ${leadsTo}, but written ${said}`);
    }
});

for (const status of CHAIN_STATUSES) {
  test(`${status}: every act leads where the table says or is refused`, async () => {
    const deal = await reach[status]();
    assert.equal(await world.statusOf(deal), status);
    const mark = await world.rpc("evm_snapshot");
    let held: unknown = mark;
    for (const [name, { wait, run }] of Object.entries(acts)) {
      if (wait) await world.travel(wait);
      const expected = table[name]?.[status];
      const outcome = await run(deal).then(
        async () => world.statusOf(deal),
        (problem: { revert?: { name: string } }) => problem.revert?.name ?? String(problem),
      );
      if (expected) assert.equal(outcome, expected, `${name} in ${status}`);
      else assert.ok(STATE_REFUSALS.includes(String(outcome)), `${name} in ${status}: ${outcome}`);
      await world.rpc("evm_revert", held);
      held = await world.rpc("evm_snapshot");
    }
  });
}
