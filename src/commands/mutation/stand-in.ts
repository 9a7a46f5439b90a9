/**
 * Stands in for node:test where contract tests are run many times over in one process: it collects what a file
 * declares. Only what can be repeated is offered; anything else is missing, so that a test which needs it fails at once.
 */
type Body = (context: Context) => unknown;
type Options = { skip?: boolean | string; todo?: boolean | string };
type Context = { name: string; diagnostic: (text: string) => void };

/** Hooks and tests declared under one name; the outermost is a file. */
export type Suite = {
  name: string;
  parent: Suite | undefined;
  hooks: Record<"before" | "after" | "beforeEach" | "afterEach", Body[]>;
};

export type Case = { name: string; suite: Suite; body: Body };

const suiteOf = (name: string, parent: Suite | undefined): Suite => ({
  name,
  parent,
  hooks: { before: [], after: [], beforeEach: [], afterEach: [] },
});

let current = suiteOf("", undefined);
let cases: Case[] = [];

/** Loads a file and gives the tests it declares. */
export const collect = async (file: string, load: () => Promise<unknown>): Promise<Case[]> => {
  current = suiteOf(file, undefined);
  cases = [];
  await load();
  return cases;
};

export const suitesAround = (suite: Suite): Suite[] =>
  suite.parent ? [...suitesAround(suite.parent), suite] : [suite];

const contextOf = (name: string): Context => ({ name, diagnostic: () => undefined });

export const runHooks = async (suite: Suite, kind: keyof Suite["hooks"]): Promise<void> => {
  for (const hook of suite.hooks[kind]) await hook(contextOf(suite.name));
};

/** One test with the hooks that belong to each. */
export const runCase = async ({ name, suite, body }: Case): Promise<void> => {
  const suites = suitesAround(suite);
  for (const each of suites) await runHooks(each, "beforeEach");
  try {
    await body(contextOf(name));
  } finally {
    for (const each of suites.toReversed()) await runHooks(each, "afterEach");
  }
};

const bodyOf = (rest: readonly (Options | Body)[]): Body | undefined =>
  rest.find((each) => typeof each === "function");

const isLeftOut = (rest: readonly (Options | Body)[]): boolean =>
  rest.some((each) => typeof each === "object" && Boolean(each.skip || each.todo));

const declare = (name: string, ...rest: (Options | Body)[]): void => {
  const body = bodyOf(rest);
  if (body && !isLeftOut(rest)) cases.push({ name, suite: current, body });
};

const group = (name: string, ...rest: (Options | Body)[]): void => {
  const body = bodyOf(rest);
  if (!body || isLeftOut(rest)) return;
  const outer = current;
  current = suiteOf(name, outer);
  const answer = body(contextOf(name));
  current = outer;
  if (answer instanceof Promise) throw new Error(`"${name}" declares its tests later`);
};

const leaveOut = (): void => undefined;
const hook = (kind: keyof Suite["hooks"]) => (body: Body) => void current.hooks[kind].push(body);

export const before = hook("before");
export const after = hook("after");
export const beforeEach = hook("beforeEach");
export const afterEach = hook("afterEach");
export const test = Object.assign(declare, { skip: leaveOut, todo: leaveOut });
export const it = test;
export const describe = Object.assign(group, { skip: leaveOut, todo: leaveOut });
export const suite = describe;
export default test;
