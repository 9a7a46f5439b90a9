import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bytecode } from "../../adapters/chain/generated/bytecode";
import { runtime } from "../../adapters/chain/generated/runtime";
import { root } from "../embedded/folder";
import { collectReports } from "./mutation-plugin";
import { checkpointOf, setInForce, takeOpened, watchNetworks } from "./networks";
import type { Answer, Order, Unit } from "./orders";
import { TRACE } from "./schemata";
import { type Case, collect, runCase, runHooks, suitesAround } from "./stand-in";
import { FILES, isLong, MUTATION_FOLDER } from "./targets";

/** A test that takes longer hangs, and says nothing about the mutant. */
const LIMIT_MS = 120_000;
const TOO_LONG = new Error("takes too long");
const NONE = 0;

type Test = { id: string; file: string; each: Case };

const standIn = new URL("stand-in.ts", import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === "node:test" ? { url: standIn, shortCircuit: true } : next(name, context),
});
const reached = new Set<number>();
collectReports((mutant) => reached.add(mutant));
watchNetworks();
const compiled = JSON.parse(readFileSync(join(root, MUTATION_FOLDER, "bindings.json"), "utf8"));
Object.assign(bytecode, compiled.bytecode);
Object.assign(runtime, compiled.runtime);

const folder = join(root, "contracts", "test");
const tests = new Map<string, Test>();
for (const file of FILES) {
  for (const each of await collect(file, () => import(pathToFileURL(join(folder, file)).href))) {
    const id = `${file} ${each.name}`;
    if (!isLong(id)) tests.set(id, { id, file, each });
  }
}

type World = { key: string } & ReturnType<typeof checkpointOf>;
const worlds = new Map<string, World>();

/** The world of a test: made by the `before` hooks around it, without a mutant, then only brought back. */
const worldOf = async ({ file, each }: Test): Promise<World> => {
  const suites = suitesAround(each.suite).filter(({ hooks }) => hooks.before.length > 0);
  const key = suites.map(({ name }) => name).join(" > ");
  const known = worlds.get(file);
  if (known?.key === key) return known;
  setInForce(NONE);
  for (const suite of suites) await runHooks(suite, "before");
  const world = { key, ...checkpointOf(takeOpened()) };
  await world.mark();
  worlds.set(file, world);
  return world;
};

const within = async (work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(TOO_LONG), LIMIT_MS);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

const run = async (test: Test, mutant: number): Promise<void> => {
  const world = await worldOf(test);
  setInForce(mutant);
  await world.restore();
  reached.clear();
  try {
    await within(runCase(test.each));
  } finally {
    for (const left of takeOpened()) await left.close();
  }
};

/** Runs the tests of every so many-th file once, noting how long each takes and which mutants it passes by. */
const trace = async (share: number, of: number): Promise<Answer> => {
  const units: Unit[] = [];
  for (const test of tests.values()) {
    if (FILES.indexOf(test.file) % of !== share) continue;
    await worldOf(test);
    const from = performance.now();
    try {
      await run(test, TRACE);
    } catch (problem) {
      return { kind: "broken", says: `${test.id} fails without a mutant: ${problem}` };
    }
    units.push({ id: test.id, reached: [...reached], ms: Math.round(performance.now() - from) });
  }
  return { kind: "traced", units };
};

const attempt = async (mutant: number, ids: readonly string[]): Promise<Answer> => {
  for (const id of ids) {
    const test = tests.get(id);
    if (!test) return { kind: "broken", says: `There is no test "${id}".` };
    try {
      await run(test, mutant);
    } catch (problem) {
      if (problem === TOO_LONG) return { kind: "broken", says: `${id} takes too long` };
      return { kind: "killed", by: id, says: String(problem).slice(0, 200) };
    }
  }
  return { kind: "survived" };
};

process.on("message", (order: Order) => {
  const { kind } = order;
  const work = kind === "trace" ? trace(order.share, order.of) : attempt(order.mutant, order.ids);
  void work
    .catch((problem): Answer => ({ kind: "broken", says: String(problem?.stack ?? problem) }))
    .then((answer) => process.send?.(answer));
});
process.send?.({ kind: "ready" } satisfies Answer);
process.on("disconnect", () => process.exit());
