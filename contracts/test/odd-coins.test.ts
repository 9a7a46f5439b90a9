import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Contract } from "ethers";
import { ownChain, rewinding } from "./kept-world";
import { K } from "./life-steps";
import { selectorOf } from "./note-steps";
import {
  type Act,
  actsOn,
  type Books,
  endGoodLife,
  makeCoin,
  makeStage,
  readBooks,
  refusalOf,
  registerIn,
  type Stage,
} from "./odd-coins-stage";
import { ACTS, type Expectation, KINDS, type Kind } from "./odd-coins-table";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

let stage: Stage;
/** What each act does to everybody where the coin is honest, and what the good life comes to. */
const honest = new Map<Act, Books>();
let goodEnd: string;

const world = ownChain(makeWorld, async () => {
  await servicingSteps(world).startAtNoon();
  stage = await makeStage(world);
  const { cells, deposit } = actsOn(world);
  for (const act of Object.keys(cells) as Act[]) {
    marks.keep();
    if (act === "sweep") await deposit(stage);
    const start = await books();
    await cells[act](stage);
    honest.set(act, change(start, await books()));
    await marks.rewind();
  }
  marks.keep();
  goodEnd = await endGoodLife(world, stage);
  await marks.rewind();
});
const marks = rewinding(world);
beforeEach(() => marks.keep());
afterEach(() => marks.rewind());

const deals = () => [stage.toFund, stage.toRelease, stage.toCollect, stage.overpaid];
const books = () => readBooks(world, stage.coin, deals());
const change = (from: Books, to: Books): Books => ({
  worth: Object.fromEntries(
    Object.entries(to.worth).map(([name, worth]) => [name, worth - (from.worth[name] ?? 0n)]),
  ),
  cover: to.cover - from.cover,
});
const taxed = (): Promise<bigint> => stage.coin.getFunction("taxed").staticCall();
const sum = (worth: Readonly<Record<string, bigint>>) =>
  Object.values(worth).reduce((total, each) => total + each, 0n);

const turnFor = async ({ turn, listed, turnsFirst }: Kind, act: Act) => {
  const { deposit } = actsOn(world);
  const isSwept = act === "sweep";
  if (isSwept && !turnsFirst) await deposit(stage);
  const accounts = (listed?.[act] ?? []).map((name) =>
    name === "core" ? world.receivables.target : world.people[name].address,
  );
  if (accounts.length > 0) await world.act(world.people.relayer, stage.coin, "list", [accounts]);
  await turn(stage, world);
  if (isSwept && turnsFirst) await deposit(stage);
};

/** Everybody has what an honest coin would have given, less what the coin itself took, and what is owed is covered. */
const isExact = (
  act: Act,
  seen: Books,
  { expected, tax }: { expected: Expectation; tax: bigint },
) => {
  const model = honest.get(act);
  assert.ok(model);
  if (expected === "exact") assert.deepEqual(seen, model);
  for (const [name, worth] of Object.entries(seen.worth))
    assert.ok(worth <= (model.worth[name] ?? 0n), `${name} has no more than its own`);
  const less = sum(model.worth) - sum(seen.worth) + model.cover - seen.cover;
  assert.equal(less, tax, "nothing is lost but the coin's own tax");
  assert.ok(seen.cover >= 0n, "what is owed is covered as before");
};

/** The act on the stage, with the coin turned odd just before. */
const plays = async (kind: Kind, act: Act, expected: Expectation) => {
  await turnFor(kind, act);
  const attempt = () => refusalOf(world, () => actsOn(world).cells[act](stage));
  if (expected.startsWith("refused")) {
    const block = await world.provider.getBlockNumber();
    assert.equal(`refused: ${await attempt()}`, expected);
    assert.equal(await world.provider.getBlockNumber(), block, "nothing was sent");
  } else {
    const [start, tax] = [await books(), await taxed()];
    assert.equal(await attempt(), null);
    isExact(act, change(start, await books()), { expected, tax: (await taxed()) - tax });
  }
  assert.equal(await endGoodLife(world, stage), goodEnd, "the good coin knows nothing of it");
};

/** A coin that does not come onto the list: no receivable in it, so no act. */
const staysOut = async (act: Act) => {
  for (const decimals of [0, 2, 18]) {
    const coin = await makeCoin(world);
    await world.act(world.people.relayer, coin, "setDecimals", [decimals]);
    const allow = () => world.act(world.admin, world.receivables, "setCoin", [coin.target, true]);
    assert.equal(await refusalOf(world, allow), "CoinNotAllowed");
    assert.equal(await refusalOf(world, () => registerIn(world, coin)), "CoinNotAllowed");
    const outside = {
      ...stage.toFund,
      terms: { ...stage.toFund.terms, coin: coin.target as `0x${string}` },
    };
    const off = { coin, toFund: outside, toRelease: outside, toCollect: outside };
    const refusal = await refusalOf(world, () => actsOn(world).cells[act]({ ...stage, ...off }));
    assert.ok(refusal === "WrongDeal" || refusal === "NoClaim", String(refusal));
  }
};

const playCell = async (kind: Kind, act: Act, expected: Expectation) =>
  expected === "refused: CoinNotAllowed" ? staysOut(act) : plays(kind, act, expected);

for (const kind of KINDS) {
  describe(`a coin that ${kind.kind}`, () => {
    for (const act of ACTS) {
      if (act === "collect") {
        const { settle, sweep } = kind.collect;
        test(`${kind.kind}: collect: settle ${settle}; sweep ${sweep}`, async () => {
          await playCell(kind, "settle", settle);
          await marks.rewind();
          marks.keep();
          await playCell(kind, "sweep", sweep);
        });
      } else {
        test(`${kind.kind}: ${act}: ${kind[act]}`, () => playCell(kind, act, kind[act]));
      }
    }
  });
}

describe("the table", () => {
  test("has 24 kinds by 4 acts, each cell declared", () => {
    assert.equal(new Set(KINDS.map(({ kind }) => kind)).size, 24);
    const cells = KINDS.flatMap((kind) =>
      ACTS.map((act) => (act === "collect" ? Object.values(kind.collect) : [kind[act]])),
    );
    assert.equal(cells.length, 96);
    for (const expectations of cells)
      for (const each of expectations)
        assert.match(each, /^(exact|exact, less the coin's own tax|refused: [A-Z]\w+)$/);
  });

  test("names errors that exist", () => {
    const known = new Set(
      [world.receivables, stage.coin].flatMap(({ interface: { fragments } }) =>
        fragments.filter(({ type }) => type === "error").map((each) => Reflect.get(each, "name")),
      ),
    );
    const named = KINDS.flatMap(({ fund, release, collect, claim }) =>
      [fund, release, collect.settle, collect.sweep, claim].flatMap(
        (each) => /^refused: (.+)$/.exec(each)?.[1] ?? [],
      ),
    );
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  test("moves money in every act where the coin is honest", () => {
    for (const [act, { worth }] of honest)
      assert.ok(act === "claim" || Object.values(worth).some((each) => each !== 0n), act);
    assert.equal(honest.size, 5);
  });
});

const kindOf = (words: string): Kind => {
  const found = KINDS.find(({ kind }) => kind.includes(words));
  assert.ok(found);
  return found;
};
const act = (name: string, ...args: unknown[]) => refusalOf(world, () => world.relay(name, args));

describe("beside the table", () => {
  test("every call from within a transfer meets the guard", async () => {
    await turnFor(kindOf("calls back in from"), "settle");
    await actsOn(world).cells.settle(stage);
    const met: readonly string[] = await stage.coin.getFunction("met").staticCall();
    assert.ok(met.length >= 9 && met.length % 9 === 0);
    assert.deepEqual([...new Set(met)], [selectorOf(world.receivables.interface, "Reentered")]);
  });

  test("a coin that says yes to everything is not believed with a signature either", async () => {
    await turnFor(kindOf("moves nothing"), "settle");
    const [, payment] = await world.settleArgs(stage.toCollect, 10n * K, []);
    assert.equal(await act("settle", stage.toCollect, payment, []), "ShortPayment");
    await world.act(world.people.relayer, stage.coin, "turn", [0]);
    assert.equal(await act("settle", stage.toCollect, payment, []), "AccountRefused");
  });

  test("the second address of a coin is no way round the waterfall, nor onto the list", async () => {
    await actsOn(world).deposit(stage);
    const second = await stage.coin.getFunction("second").staticCall();
    assert.equal(await act("sweepOther", stage.toCollect, second), "OwnCoin");
    const other = new Contract(second, stage.coin.interface, world.people.relayer);
    assert.equal(await refusalOf(world, () => registerIn(world, other)), "CoinNotAllowed");
    assert.equal(await act("sweep", stage.toCollect, []), null);
  });

  test("a coin without code traps no other, and does not come onto the list again", async () => {
    const { buyer } = world.people;
    await world.pay(buyer, await world.accountOf(stage.toCollect), 5n * K);
    await turnFor(kindOf("lost its code"), "settle");
    assert.equal(await act("sweepOther", stage.toCollect, world.coin.target), null);
    assert.equal(await world.claimOf(buyer), 5n * K);
    const allow = () =>
      world.act(world.admin, world.receivables, "setCoin", [stage.coin.target, true]);
    assert.equal(await refusalOf(world, allow), "CoinNotAllowed");
    await world.act(world.admin, world.receivables, "setCoin", [stage.coin.target, false]);
  });

  test("an allowance that is never lowered serves nobody but who gave it", async () => {
    await turnFor(kindOf("does not lower"), "fund");
    const { lenderB, stranger } = world.people;
    await actsOn(world).cells.fund(stage);
    const payment = {
      ...{ payer: lenderB.address, amount: 1n * K, salt: `0x${"00".repeat(32)}` },
      ...{ validAfter: 0n, validBefore: 0n, signature: "0x" },
    };
    const offer = await world.signOffer(stage.toFund);
    const again = () =>
      world.act(stranger, world.receivables, "fund", [stage.toFund, offer, payment]);
    assert.equal(await refusalOf(world, again), "NotAuthorised");
  });

  test("claims that a rebase left uncovered are paid in turn, and once the coin is made whole", async () => {
    const { seller, buyer } = world.people;
    const claim = (who: { address: string }) => act("claim", stage.coin.target, who.address);
    await kindOf("rebases down").turn(stage, world);
    assert.ok((await books()).cover < 0n);
    await world.release(stage.toRelease, 100n * K);
    assert.equal(await claim(buyer), null);
    assert.equal(await claim(seller), "PaymentFailed");
    const owed = await world.call("claimOf", stage.coin.target, seller.address);
    assert.equal(owed, 80n * K);
    await world.act(seller, stage.coin, "mint", [world.receivables.target, 80n * K]);
    assert.equal(await claim(seller), null);
    assert.equal(await endGoodLife(world, stage), goodEnd);
  });
});
