import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { contractFacts, knownErrors, readNatSpec, sets } from "./contract-facts";
import { type Known, readTree, strays } from "./trees";
import { writtenTests } from "./written-tests";

const here = import.meta.dirname;
const texts = readdirSync(here)
  .filter((name) => name.endsWith(".tree"))
  .map((name) => readFileSync(join(here, name), "utf8"));
const trees = texts.map(readTree);

let known: Known;
before(async () => {
  known = { functions: await contractFacts(), errors: knownErrors, tests: writtenTests() };
});

describe("the trees of cases", () => {
  test("have every function, every refusal and a test for every case", () => {
    assert.deepEqual(strays(trees, known), []);
  });

  test("are about all contracts of the set, and not few", () => {
    const owed = [...known.functions].filter(([, { needsTree }]) => needsTree);
    const contracts = new Set(owed.map(([name]) => name.split(".")[0]));
    assert.deepEqual([...contracts].sort(), [...sets.keys()].sort());
    assert.ok(owed.length > 90, `${owed.length} functions`);
    assert.ok(trees.flatMap(({ leaves }) => leaves).length > 500);
  });

  test("are written line by line: a function or a case with its test", () => {
    for (const line of texts.flatMap((text) => text.split("\n").slice(3))) {
      if (line !== "") assert.match(line, /^\w+\.(\w+|\*)$|^ {2}[^:]+: [^:]+ -> \S+( ".+")?$/);
    }
  });
});

describe("the check of the trees", () => {
  /** One function that refuses with one error, as the code has it, and what it lets through. */
  const facts = (raised: string[], said = raised, needsTree = true) => ({
    ...{ needsTree, raised: new Set(raised), said: new Set(said) },
  });
  const small = (functions: Record<string, ReturnType<typeof facts>>): Known => ({
    functions: new Map(Object.entries(functions)),
    errors: new Set(["Late", "Early", "AccessManagedUnauthorized"]),
    tests: new Map([["a.test.ts", new Map([["waits", 'refuses(x, "Late")']])]]),
  });
  const tree = (...lines: string[]) => [readTree(["one", "two", "", ...lines].join("\n"))];
  const fine = ["C.act", '  in vain: refused, Late -> a "waits"'];

  test("finds nothing where all is in its place", () => {
    assert.deepEqual(strays(tree(...fine), small({ "C.act": facts(["Late"]) })), []);
    const view = small({ "C.act": facts(["Late"]), "C.look": facts([], [], false) });
    assert.deepEqual(strays(tree(...fine), view), []);
  });

  test("sees a function without a tree, with two, and a tree of nothing", () => {
    const both = small({ "C.act": facts(["Late"]), "C.other": facts([]) });
    assert.deepEqual(strays(tree(...fine), both), ["C.other: no tree"]);
    const twice = strays(tree(...fine, ...fine), small({ "C.act": facts(["Late"]) }));
    assert.deepEqual(twice, ["C.act: two trees"]);
    const gone = strays(tree(...fine, "C.gone"), small({ "C.act": facts(["Late"]) }));
    assert.deepEqual(gone, ["C.gone: no such function"]);
  });

  test("sees a case without a test, by title and by file", () => {
    for (const line of ['  in time: done -> a "runs"', '  in time: done -> b "waits"'])
      assert.deepEqual(strays(tree(...fine, line), small({ "C.act": facts(["Late"]) })), [
        `C.act: ${line.trim()}: there is no such test`,
      ]);
    const bare = strays(tree(...fine, "  in time: done"), small({ "C.act": facts(["Late"]) }));
    assert.deepEqual(bare, ["C.act: in time: done: there is no such test"]);
  });

  test("sees an error that no contract knows, and one of which the test says nothing", () => {
    const line = (error: string) => `  too soon: refused, ${error} -> a "waits"`;
    const found = (error: string) =>
      strays(tree(...fine, line(error)), small({ "C.act": facts(["Late"]) }));
    assert.deepEqual(found("Never"), [`C.act: ${line("Never").trim()}: no contract knows Never`]);
    const silent = `C.act: ${line("Early").trim()}: the test says nothing of Early`;
    assert.deepEqual(found("Early"), [silent]);
    assert.deepEqual(found("Late or Early").length, 1);
  });

  test("sees an error of the code or of the NatSpec without a case, and one the NatSpec hides", () => {
    const raised = strays(tree(...fine), small({ "C.act": facts(["Late", "Early"]) }));
    assert.deepEqual(raised, ["C.act: no case of Early"]);
    const said = strays(tree(...fine), small({ "C.act": facts(["Late"], ["Late", "Early"]) }));
    assert.deepEqual(said, ["C.act: no case of Early"]);
    const hidden = strays(tree(...fine), small({ "C.act": facts(["Late"], []) }));
    assert.deepEqual(hidden, ["C.act: its NatSpec does not say Late"]);
    const open = small({ "C.act": facts(["AccessManagedUnauthorized"], ["Restricted"]) });
    assert.deepEqual(strays(tree("C.act"), open), ["C.act: no case of AccessManagedUnauthorized"]);
  });

  test("takes a case of CONTRACT.* for all functions of that contract, and of no other", () => {
    const shared = ["C.*", fine[1] ?? "", "C.act", "C.other"];
    const own = small({ "C.act": facts(["Late"], []), "C.other": facts(["Late"], []) });
    assert.deepEqual(strays(tree(...shared), own), []);
    const foreign = small({ "C.act": facts([]), "C.other": facts([]), "D.act": facts(["Late"]) });
    assert.deepEqual(strays(tree(...shared, "D.act"), foreign), ["D.act: no case of Late"]);
  });

  test("reads what a NatSpec says, to the end of its sentences and no further", () => {
    const doc =
      "Does. Restricted (admin). Emits {X}. Reverts {TooLate}, NotSigned (both).\n @param a {Expired}";
    assert.deepEqual(readNatSpec(doc).errors, ["Restricted", "TooLate", "NotSigned"]);
    assert.deepEqual(readNatSpec("Emits {TooLate}. Reverts as {fund}, {Expired}."), {
      ...{ errors: ["Expired"], like: "fund" },
    });
    assert.deepEqual(readNatSpec("Never {TooLate}."), { errors: [], like: undefined });
  });

  test("reads titles of both languages, and of no test more than is its own", () => {
    const texts_ = known.tests.get("trees.test.ts");
    const own = texts_?.get("finds nothing where all is in its place") ?? "";
    assert.ok(own.includes("C.look") && !own.includes("C.gone"));
    assert.ok(known.tests.get("OrderLog.t.sol")?.has("anEmptyBatchIsRefused"));
    assert.ok(known.tests.get("OrderLog.t.sol")?.has("everyLeafIsProvenAndNothingElse"));
    assert.ok(known.tests.get("Receivables.t.sol")?.has("invariant_everyPromiseHolds"));
  });
});
