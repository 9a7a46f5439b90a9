import {
  childAt,
  childrenAt,
  childrenOf,
  lineOf,
  type Node,
  nodesOf,
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
};

/** Which functions of a file are changed: all, those named, or all but those named. */
export type Target = { file: string; only?: readonly string[]; but?: readonly string[] };

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

/** Where the mutants of one node stand in the written text, so that a compiler's complaint finds them. */
export const siteMarks = (site: number): [open: string, close: string] => [
  `/*<${site}*/`,
  `/*${site}>*/`,
];

type Change = Alternative & { number: number };

/** A node and the ways it is changed. */
type Site = { node: Node; changes: Change[]; isStatement: boolean };

const arm = ({ number, code }: Change): string => `__m(${number}) ? (${code}) : `;

const written = (site: number, { changes, isStatement }: Site, inner: string): string => {
  const [open, close] = siteMarks(site);
  if (!isStatement) return `(${open}${changes.map(arm).join("")}(${inner})${close})`;
  const [first] = changes;
  const swap = changes.slice(1).map((each) => `if (__m(${each.number})) ${each.code}; else `);
  return `${open}if (!__m(${first?.number})) ${swap.join("")}${inner}${close}`;
};

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The changed file, holding every mutant of it and none in force, and the list of them. */
export type Changed = {
  text: string;
  mutants: Mutant[];
  /** What was changed at each marked place. */
  siteNames: ReadonlyMap<number, string>;
};

type Options = {
  target: Target;
  parsed: Parsed;
  declarations: Surroundings["declarations"];
  /** Number of the first mutant, and of the first place. */
  from: { mutant: number; site: number };
  /** Sites left alone, because what they would become does not compile. */
  dropped: ReadonlySet<string>;
};

const isChosen = ({ only, but }: Target, name: string): boolean =>
  (!only || only.includes(name)) && !but?.includes(name);

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

export const siteName = (file: string, node: Node): string =>
  `${file}:${node.nodeType}:${node.src}`;

/** Functions that answer with a place in storage: without a `return` they do not compile. */
const functionsGivingStorage = (root: Node): string[] =>
  nodesOf(root)
    .filter(({ nodeType }) => nodeType === "FunctionDefinition")
    .filter((node) => {
      const given = childAt(node, "returnParameters");
      return (
        given && childrenAt(given, "parameters").some((each) => each.storageLocation === "storage")
      );
    })
    .map(({ name }) => String(name));

/** Finds every place of a file that can be changed, in the order of the text. */
const sitesOf = ({ target, parsed, declarations, from, dropped }: Options) => {
  const sites: Site[] = [];
  const mutants: Mutant[] = [];
  const add = (node: Node, isStatement: boolean, within: string, found: Alternative[]) => {
    if (found.length === 0 || dropped.has(siteName(target.file, node))) return;
    const changes = found.map((each, index) => ({
      ...each,
      number: from.mutant + mutants.length + index,
    }));
    sites.push({ node, changes, isStatement });
    const { file } = target;
    const original = squeezed(textOf(parsed, node));
    const place = { file, line: lineOf(parsed, node), within, original };
    for (const { number, operator, shown } of changes) {
      mutants.push({ number, ...place, operator, mutant: squeezed(shown) });
    }
  };
  const visit = (node: Node, parent: Node | undefined, within: string): void => {
    const around = { parsed, parent, declarations };
    const mayGo = node.nodeType !== "Return" || !pointing.has(within);
    if (mayGo) add(node, true, within, statementChanges(node, parent, around));
    if (CLOSED.has(node.nodeType)) return;
    add(node, false, within, expressionChanges(node, around));
    const closed = isRequirement(node) ? childrenAt(node, "arguments").slice(1) : [];
    for (const child of childrenOf(node)) {
      if (!closed.includes(child)) visit(child, node, within);
    }
  };
  const pointing = new Set(functionsGivingStorage(parsed.root));
  const search = (node: Node): void => {
    const body = node.nodeType === "FunctionDefinition" ? childAt(node, "body") : undefined;
    if (!body) for (const child of childrenOf(node)) search(child);
    else if (!isConstructor(node) && isChosen(target, String(node.name))) {
      visit(body, node, String(node.name));
    }
  };
  search(parsed.root);
  return { sites, mutants };
};

/** Writes all changes of a file into one text, each behind its number. */
export const changed = (options: Options): Changed => {
  const { sites, mutants } = sitesOf(options);
  const siteNames = new Map<number, string>();
  const byNode = new Map<Node, [site: number, Site][]>();
  sites.forEach((site, index) => {
    const number = options.from.site + index;
    siteNames.set(number, siteName(options.target.file, site.node));
    byNode.set(site.node, [...(byNode.get(site.node) ?? []), [number, site]]);
  });
  const body = rewrittenFile(options.parsed, (node, inner) =>
    (byNode.get(node) ?? []).reduce((text, [number, site]) => written(number, site, text), inner),
  );
  return { text: mutants.length > 0 ? body + SUPPORT : body, mutants, siteNames };
};
