import { describe, expect, test } from "vitest";
import { analyse } from "./analysis";
import { hunt, type Verdict } from "./hunt";
import { mutantsOf } from "./mutants";
import type { Order, Unit, Worker } from "./orders";
import type { Mutant } from "./schemata";
import { type Equivalent, isEnough, sampleOf, scoreOf, scoreText, setApart } from "./score";
import { FLOOR_PERCENT, PLANT } from "./targets";

const FILE = "A.sol";
const SOURCE = `pragma solidity ^0.8.0;
contract A {
  enum Light { Red, Green }
  error Refused();
  event Seen(uint256 at);
  uint256 private constant MOST = 9;
  uint256 public sum;
  Light public light;
  function tested(uint256 a, uint256 b) external {
    require(a < MOST && b != 0, Refused());
    if (a == 3) light = Light.Red;
    sum += a - b;
    emit Seen(a + b);
  }
  function left(uint256 a) external pure returns (uint256) { return a + 1; }
}
`;
const made = (only?: string[]) =>
  mutantsOf({ [FILE]: SOURCE }, [{ file: FILE, ...(only && { only }) }]);

const mutant = (number: number, change: Partial<Mutant> = {}): Mutant => ({
  number,
  file: FILE,
  line: number,
  within: "tested",
  operator: "comparison",
  original: `a < ${number}`,
  mutant: `a <= ${number}`,
  around: "if (a)",
  ...change,
});
const [seen, unseen] = [PLANT.seen, PLANT.unseen].map((change, index): Mutant => {
  const [original = "", changed = ""] = change.split(" -> ");
  return mutant(900 + index, { file: PLANT.file, original, mutant: changed });
}) as [Mutant, Mutant];
const verdict = (of: Mutant, by?: string): Verdict => ({ mutant: of, by, tests: 3 });
const plants = [verdict(seen, "a test"), verdict(unseen)];
const killed = (number: number) => verdict(mutant(number), "a test");
const survived = (number: number) => verdict(mutant(number));

describe("what is changed", () => {
  const changes = made(["tested"]).mutants.map(
    ({ original, mutant: changed }) => `${original} -> ${changed}`,
  );

  test.each([
    "a < MOST -> a <= MOST",
    "MOST -> MOST + 1",
    "a < MOST && b != 0 -> a < MOST || b != 0",
    "0 -> 0 + 1",
    "a == 3 -> a != 3",
    "Light.Red -> Light.Green",
    "sum += a - b -> sum -= a - b",
    "a - b -> a + b",
    "sum += a - b -> (nothing)",
    "emit Seen(a + b) -> (nothing)",
  ])("%s", (change) => expect(changes.some((each) => change.startsWith(each))).toBe(true));

  test("neither what an event says nor a function that was not asked for", () => {
    expect(changes.filter((each) => each.startsWith("a + b"))).toEqual([]);
    expect(made().mutants.length).toBeGreaterThan(changes.length);
  });

  test("all of it is one program that compiles, each change behind its number", () => {
    const { texts, mutants } = made();
    const text = texts.get(FILE) ?? "";
    expect(() => analyse({ [FILE]: text })).not.toThrow();
    expect(mutants.map(({ number }) => number)).toEqual(mutants.map((_, index) => index + 1));
    expect(mutants.filter(({ number }) => !text.includes(`__m(${number})`))).toEqual([]);
  });
});

describe("the hunt", () => {
  /** Tests of which each fails on some mutants; the orders it got. */
  const pretend = (tests: (Unit & { kills: number[] })[]) => {
    const orders: Order[] = [];
    const ask: Worker["ask"] = async (order) => {
      orders.push(order);
      if (order.kind === "trace") return { kind: "traced", units: order.share === 0 ? tests : [] };
      const fails = tests.find(
        ({ id, kills }) => order.ids.includes(id) && kills.includes(order.mutant),
      );
      return fails ? { kind: "killed", by: fails.id, says: "" } : { kind: "survived" };
    };
    const tried = (number: number) =>
      orders.flatMap((each) => (each.kind === "attempt" && each.mutant === number ? each.ids : []));
    return { crew: [{ ask, dismiss: () => undefined }], tried };
  };
  const say = () => undefined;
  const quick = { id: "branch-plant.test.ts quick", ms: 1, reached: [1, 2, 3], kills: [] };
  const slow = { id: "branch-plant.test.ts slow", ms: 9, reached: [1, 2], kills: [1] };

  test("a mutant lives until a test that passes by it fails", async () => {
    const { crew } = pretend([
      slow,
      quick,
      { ...quick, id: "branch-plant.test.ts elsewhere", reached: [1], kills: [2] },
    ]);
    const verdicts = await hunt([mutant(1), mutant(2), mutant(3)], { crew, say });
    expect(verdicts.map(({ by }) => by)).toEqual([slow.id, undefined, undefined]);
  });

  test("quick tests are tried first, and before them what killed a neighbour", async () => {
    const { crew, tried } = pretend([slow, quick]);
    await hunt([mutant(1), mutant(2)], { crew, say });
    expect(tried(1)).toEqual([quick.id, slow.id]);
    expect(tried(2)).toEqual([slow.id, quick.id]);
  });

  test("a worker that breaks down kills nothing", async () => {
    const ask: Worker["ask"] = async ({ kind }) =>
      kind === "trace" ? { kind: "traced", units: [quick] } : { kind: "broken", says: "ended" };
    const crew = [{ ask, dismiss: () => undefined }];
    expect((await hunt([mutant(1)], { crew, say }))[0]?.by).toBeUndefined();
  });

  test("does not begin where a test fails without a mutant", async () => {
    const ask: Worker["ask"] = async () => ({ kind: "broken", says: "it fails" });
    await expect(
      hunt([mutant(1)], { crew: [{ ask, dismiss: () => undefined }], say }),
    ).rejects.toThrow("it fails");
  });
});

describe("the score", () => {
  const half = [...plants, killed(1), survived(2)];

  test("falls with one more survivor and rises with one more that is killed", () => {
    expect(scoreOf(half).percent).toBe(50);
    expect(scoreOf([...half, survived(3)]).percent).toBe(33.33);
    expect(scoreOf([...half, killed(3)]).percent).toBe(66.66);
  });

  test("below the floor it is not enough, and survivors are named", () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(killed);
    expect(FLOOR_PERCENT).toBe(90);
    expect(isEnough(scoreOf([...plants, ...nine, survived(10)]))).toBe(true);
    expect(isEnough(scoreOf([...plants, ...nine, survived(10), survived(11)]))).toBe(false);
    expect(scoreText(scoreOf(half))).toContain("A.sol:2 tested  comparison: a < 2 -> a <= 2");
    expect(isEnough(scoreOf(plants))).toBe(false);
  });

  test("is not believed where a plant was taken for what it is not", () => {
    const nine = [1, 2, 3].map(killed);
    const blinded = [verdict(seen), verdict(unseen, "a test")];
    expect(isEnough(scoreOf([...blinded, ...nine]))).toBe(false);
    expect(scoreOf([...blinded, ...nine]).blind).toHaveLength(2);
    expect(scoreOf(nine).blind).toHaveLength(2);
  });

  test("leaves out what is listed as equivalent, and tells what is listed in vain", () => {
    const { number: _, operator: __, line: ___, ...place } = mutant(1);
    const listed: Equivalent[] = [
      { ...place, reason: "the same" },
      { ...place, original: "gone", reason: "the same" },
    ];
    const apart = setApart([mutant(1), mutant(2), seen, unseen], listed);
    expect(apart.equivalent).toEqual([mutant(1)]);
    expect(apart.tried).toEqual([mutant(2)]);
    expect(apart.plants).toEqual([seen, unseen]);
    expect(apart.stale).toEqual(["A.sol tested: gone -> a <= 1 in if (a)"]);
  });

  test("a sample is the same for one seed and another for another", () => {
    const all = Array.from({ length: 100 }, (_, index) => mutant(index));
    const numbers = (seed: string) => sampleOf(all, 10, seed).map(({ number }) => number);
    expect(numbers("1")).toHaveLength(10);
    expect(numbers("1")).toEqual(numbers("1"));
    expect(numbers("1")).not.toEqual(numbers("2"));
  });
});
