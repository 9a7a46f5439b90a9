import solc from "solc";

/** One node of the compiler's syntax tree. `src` is "start:length:file", counted in bytes. */
export type Node = { nodeType: string; src: string; [key: string]: unknown };

/** A parsed file. Offsets are bytes, so the text is kept as bytes too. */
export type Parsed = { bytes: Buffer; root: Node };

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources: Record<string, { ast: unknown }>;
};

/** Documentation lies outside the node it belongs to; the others hold no syntax of their own. */
const NOT_SYNTAX = new Set(["documentation", "externalReferences", "typeDescriptions"]);

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;

/** Syntax alone: no imports are followed and no types are known. @throws Error where it does not parse. */
export const parseSolidity = (path: string, text: string): Parsed => {
  const settings = { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: { [path]: { content: text } }, settings };
  const { errors = [], sources }: Output = JSON.parse(solc.compile(JSON.stringify(input)));
  const problem = errors.find(({ severity }) => severity === "error");
  const root = sources?.[path]?.ast;
  if (problem || !isNode(root)) throw new Error(problem?.formattedMessage ?? `no tree of ${path}`);
  return { bytes: Buffer.from(text), root };
};

export const spanOf = (node: Node): { start: number; end: number } => {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
};

export const textOf = ({ bytes }: Parsed, node: Node): string => {
  const { start, end } = spanOf(node);
  return bytes.subarray(start, end).toString();
};

/** The line a node begins on, counted from 1. */
export const lineOf = ({ bytes }: Parsed, node: Node): number =>
  bytes.subarray(0, spanOf(node).start).toString().split("\n").length;

/** The nodes right below one, in the order of the text. */
export const childrenOf = (node: Node): Node[] => {
  const found: Node[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) collect(each);
    else if (isNode(value)) {
      const { start, end } = spanOf(value);
      if (end > start) found.push(value);
    } else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const [key, value] of Object.entries(node)) if (!NOT_SYNTAX.has(key)) collect(value);
  return found.sort((a, b) => spanOf(a).start - spanOf(b).start);
};

/** A child by the name of its field. */
export const childAt = (node: Node, key: string): Node | undefined => {
  const child = node[key];
  return isNode(child) ? child : undefined;
};

export const childrenAt = (node: Node, key: string): Node[] => {
  const list = node[key];
  return Array.isArray(list) ? list.filter(isNode) : [];
};

/** A node and everything below it, outermost first. */
export const nodesOf = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(nodesOf)];

/** Writes one node anew; `inner` is its text with everything below it rewritten already. */
export type Rewrite = (node: Node, inner: string) => string;

/** The text below a node with every node rewritten, innermost first. */
export const rewritten = (parsed: Parsed, node: Node, rewrite: Rewrite): string => {
  const { start, end } = spanOf(node);
  let text = "";
  let at = start;
  for (const child of childrenOf(node)) {
    const span = spanOf(child);
    if (span.start < at) throw new Error(`nodes overlap at ${child.src} (${child.nodeType})`);
    text += parsed.bytes.subarray(at, span.start).toString();
    text += rewritten(parsed, child, rewrite);
    at = span.end;
  }
  return rewrite(node, text + parsed.bytes.subarray(at, end).toString());
};

/** A whole file rewritten, with what lies before its first and after its last node. */
export const rewrittenFile = (parsed: Parsed, rewrite: Rewrite): string => {
  const { start, end } = spanOf(parsed.root);
  const before = parsed.bytes.subarray(0, start).toString();
  return before + rewritten(parsed, parsed.root, rewrite) + parsed.bytes.subarray(end).toString();
};
