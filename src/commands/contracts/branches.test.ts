import { expect, test } from "vitest";
import { root } from "../embedded/folder";
import { instrument } from "./branches";
import { blindSpots, coverageOf, coverageText, withoutExcluded } from "./coverage-report";
import { isMeasured, measuringTests, PLANT } from "./measured";
import { parseSolidity } from "./solidity-ast";

const contract = (body: string): string => `pragma solidity ^0.8.0;\ncontract A {\n${body}\n}\n`;

const found = (body: string): string[] =>
  instrument("A.sol", contract(body)).branches.map(({ line, what }) => `${line} ${what}`);

const twice = (line: number, [yes, no]: [string, string]) => [`${line} ${yes}`, `${line} ${no}`];

test.each([
  ["if (a) b = c;", ["if: taken", "if: passed by"]],
  ["b = a ? c : b;", ["choice: first", "choice: second"]],
  ["require(a, E());", ["requirement: met", "requirement: refused"]],
  ["assert(a);", ["requirement: met", "requirement: refused"]],
  ["while (a) break;", ["loop: entered", "loop: left"]],
  ["for (; a;) break;", ["loop: entered", "loop: left"]],
  ["do { b; } while (a);", ["loop: again", "loop: left"]],
  ["assembly { if a { b := c } }", ["if: taken", "if: passed by"]],
  ["assembly { for {} a {} { b := c } }", ["loop: entered", "loop: left"]],
] satisfies [string, [string, string]][])("%s can go two ways", (code, outcomes) => {
  const body = `error E(); function f(bool a, uint b, uint c) public {\n${code}\n}`;
  expect(found(body)).toEqual(["3 f: entered", ...twice(4, outcomes)]);
});

test("each operand of a condition is asked, and the whole once", () => {
  const body = "function f(bool a, bool b, bool c) public {\nif (a && (b || !c)) a = b;\n}";
  const operands = ["&&: true", "&&: false"];
  expect(
    found(body)
      .filter((each) => each.startsWith("4"))
      .sort(),
  ).toEqual(
    [
      "if: taken",
      "if: passed by",
      ...operands,
      ...operands,
      "||: true",
      "||: false",
      "||: true",
      "||: false",
    ]
      .map((each) => `4 ${each}`)
      .sort(),
  );
});

test("clauses of a try, cases of a switch and a missing default count", () => {
  const body = `function f(A a) public {
    try a.f(a) {} catch Error(string memory) {} catch {}
    assembly { switch a case 0 { a := 1 } }
    assembly { switch a case 0 { a := 1 } default { a := 2 } }
  }
  modifier m() { _; }`;
  expect(found(body)).toEqual([
    "3 f: entered",
    ...["4 try: done", "4 try: caught", "4 try: caught"],
    ...["5 switch: this case", "5 switch: no case"],
    ...["6 switch: this case", "6 switch: this case"],
    "8 m: entered",
  ]);
});

test("what is written still parses, and letters beyond ASCII shift nothing", () => {
  const body = `// \u00e9\u00e9\u4e2d\nfunction f(bool a) public pure returns (uint256 n) {
    if (a && true) { assembly ("memory-safe") { if eq(n, returndatasize()) { n := 1 } } }
  }`;
  const { text } = instrument("A.sol", contract(body));
  expect(() => parseSolidity("A.sol", text)).not.toThrow();
  expect(text).toContain("// \u00e9\u00e9\u4e2d\n");
});

test("a file without code stays as it is", () => {
  const text = "pragma solidity ^0.8.0;\ninterface I { function f() external; }\n";
  expect(instrument("I.sol", text)).toEqual({ text, branches: [] });
});

test("what was not reported is named, and 100 means every branch", () => {
  const { branches } = instrument(
    "A.sol",
    contract("function f(bool a) public {\nif (a) a = a;\n}"),
  );
  const all = new Set(branches.map(({ tag }) => tag));
  expect(coverageOf(branches, all)).toMatchObject({ percent: 100, covered: 3 });
  const missed = branches.find(({ what }) => what === "if: passed by");
  all.delete(missed?.tag ?? "");
  const coverage = coverageOf(branches, all);
  expect(coverage).toMatchObject({ percent: 66.66, covered: 2, branches: 3 });
  expect(coverageText(coverage)).toContain("A.sol:4  if: passed by  a");
});

test("what is excluded does not count, is named with its reason, and must be one branch that no test takes", () => {
  const { branches } = instrument(
    "A.sol",
    contract("function f(bool a) public {\nif (a) a = a;\n}"),
  );
  const rule = { file: "A.sol", what: "if: taken", code: "a", why: "never so" };
  const out = (change: object, tags: readonly string[] = []) =>
    withoutExcluded(branches, [{ ...rule, ...change }], new Set(tags));
  const { counted, excluded, problems } = out({});
  expect(counted.map(({ what }) => what)).toEqual(["f: entered", "if: passed by"]);
  expect(excluded).toEqual(["A.sol:4  if: taken  a: never so"]);
  expect(problems).toEqual([]);
  const all = branches.map(({ tag }) => tag);
  expect(out({}, all).counted).toHaveLength(3);
  expect(out({}, all).problems[0]).toMatch(/a test takes it/);
  expect(out({ code: "b" }).problems[0]).toMatch(/there are 0 of it/);
  expect(out({ code: "b" }).counted).toHaveLength(3);
  const twice = instrument(
    "A.sol",
    contract("function f(bool a) public {\nif (a) a = a; if (a) a = a;\n}"),
  );
  expect(withoutExcluded(twice.branches, [rule], new Set()).problems[0]).toMatch(/there are 2/);
});

test("the plant is believed only when it is seen as it is", () => {
  const text = contract("function f(bool a) public {\nif (a) a = a; // misses if: taken\n}");
  const { branches } = instrument(PLANT, text);
  const tags = (left: string[]) =>
    new Set(branches.filter(({ what }) => !left.includes(what)).map(({ tag }) => tag));
  expect(blindSpots(branches, tags(["if: taken"]), text)).toEqual([]);
  expect(blindSpots(branches, tags([]), text)).toHaveLength(1);
  expect(blindSpots(branches, tags(["if: taken", "f: entered"]), text)).toHaveLength(1);
  expect(blindSpots(branches, new Set(), text)).toHaveLength(2);
});

test("our own contracts count, tests and mocks do not", () => {
  const counted = ["contracts/A.sol", "contracts/libraries/B.sol", PLANT];
  expect(counted.every(isMeasured)).toBe(true);
  const others = ["contracts/test/A.sol", "contracts/A.t.sol", "contracts/mocks/C.sol", "src/a.ts"];
  expect(others.some(isMeasured)).toBe(false);
});

test("a measured run has the tests of both kinds and the plant's, none of what code costs or of random draws", () => {
  const files = measuringTests(root);
  const names = ["BranchPlant.t.sol", "branch-plant.test.ts", "notes.test.ts", "Waterfall.t.sol"];
  expect(files).toEqual(expect.arrayContaining(names.map((name) => `contracts/test/${name}`)));
  expect(files.filter((file) => /gas|world|steps|deployment|differential/.test(file))).toEqual([]);
});
