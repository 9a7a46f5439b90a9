import { resolveImport } from "./rooms";
import { importsOf, isScript, type SourceFile, type Stray } from "./source";

const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts"];

type Graph = Map<string, string[]>;

/** Which file imports which, types included. */
const graphOf = (files: SourceFile[]): Graph => {
  const scripts = files.filter(({ path }) => isScript(path));
  const known = new Set(scripts.map(({ path }) => path));
  return new Map(
    scripts.map((file) => [
      file.path,
      importsOf(file)
        .map((target) => resolveImport(file.path, target))
        .filter((target) => target !== undefined)
        .map((target) => ENDINGS.map((ending) => target + ending).find((each) => known.has(each)))
        .filter((target) => target !== undefined),
    ]),
  );
};

/** Files that import each other in a circle, each circle reported once with its way round. */
export const cycleStrays = (files: SourceFile[]): Stray[] => {
  const graph = graphOf(files);
  const done = new Set<string>();
  const strays: Stray[] = [];
  const visit = (path: string, trail: string[]): void => {
    const from = trail.indexOf(path);
    if (from >= 0) {
      const circle = [...trail.slice(from), path].join(" -> ");
      strays.push({ path, rule: "cycle", says: `imports itself in a circle: ${circle}` });
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return strays;
};
