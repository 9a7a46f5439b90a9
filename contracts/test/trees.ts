/** One case of a function: what it comes to, and the test that holds the function to it. */
type Leaf = {
  readonly head: string;
  readonly line: string;
  /** Errors by any of which the case is refused; none where it is not. */
  readonly errors: readonly string[];
  readonly file: string;
  readonly title: string;
};

export type Tree = { readonly heads: readonly string[]; readonly leaves: readonly Leaf[] };

/** What a tree is held against, a function being written CONTRACT.name. */
export type Known = {
  /** Every function of the contracts. */
  readonly functions: ReadonlyMap<string, Facts>;
  /** Every error that a contract of the set, or the coin behind it, can refuse with. */
  readonly errors: ReadonlySet<string>;
  /** By file and title, what a test says, and what it shares with the others of its file. */
  readonly tests: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

export type Facts = {
  /** It changes something, or refuses. */
  readonly needsTree: boolean;
  /** Errors its code raises. */
  readonly raised: ReadonlySet<string>;
  /** Errors its NatSpec names, and "Restricted" where it says that. */
  readonly said: ReadonlySet<string>;
};

const UNAUTHORIZED = "AccessManagedUnauthorized";

const leafOf = (head: string, line: string): Leaf => {
  const [, outcome = "", test = ""] = /: ([^:]*) -> (.*)$/.exec(line) ?? [];
  const refused = /^refused, (.*)$/.exec(outcome)?.[1];
  const quoted = /^(\S+) "(.*)"$/.exec(test);
  const [file = "", title = ""] = quoted ? quoted.slice(1) : test.split(".");
  const errors = refused?.replace(/; .*/, "").split(" or ") ?? [];
  return {
    head,
    line: line.trim(),
    errors,
    file: quoted ? `${file}.test.ts` : `${file}.t.sol`,
    title,
  };
};

/** Reads a tree: two lines of explanation, then functions, each with its cases below it. */
export const readTree = (text: string): Tree => {
  const heads: string[] = [];
  const leaves: Leaf[] = [];
  for (const line of text.split("\n").slice(2)) {
    if (line === "") continue;
    if (line.startsWith("  ")) leaves.push(leafOf(heads.at(-1) ?? "", line));
    else heads.push(line);
  }
  return { heads, leaves };
};

/** What is wrong with the heads: a function without a tree, two trees, a tree of nothing. */
const strayHeads = (heads: readonly string[], { functions }: Known): string[] => {
  const contracts = new Set([...functions.keys()].map((name) => `${name.split(".")[0]}.*`));
  return [
    ...[...functions]
      .filter(([name, { needsTree }]) => needsTree && !heads.includes(name))
      .map(([name]) => `${name}: no tree`),
    ...heads.filter((name, at) => heads.indexOf(name) !== at).map((name) => `${name}: two trees`),
    ...heads
      .filter((name) => !functions.has(name) && !contracts.has(name))
      .map((name) => `${name}: no such function`),
  ];
};

const strayLeaf = ({ head, line, errors, file, title }: Leaf, known: Known): string[] => {
  const text = known.tests.get(file)?.get(title);
  const where = `${head}: ${line}`;
  if (text === undefined) return [`${where}: there is no such test`];
  return errors.flatMap((error) => {
    if (!known.errors.has(error)) return [`${where}: no contract knows ${error}`];
    return new RegExp(`\\b${error}\\b`).test(text)
      ? []
      : [`${where}: the test says nothing of ${error}`];
  });
};

/** Errors without a case, and errors the NatSpec does not say; those of CONTRACT.* are said once for all. */
const strayErrors = (leaves: readonly Leaf[], known: Known): string[] => {
  const under = (head: string) =>
    new Set(leaves.filter((leaf) => leaf.head === head).flatMap(({ errors }) => errors));
  return [...known.functions].flatMap(([name, { raised, said }]) => {
    const shared = under(`${name.split(".")[0]}.*`);
    const cases = under(name);
    const wanted = new Set([...raised, ...said].filter((error) => error !== "Restricted"));
    const isSaid = (error: string) => said.has(error === UNAUTHORIZED ? "Restricted" : error);
    return [
      ...[...wanted]
        .filter((error) => !cases.has(error) && !shared.has(error))
        .map((error) => `${name}: no case of ${error}`),
      ...[...raised]
        .filter((error) => !isSaid(error) && !shared.has(error))
        .map((error) => `${name}: its NatSpec does not say ${error}`),
    ];
  });
};

/** Everything in which trees, tests and contracts do not agree. */
export const strays = (trees: readonly Tree[], known: Known): string[] => {
  const leaves = trees.flatMap((tree) => tree.leaves);
  return [
    ...strayHeads(
      trees.flatMap(({ heads }) => heads),
      known,
    ),
    ...leaves.flatMap((leaf) => strayLeaf(leaf, known)),
    ...strayErrors(leaves, known),
  ];
};
