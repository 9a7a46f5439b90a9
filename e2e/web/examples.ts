import type { Browser } from "playwright-core";
import type { Known } from "./known";
import type { Signed } from "./people";
import { isOf, type Route, type Viewer, viewersOf } from "./routes";
import { contextFor, linksOf, open } from "./visit";

/** One address of a route, and who looks at it; without an address nothing leads there. */
export type Example = { route: Route; viewer: Viewer; path: string | undefined };

const VISITS_MAX = 60;

const isPlain = (route: Route): boolean => !route.includes("[");

/** Walks from the plain routes along their links and keeps the first address of every pattern. */
const walk = async (
  browser: Browser,
  base: string,
  routes: readonly Route[],
  visit: { state: Signed; from: Route[] },
): Promise<Map<Route, string>> => {
  const found = new Map<Route, string>();
  const seen = new Set<string>(visit.from);
  const queue = [...visit.from];
  const context = await contextFor(browser, { theme: "light", width: 1440 }, visit.state);
  const page = await context.newPage();
  for (let at = 0; at < queue.length && at < VISITS_MAX; at += 1) {
    await open(page, `${base}${queue[at]}`);
    for (const path of await linksOf(page)) {
      const route = routes.find((each) => isOf(each, path, routes));
      if (!route || seen.has(path)) continue;
      seen.add(path);
      if (isPlain(route) || found.has(route)) continue;
      found.set(route, path);
      queue.push(path);
    }
  }
  await context.close();
  return found;
};

/**
 * Addresses for every route: a plain one is its own, seen by everybody it belongs to; a pattern
 * takes the first link that leads each persona to one. `known` gives addresses no page links to.
 */
export const examplesOf = async (
  browser: Browser,
  base: string,
  routes: readonly Route[],
  people: Record<Viewer, Signed>,
  known: readonly Known[],
): Promise<Example[]> => {
  const plain = routes.filter(isPlain);
  const examples: Example[] = plain.flatMap((route) =>
    viewersOf(route).map((viewer) => ({ route, viewer, path: route })),
  );
  for (const { viewer, path } of known) {
    const route = routes.find((each) => isOf(each, path, routes));
    if (route) examples.push({ route, viewer, path });
  }
  for (const [viewer, state] of Object.entries(people) as [Viewer, Signed][]) {
    const from = plain.filter((route) => viewersOf(route).includes(viewer));
    for (const [route, path] of await walk(browser, base, routes, { state, from })) {
      const isKnown = examples.some((each) => each.route === route && each.viewer === viewer);
      if (!isKnown) examples.push({ route, viewer, path });
    }
  }
  const reached = new Set(examples.map(({ route }) => route));
  const missing = routes.filter((route) => !reached.has(route));
  return [
    ...examples,
    ...missing.map((route) => ({
      route,
      viewer: viewersOf(route)[0] ?? "visitor",
      path: undefined,
    })),
  ].sort((one, other) => one.route.localeCompare(other.route));
};
