import {
  childAt,
  childrenAt,
  type Node,
  type Parsed,
  spanOf,
  textOf,
} from "../contracts/solidity-ast";

/** Another text for a node. `code` is what compiles in its place, `shown` what a person reads. */
export type Alternative = { operator: string; code: string; shown: string };

/** What alternatives need to know beside the node. */
export type Surroundings = {
  parsed: Parsed;
  parent: Node | undefined;
  /** Every declaration of the program, by its number. */
  declarations: ReadonlyMap<number, Node>;
};

const FLIPS: Record<string, { operator: string; to: readonly string[] }> = {
  "<": { operator: "comparison", to: ["<=", ">="] },
  "<=": { operator: "comparison", to: ["<", ">"] },
  ">": { operator: "comparison", to: [">=", "<="] },
  ">=": { operator: "comparison", to: [">", "<"] },
  "==": { operator: "comparison", to: ["!="] },
  "!=": { operator: "comparison", to: ["=="] },
  "&&": { operator: "logic", to: ["||"] },
  "||": { operator: "logic", to: ["&&"] },
  "+": { operator: "arithmetic", to: ["-"] },
  "-": { operator: "arithmetic", to: ["+"] },
  "*": { operator: "arithmetic", to: ["/"] },
  "/": { operator: "arithmetic", to: ["*"] },
  "%": { operator: "arithmetic", to: ["*"] },
  "<<": { operator: "arithmetic", to: [">>"] },
  ">>": { operator: "arithmetic", to: ["<<"] },
  "&": { operator: "arithmetic", to: ["|"] },
  "|": { operator: "arithmetic", to: ["&"] },
  "^": { operator: "arithmetic", to: ["&"] },
};
const ASSIGNMENTS: Record<string, readonly string[]> = {
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["/=", "="],
  "/=": ["*=", "="],
  "|=": ["&=", "="],
  "&=": ["|=", "="],
};
const CONDITIONED = new Set([
  ...["IfStatement", "Conditional", "WhileStatement", "DoWhileStatement", "ForStatement"],
]);

export const typeOf = (node: Node): string =>
  (node.typeDescriptions as { typeString?: string } | undefined)?.typeString ?? "";

const isInteger = (type: string): boolean => /^u?int\d*$/.test(type);
const isWholeConstant = (node: Node): boolean => typeOf(node).startsWith("int_const");

const declarationOf = (node: Node, { declarations }: Surroundings): Node | undefined =>
  declarations.get(Number(node.referencedDeclaration));

const byOne = (text: string, isZero: boolean): Alternative[] => {
  const alternative = (sign: string): Alternative => {
    const shown = `${text} ${sign} 1`;
    return { operator: "constant", code: shown, shown };
  };
  return isZero ? [alternative("+")] : [alternative("+"), alternative("-")];
};

const isZeroLiteral = (node: Node): boolean =>
  node.nodeType === "Literal" && Number(node.value) === 0;

/** The type that a child of the node is brought to, where that is plain to see. */
const typeBelow = (parent: Node, { declarations }: Surroundings): string => {
  switch (parent.nodeType) {
    case "BinaryOperation":
      return (parent.commonType as { typeString?: string } | undefined)?.typeString ?? "";
    case "Conditional":
      return typeOf(parent);
    case "Assignment":
      return typeOf(childAt(parent, "leftHandSide") ?? parent);
    case "VariableDeclarationStatement":
      return typeOf(childrenAt(parent, "declarations")[0] ?? parent);
    case "Return": {
      const given = declarations.get(Number(parent.functionReturnParameters));
      return typeOf((given && childrenAt(given, "parameters")[0]) ?? parent);
    }
    default:
      return "";
  }
};

/** A literal or a sum of literals that becomes an unsigned number: one more and one less. */
const ofConstant = (node: Node, around: Surroundings): Alternative[] =>
  around.parent &&
  !isWholeConstant(around.parent) &&
  typeBelow(around.parent, around).startsWith("uint")
    ? byOne(textOf(around.parsed, node), isZeroLiteral(node))
    : [];

const ofName = (node: Node, around: Surroundings): Alternative[] => {
  const named = declarationOf(node, around);
  const isConstant = named?.nodeType === "VariableDeclaration" && named.mutability === "constant";
  return isConstant && isInteger(typeOf(node)) ? byOne(textOf(around.parsed, node), false) : [];
};

/** A member of an enumeration becomes the one after it. */
const ofMember = (node: Node, around: Surroundings): Alternative[] => {
  const base = childAt(node, "expression");
  if (!base || !typeOf(base).startsWith("type(enum")) return ofName(node, around);
  const declared = declarationOf(base, around);
  const names = declared ? childrenAt(declared, "members").map(({ name }) => String(name)) : [];
  const next = names[(names.indexOf(String(node.memberName)) + 1) % names.length];
  if (!next || next === node.memberName) return [];
  const code = `${textOf(around.parsed, base)}.${next}`;
  return [{ operator: "constant", code, shown: code }];
};

const ofBinary = (node: Node, around: Surroundings): Alternative[] => {
  if (isWholeConstant(node)) return ofConstant(node, around);
  const flip = FLIPS[String(node.operator)];
  const left = childAt(node, "leftExpression");
  const right = childAt(node, "rightExpression");
  if (!flip || !left || !right) return [];
  const [a, b] = [textOf(around.parsed, left), textOf(around.parsed, right)];
  return flip.to.map((sign) => ({
    operator: flip.operator,
    code: `(${a}) ${sign} (${b})`,
    shown: `${a} ${sign} ${b}`,
  }));
};

const ofUnary = (node: Node, around: Surroundings): Alternative[] => {
  if (isWholeConstant(node)) return ofConstant(node, around);
  const inner = childAt(node, "subExpression");
  if (!inner) return [];
  const text = textOf(around.parsed, inner);
  const changed: Record<string, string> = {
    "!": text,
    "-": text,
    "++": `${text}--`,
    "--": `${text}++`,
  };
  const code = changed[String(node.operator)];
  const operator = node.operator === "!" ? "negation" : "arithmetic";
  return code === undefined ? [] : [{ operator, code, shown: code }];
};

const ofAssignment = (node: Node, { parsed }: Surroundings): Alternative[] => {
  const left = childAt(node, "leftHandSide");
  const right = childAt(node, "rightHandSide");
  if (!left || !right || typeOf(node).startsWith("tuple")) return [];
  return (ASSIGNMENTS[String(node.operator)] ?? []).map((sign) => {
    const code = `${textOf(parsed, left)} ${sign} ${textOf(parsed, right)}`;
    return { operator: "arithmetic", code, shown: code };
  });
};

const identifierOf = (node: Node): string =>
  (node.typeDescriptions as { typeIdentifier?: string } | undefined)?.typeIdentifier ?? "";

/** Two neighbouring arguments of one type change places. */
const ofCall = (node: Node, { parsed }: Surroundings): Alternative[] => {
  if (node.kind === "typeConversion") return [];
  const values = childrenAt(node, "arguments");
  const { start } = spanOf(node);
  const bytes = Buffer.from(textOf(parsed, node));
  return values.slice(1).flatMap((second, index) => {
    const first = values[index];
    if (!first || identifierOf(first) === "" || identifierOf(first) !== identifierOf(second))
      return [];
    const [a, b] = [spanOf(first), spanOf(second)];
    if (textOf(parsed, first) === textOf(parsed, second)) return [];
    const code = [
      bytes.subarray(0, a.start - start),
      textOf(parsed, second),
      bytes.subarray(a.end - start, b.start - start),
      textOf(parsed, first),
      bytes.subarray(b.end - start),
    ].join("");
    return [{ operator: "arguments", code, shown: code }];
  });
};

const OF: Record<string, (node: Node, around: Surroundings) => Alternative[]> = {
  BinaryOperation: ofBinary,
  UnaryOperation: ofUnary,
  Assignment: ofAssignment,
  FunctionCall: ofCall,
  MemberAccess: ofMember,
  Identifier: ofName,
  Literal: (node, around) => (isWholeConstant(node) ? ofConstant(node, around) : ofFlag(node)),
};

const ofFlag = (node: Node): Alternative[] => {
  if (node.kind !== "bool") return [];
  const code = node.value === "true" ? "false" : "true";
  return [{ operator: "constant", code, shown: code }];
};

/** A comparison or a negation is changed where it stands. */
const changesItself = (node: Node): boolean =>
  FLIPS[String(node.operator)]?.operator === "comparison" || node.operator === "!";

const negation = (node: Node, { parsed, parent }: Surroundings): Alternative[] => {
  const isAsked =
    parent && CONDITIONED.has(parent.nodeType) && childAt(parent, "condition") === node;
  if (!isAsked || changesItself(node)) return [];
  const code = `!(${textOf(parsed, node)})`;
  return [{ operator: "negation", code, shown: code }];
};

/** Everything an expression may be changed into, one change at a time. */
export const alternativesOf = (node: Node, around: Surroundings): Alternative[] =>
  node.lValueRequested === true
    ? []
    : [...(OF[node.nodeType]?.(node, around) ?? []), ...negation(node, around)];

const DELETABLE = new Set(["ExpressionStatement", "EmitStatement", "RevertStatement"]);
const LEAVING = new Set(["Return", "Break", "Continue"]);

/** Whether a statement can be left out. What is before an `else` without braces cannot: the `else` would stray. */
export const isDeletable = (node: Node, parent: Node | undefined): boolean => {
  if (!DELETABLE.has(node.nodeType) && !LEAVING.has(node.nodeType)) return false;
  if (parent?.nodeType === "ForStatement" && childAt(parent, "body") !== node) return false;
  return !(parent?.nodeType === "IfStatement" && childAt(parent, "falseBody"));
};
