import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bytecode } from "../../adapters/chain/generated/bytecode";
import { runtime } from "../../adapters/chain/generated/runtime";
import { root } from "../embedded/folder";
import type { Answer, Order, Unit } from "./orders";
import { TRACE } from "./schemata";
import { type Case, collect, runCase, runHooks, suitesAround } from "./stand-in";
import { EXCLUDED, MUTATION_FOLDER } from "./targets";

const standIn = new URL("stand-in.ts", import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === "node:test" ? { url: standIn, shortCircuit: true } : next(name, context),
});

const LIMIT_MS = 60_000;
const folder = join(root, "contracts", "test");
const reported = new Set<number>();

/** A test of the TypeScript side with the world it stands in. */
type Placed = { id: string; each: Case };

const loadCases = async (): Promise<Placed[]> => {
  const files = readdirSync(folder).filter(
    (name) => name.endsWith(".test.ts") && !EXCLUDED.includes(name),
  );
  const placed: Placed[] = [];
  for (const file of files.sort()) {
    const cases = await collect(file, () => import(pathToFileURL(join(folder, file)).href));
    placed.push(...cases.map((each) => ({ id: `${file} ${each.name}`, each })));
  }
  return placed;
};

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("takes too long")), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

const open = async () => {
  const compiled = JSON.parse(readFileSync(join(root, MUTATION_FOLDER, "bindings.json"), "utf8"));
  Object.assign(bytecode, compiled.bytecode);
  Object.assign(runtime, compiled.runtime);
  const { checkpointOf, setInForce, takeOpened, watchNetworks } = await import("./networks");
  const { openSuites } = await import("./solidity-suites");
  const { collectReports } = await import("./mutation-plugin");
  collectReports((tag) => reported.add(tag));
  watchNetworks();
  const cases = await loadCases();
  const solidity = await openSuites();
  const worlds = new Map<string, ReturnType<typeof checkpointOf>>();
  const standing = new Map<string, string>();

  /** The world of a test: made once by the `before` hooks around it, without a mutant, then only brought back. */
  const worldOf = async ({ each }: Placed) => {
    const suites = suitesAround(each.suite).filter(({ hooks }) => hooks.before.length > 0);
    const file = suitesAround(each.suite)[0]?.name ?? "";
    const key = [file, ...suites.map(({ name }) => name)].join(" > ");
    const known = standing.get(file) === key ? worlds.get(key) : undefined;
    if (known) return known;
    setInForce(0);
    takeOpened();
    for (const suite of suites) await runHooks(suite, "before");
    const world = checkpointOf(takeOpened());
    await world.mark();
    worlds.set(key, world);
    standing.set(file, key);
    return world;
  };
  const runTest = async (placed: Placed, mutant: number): Promise<void> => {
    const world = await worldOf(placed);
    setInForce(mutant);
    await world.restore();
    reported.clear();
    try {
      await within(runCase(placed.each));
    } finally {
      for (const left of takeOpened()) await left.close();
    }
  };

  const units = new Map<string, (mutant: number) => Promise<Unit["reached"]>>();
  for (const placed of cases) {
    units.set(placed.id, async (mutant) => {
      await runTest(placed, mutant);
      return [...reported];
    });
  }
  for (const suite of solidity.suites) {
    units.set(`${suite.id.source} ${suite.id.name}`, async (mutant) => {
      const { failed, reached, ran } = await solidity.run(suite, mutant);
      if (failed.length > 0 || ran === 0) throw new Error(failed.join(", ") || "no test ran");
      return reached;
    });
  }
  return units;
};

const units = await open();

/** Runs each test once, noting how long it takes and which mutants it passes by. */
const trace = async (): Promise<Answer> => {
  const found: Unit[] = [];
  for (const [id, run] of units) {
    await run(0).catch((problem) => {
      throw new Error(`${id} fails without a mutant: ${problem.message}`);
    });
    const from = performance.now();
    const reached = await run(TRACE);
    found.push({ id, reached: reached ?? [], ms: Math.round(performance.now() - from) });
  }
  return { kind: "traced", units: found };
};

const attempt = async (mutant: number, ids: readonly string[]): Promise<Answer> => {
  const from = performance.now();
  for (const id of ids) {
    try {
      await units.get(id)?.(mutant);
    } catch (problem) {
      const says = problem instanceof Error ? problem.message : String(problem);
      return {
        kind: "killed",
        mutant,
        by: id,
        says: says.slice(0, 200),
        ms: performance.now() - from,
      };
    }
  }
  return { kind: "survived", mutant, ms: performance.now() - from };
};

process.on("message", (order: Order) => {
  const work = order.kind === "trace" ? trace() : attempt(order.mutant, order.ids);
  void work
    .catch((problem): Answer => ({ kind: "broken", says: String(problem?.stack ?? problem) }))
    .then((answer) => process.send?.(answer));
});
process.send?.({ kind: "ready" } satisfies Answer);
