import { createHash } from "node:crypto";
import {
  childAt,
  childrenAt,
  lineOf,
  type Node,
  nodesOf,
  type Parsed,
  parseSolidity,
  rewrittenFile,
  textOf,
} from "./solidity-ast";

/**
 * One way the code can go. `tag` is what the instrumented code reports when it goes there, `code` the condition that
 * decides, empty where none does.
 */
export type Branch = { tag: string; file: string; line: number; what: string; code: string };

type Outcomes = readonly [whenTrue: string, whenFalse: string];

/** Calls to this address are collected by the simulated network and by the Solidity test runner. */
const TAG_DIGITS = 12;
const COLLECTOR = "0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE";

/** Reporting is hidden from the compiler's view of purity: a pure function reports too. It leaves memory as it was. */
const SOLIDITY_PART = `
function __hitView(uint256 tag) view {
    assembly ("memory-safe") {
        let kept := mload(0)
        mstore(0, tag)
        pop(staticcall(gas(), ${COLLECTOR}, 0, 32, 0, 0))
        mstore(0, kept)
    }
}
function __asPure(function(uint256) view from) pure returns (function(uint256) pure to) {
    assembly ("memory-safe") { to := from }
}
function __hit(uint256 tag) pure { __asPure(__hitView)(tag); }
function __hitKept(uint256 tag) pure {
    uint256 kept;
    assembly ("memory-safe") { kept := mload(add(0x40000, and(shl(5, tag), 0xffe0))) }
    if (kept == tag) __hit(tag);
}
function __branch(bool on, uint256 yes, uint256 no) pure returns (bool) {
    __hit(on ? yes : no);
    return on;
}
`;

/** What the last call returned is read back through the identity precompile after a report. */
const KEEP = "let __n := returndatasize() let __far := add(mload(0x40), 0x10000)";
const RETURNED = {
  keep: `${KEEP} returndatacopy(__far, 0, __n)`,
  restore: "pop(staticcall(gas(), 4, __far, __n, 0, 0))",
};

/** Where assembly may call, memory is left as it was. In a pure function it may not: the tag waits far up in memory. */
const yulReport = (isPure: boolean, readsReturned: boolean): string =>
  isPure
    ? "mstore(add(0x40000, and(shl(5, __tag), 0xffe0)), __tag)"
    : `${readsReturned ? RETURNED.keep : ""}
        let __kept := mload(0)
        mstore(0, __tag)
        pop(staticcall(gas(), ${COLLECTOR}, 0, 32, 0, 0))
        mstore(0, __kept)
        ${readsReturned ? RETURNED.restore : ""}`;

const yulPart = (report: string): string => `
    function __yulHit(__tag) { ${report} }
    function __yulBranch(__on, __yes, __no) -> __same {
        __same := __on
        switch __on case 0 { __yulHit(__no) } default { __yulHit(__yes) }
    }
`;

const BRANCHING_YUL = new Set(["YulIf", "YulForLoop", "YulSwitch"]);
const ARMS: Record<string, { key: string; outcomes: Outcomes }> = {
  IfStatement: { key: "condition", outcomes: ["if: taken", "if: passed by"] },
  Conditional: { key: "condition", outcomes: ["choice: first", "choice: second"] },
  WhileStatement: { key: "condition", outcomes: ["loop: entered", "loop: left"] },
  DoWhileStatement: { key: "condition", outcomes: ["loop: again", "loop: left"] },
  ForStatement: { key: "condition", outcomes: ["loop: entered", "loop: left"] },
  YulIf: { key: "condition", outcomes: ["if: taken", "if: passed by"] },
  YulForLoop: { key: "condition", outcomes: ["loop: entered", "loop: left"] },
};

const isLogic = (node: Node): boolean =>
  node.nodeType === "BinaryOperation" && (node.operator === "&&" || node.operator === "||");

const isRequirement = (node: Node): boolean =>
  node.nodeType === "FunctionCall" &&
  ["require", "assert"].includes(String(childAt(node, "expression")?.name));

/** What has to be asked both ways at a node: the conditions below it, each with its two outcomes. */
const questionsOf = (node: Node): { asked: Node; outcomes: Outcomes }[] => {
  const arm = ARMS[node.nodeType];
  const condition = arm && childAt(node, arm.key);
  if (condition) return [{ asked: condition, outcomes: arm.outcomes }];
  if (isRequirement(node)) {
    const [first] = childrenAt(node, "arguments");
    return first ? [{ asked: first, outcomes: ["requirement: met", "requirement: refused"] }] : [];
  }
  if (!isLogic(node)) return [];
  return [childAt(node, "leftExpression"), childAt(node, "rightExpression")]
    .filter((side) => side !== undefined)
    .filter((side) => !isLogic(side))
    .map((asked) => ({ asked, outcomes: [`${node.operator}: true`, `${node.operator}: false`] }));
};

const openedWith = (text: string, inserted: string): string => {
  const at = text.indexOf("{") + 1;
  return `${text.slice(0, at)} ${inserted} ${text.slice(at)}`;
};

/** Gives out the tags and keeps the list. A node may be asked by several: `if (a && b)` asks `b` once, the whole once. */
const book = (file: string, parsed: Parsed) => {
  const branches: Branch[] = [];
  const tagOf = (node: Node, what: string, code = ""): string => {
    const hash = createHash("sha256").update(`${file}:${node.src}:${what}`).digest("hex");
    const short = hash.slice(0, TAG_DIGITS);
    const tag = short.padStart(64, "0");
    branches.push({ tag, file, line: lineOf(parsed, node), what, code: code.replace(/\s+/g, " ") });
    return `0x${short}`;
  };
  return { branches, tagOf };
};

type Book = ReturnType<typeof book>;

const ENTERED = new Set(["FunctionDefinition", "ModifierDefinition"]);

const nameOf = (node: Node): string => String(node.name || node.kind || "code");

/** What a body says when it begins: of functions, of the clauses of a try, of the cases of a switch. */
const beginningsOf = (node: Node, { tagOf }: Book): [body: Node | undefined, report: string][] => {
  if (ENTERED.has(node.nodeType)) {
    const body = childAt(node, "body");
    return body ? [[body, `__hit(${tagOf(node, `${nameOf(node)}: entered`)});`]] : [];
  }
  if (node.nodeType === "TryStatement") {
    return childrenAt(node, "clauses").map((clause, index) => {
      const what = index === 0 ? "try: done" : "try: caught";
      return [childAt(clause, "block"), `__hit(${tagOf(clause, what)});`];
    });
  }
  if (node.nodeType !== "YulSwitch") return [];
  return childrenAt(node, "cases").map((each) => [
    childAt(each, "body"),
    `__yulHit(${tagOf(each, "switch: this case")})`,
  ]);
};

/** A switch without a default goes somewhere too. */
const withDefault = (node: Node, text: string, { tagOf }: Book): string =>
  node.nodeType === "YulSwitch" &&
  childrenAt(node, "cases").every(({ value }) => value !== "default")
    ? `${text} default { __yulHit(${tagOf(node, "switch: no case")}) }`
    : text;

const branchesInYul = (node: Node): boolean =>
  node.nodeType === "InlineAssembly" &&
  nodesOf(node).some(({ nodeType }) => BRANCHING_YUL.has(nodeType));

const branchingAssemblies = (node: Node): Node[] => nodesOf(node).filter(branchesInYul);

/** Assembly that branches; what waits in memory after a pure one is reported when it is through. */
const reportingAssembly = (text: string, isPure: boolean): string => {
  const now = openedWith(text, yulPart(yulReport(isPure, text.includes("returndata"))));
  if (!isPure) return now;
  const tags = text.match(new RegExp(`0x[0-9a-f]{${TAG_DIGITS}}\\b`, "g")) ?? [];
  return `{ ${now} ${tags.map((tag) => `__hitKept(${tag});`).join(" ")} }`;
};

/**
 * The same code, reporting every way it goes: functions entered, both outcomes of each condition, of each
 * operand of && and ||, and of each requirement, clauses of a try, cases of a switch; in assembly too.
 * @throws Error where the text does not parse
 */
export const instrument = (
  file: string,
  text: string,
): { text: string; branches: readonly Branch[] } => {
  const parsed = parseSolidity(file, text);
  const kept = book(file, parsed);
  const asked = new Map<Node, Outcomes[]>();
  const beginnings = new Map<Node, string>();
  for (const node of nodesOf(parsed.root)) {
    for (const { asked: at, outcomes } of questionsOf(node)) {
      asked.set(at, [...(asked.get(at) ?? []), outcomes]);
    }
    for (const [body, report] of beginningsOf(node, kept)) if (body) beginnings.set(body, report);
  }
  const pure = new Set(
    nodesOf(parsed.root)
      .filter(({ stateMutability }) => stateMutability === "pure")
      .flatMap(branchingAssemblies),
  );
  const rewrite = (node: Node, inner: string): string => {
    let now = withDefault(node, inner, kept);
    const beginning = beginnings.get(node);
    if (beginning) now = openedWith(now, beginning);
    if (branchesInYul(node)) now = reportingAssembly(now, pure.has(node));
    const name = node.nodeType.startsWith("Yul") ? "__yulBranch" : "__branch";
    for (const [yes, no] of asked.get(node) ?? []) {
      const code = textOf(parsed, node);
      now = `${name}(${now}, ${kept.tagOf(node, yes, code)}, ${kept.tagOf(node, no, code)})`;
    }
    return now;
  };
  const body = rewrittenFile(parsed, rewrite);
  if (kept.branches.length === 0) return { text, branches: [] };
  const branches = kept.branches.sort((a, b) => a.line - b.line);
  return { text: body + SOLIDITY_PART, branches };
};
