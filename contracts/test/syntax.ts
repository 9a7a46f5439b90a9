import { readFileSync } from "node:fs";
import { artifacts } from "hardhat";

/** What these tests look at in the compiler's syntax tree. */
type Node = {
  readonly id: number;
  readonly nodeType: string;
  readonly name?: string;
  readonly visibility?: string;
  readonly functionSelector?: string;
  readonly stateVariable?: boolean;
  readonly referencedDeclaration?: number;
  readonly linearizedBaseContracts?: readonly number[];
  readonly documentation?: { readonly text: string };
  readonly baseFunctions?: readonly number[];
  readonly modifiers?: readonly { readonly modifierName: { readonly name: string } }[];
  readonly nodes?: readonly Node[];
};

/** A function anybody can send a call to, and whether the access manager is asked about the caller. */
export type Entrance = {
  readonly name: string;
  readonly selector: string;
  readonly isRestricted: boolean;
  /** Names of the state variables it, or anything it calls, mentions. */
  readonly mentions: ReadonlySet<string>;
  /** Names of the errors it, or anything it calls, refuses with; what other contracts answer is not among them. */
  readonly refusals: ReadonlySet<string>;
  /** Its NatSpec, inherited or its own. */
  readonly doc: string;
};

const everyNode = (node: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(node)) for (const each of node) everyNode(each, visit);
  else if (node !== null && typeof node === "object") {
    if ("nodeType" in node) visit(node as Node);
    for (const value of Object.values(node)) {
      if (value !== null && typeof value === "object") everyNode(value, visit);
    }
  }
};

const treeOf = async (contract: string): Promise<{ byId: Map<number, Node>; root: Node }> => {
  const id = await artifacts.getBuildInfoId(contract);
  const path = id && (await artifacts.getBuildInfoOutputPath(id));
  if (!path) throw new Error(`${contract} was not compiled.`);
  const { output } = JSON.parse(readFileSync(path, "utf8"));
  const byId = new Map<number, Node>();
  for (const { ast } of Object.values<{ ast: unknown }>(output.sources)) {
    everyNode(ast, (node) => byId.set(node.id, node));
  }
  const root = [...byId.values()].find(
    ({ nodeType, name }) => nodeType === "ContractDefinition" && name === contract,
  );
  if (!root) throw new Error(`${contract} is not in its own build.`);
  return { byId, root };
};

/** State variables and errors that a function and everything it can call name, whichever base declares them. */
const reachOf = (start: Node, byId: Map<number, Node>): Pick<Entrance, "mentions" | "refusals"> => {
  const seen = new Set<number>();
  const mentions = new Set<string>();
  const refusals = new Set<string>();
  const queue = [start];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    everyNode(next, ({ referencedDeclaration }) => {
      const target = byId.get(referencedDeclaration ?? -1);
      if (target?.stateVariable && target.name) mentions.add(target.name);
      if (target?.nodeType === "ErrorDefinition" && target.name) refusals.add(target.name);
      if (target?.nodeType === "FunctionDefinition" || target?.nodeType === "ModifierDefinition")
        queue.push(target);
    });
  }
  return { mentions, refusals };
};

const docOf = ({ documentation, baseFunctions = [] }: Node, byId: Map<number, Node>): string => {
  const own = documentation?.text ?? "";
  if (!own.includes("@inheritdoc")) return own;
  return baseFunctions.map((id) => docOf(byId.get(id) as Node, byId)).join("\n");
};

/** Every entrance of a compiled contract, inherited ones included; of an overridden function the last word counts. */
export const entrancesOf = async (contract: string): Promise<readonly Entrance[]> => {
  const { byId, root } = await treeOf(contract);
  const found = new Map<string, Entrance>();
  for (const base of (root.linearizedBaseContracts ?? []).map((id) => byId.get(id))) {
    for (const node of base?.nodes ?? []) {
      if (node.nodeType !== "FunctionDefinition" || !node.functionSelector) continue;
      const selector = `0x${node.functionSelector}`;
      if (found.has(selector)) continue;
      const isRestricted = (node.modifiers ?? []).some(
        ({ modifierName }) => modifierName.name === "restricted",
      );
      const name = node.name ?? "";
      const doc = docOf(node, byId);
      found.set(selector, { name, selector, isRestricted, doc, ...reachOf(node, byId) });
    }
  }
  return [...found.values()];
};
