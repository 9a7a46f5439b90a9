import {
  childAt,
  childrenAt,
  childrenOf,
  lineOf,
  type Node,
  type Parsed,
  rewrittenFile,
  textOf,
} from "../contracts/solidity-ast";
import {
  type Alternative,
  alternativesOf,
  isDeletable,
  type Surroundings,
  typeOf,
} from "./operators";

/** One change to the code. `key` stays the same while the code around it changes. */
export type Mutant = {
  number: number;
  file: string;
  line: number;
  /** Function the change is in. */
  within: string;
  operator: string;
  original: string;
  mutant: string;
  /** The beginning of the expression or statement it is in: the same change may be made twice in a function. */
  around: string;
};

/** Which functions of a file are changed: all, or those named. */
export type Target = { file: string; only?: readonly string[] };

/** Account whose balance is the number of the mutant in force; every piece of code sees it, at 100 gas. */
export const SELECTOR = "0x4d75746174656400000000000000000000000000";
/** In place of a number: every mutant that is passed by is reported and none is in force. */
export const TRACE = 0xffffffff;
const COLLECTOR = "0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE";

const SUPPORT = `
function __inForceView(uint256 mutant) view returns (bool on) {
    assembly ("memory-safe") {
        let chosen := balance(${SELECTOR})
        on := eq(chosen, mutant)
        if eq(chosen, ${TRACE}) {
            let at := mload(0x40)
            mstore(at, mutant)
            pop(staticcall(gas(), ${COLLECTOR}, at, 32, 0, 0))
        }
    }
}
function __asPure(function(uint256) view returns (bool) from) pure returns (function(uint256) pure returns (bool) to) {
    assembly ("memory-safe") { to := from }
}
function __m(uint256 mutant) pure returns (bool) { return __asPure(__inForceView)(mutant); }
`;

/** Below these nothing is changed: what events and errors say, assembly, types, and what runs once at creation. */
const CLOSED = new Set([
  ...[
    "EmitStatement",
    "RevertStatement",
    "InlineAssembly",
    "ModifierInvocation",
    "ImportDirective",
  ],
  ...["ElementaryTypeName", "UserDefinedTypeName", "ArrayTypeName", "Mapping", "EventDefinition"],
  ...["ErrorDefinition", "StructDefinition", "EnumDefinition", "OverrideSpecifier"],
]);

const isRequirement = (node: Node): boolean =>
  node.nodeType === "FunctionCall" && childAt(node, "expression")?.name === "require";

const isConstructor = (node: Node): boolean => node.kind === "constructor";

type Change = Alternative & { number: number };

/** A node and the ways it is changed. */
type Site = { node: Node; changes: Change[]; isStatement: boolean };

const arm = ({ number, code }: Change): string => `__m(${number}) ? (${code}) : `;

const written = ({ changes, isStatement }: Site, inner: string): string => {
  if (!isStatement) return `(${changes.map(arm).join("")}(${inner}))`;
  const [first, ...others] = changes;
  const swaps = others.map(({ number, code }) => `if (__m(${number})) ${code}; else `);
  return `if (!__m(${first?.number})) ${swaps.join("")}${inner}`;
};

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

type Options = {
  target: Target;
  parsed: Parsed;
  declarations: Surroundings["declarations"];
  /** Number of the first mutant. */
  from: number;
};

/** A call that gives nothing can be chosen between only as a statement. */
const givesNothing = (node: Node): boolean => typeOf(node) === "tuple()";

const statementChanges = (
  node: Node,
  parent: Node | undefined,
  around: Surroundings,
): Alternative[] => {
  if (!isDeletable(node, parent)) return [];
  const removed = { operator: "statement", code: "", shown: "(nothing)" };
  const call = childAt(node, "expression");
  const isSwappable = call && givesNothing(call) && !isRequirement(call);
  return [removed, ...(isSwappable ? alternativesOf(call, around) : [])];
};

const expressionChanges = (node: Node, around: Surroundings): Alternative[] =>
  typeOf(node).startsWith("tuple(") || isRequirement(node) ? [] : alternativesOf(node, around);

/** Finds every place of a file that can be changed, in the order of the text. */
const sitesOf = ({ target, parsed, declarations, from }: Options) => {
  const sites: Site[] = [];
  const mutants: Mutant[] = [];
  const add = (
    { node, parent, isStatement }: { node: Node; parent: Node | undefined; isStatement: boolean },
    within: string,
    found: Alternative[],
  ) => {
    if (found.length === 0) return;
    const changes = found.map((each, index) => ({
      ...each,
      number: from + mutants.length + index,
    }));
    sites.push({ node, changes, isStatement });
    const { file } = target;
    const original = squeezed(textOf(parsed, node));
    const around = parent?.nodeType.endsWith("Block")
      ? ""
      : squeezed(textOf(parsed, parent ?? node));
    const place = { file, line: lineOf(parsed, node), within, original };
    for (const { number, operator, shown } of changes) {
      mutants.push({
        number,
        ...place,
        operator,
        mutant: squeezed(shown),
        around: around.slice(0, 80),
      });
    }
  };
  const visit = (node: Node, parent: Node | undefined, within: string): void => {
    const around = { parsed, parent, declarations };
    add({ node, parent, isStatement: true }, within, statementChanges(node, parent, around));
    if (CLOSED.has(node.nodeType)) return;
    add({ node, parent, isStatement: false }, within, expressionChanges(node, around));
    const closed = isRequirement(node) ? childrenAt(node, "arguments").slice(1) : [];
    for (const child of childrenOf(node)) {
      if (!closed.includes(child)) visit(child, node, within);
    }
  };
  const search = (node: Node): void => {
    const body = node.nodeType === "FunctionDefinition" ? childAt(node, "body") : undefined;
    if (!body) for (const child of childrenOf(node)) search(child);
    else if (!isConstructor(node) && (target.only?.includes(String(node.name)) ?? true)) {
      visit(body, node, String(node.name));
    }
  };
  search(parsed.root);
  return { sites, mutants };
};

/** Writes all changes of a file into one text, each behind its number and none in force. */
export const changed = (options: Options): { text: string; mutants: Mutant[] } => {
  const { sites, mutants } = sitesOf(options);
  const byNode = Map.groupBy(sites, ({ node }) => node);
  const body = rewrittenFile(options.parsed, (node, inner) =>
    (byNode.get(node) ?? []).reduce((text, site) => written(site, text), inner),
  );
  return { text: mutants.length > 0 ? body + SUPPORT : body, mutants };
};
