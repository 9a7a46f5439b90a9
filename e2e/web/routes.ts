import { readdirSync } from "node:fs";
import { join } from "node:path";
import { currentItem, navigation } from "../../src/components/shell/navigation";
import type { DemoPersona } from "../../src/core/demo/demo";

/** A route of the app as its folders write it: `/seller/receivables/[id]`. */
export type Route = string;

/** Who has to be signed in to see a route; `visitor` is nobody. */
export type Viewer = DemoPersona | "visitor";

const PAGE = /^page\.(tsx|mdx)$/;

/** Pages that exist in development only. */
const DEVELOPMENT: Route[] = ["/styleguide"];

/** Every page below a folder, by the address its folders make: groups and slots leave no trace. */
export const discoverRoutes = (folder: string, address = ""): Route[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry): Route[] => {
      if (entry.isFile()) return PAGE.test(entry.name) ? [address || "/"] : [];
      if (entry.name.startsWith("_") || (address === "" && entry.name === "api")) return [];
      const silent = /^(\(.*\)|@.*)$/.test(entry.name);
      return discoverRoutes(
        join(folder, entry.name),
        silent ? address : `${address}/${entry.name}`,
      );
    })
    .filter((route) => !DEVELOPMENT.includes(route))
    .sort();

/** Open to everybody; every other page asks to sign in. */
const OPEN = /^\/(|sign-in|verify|reserve|pay)(\/|$)/;

const personas: [keyof typeof navigation, Viewer][] = [
  ["seller", "seller"],
  ["lender", "lender"],
  ["warehouse", "warehouse"],
  ["admin", "platform"],
];

/** The personas whose navigation leads there; the seller where it is nobody's own. */
export const viewersOf = (route: Route): Viewer[] => {
  if (OPEN.test(route)) return ["visitor"];
  const own = personas.filter(([persona]) => currentItem(navigation[persona], route));
  return own.length > 0 ? own.map(([, viewer]) => viewer) : ["seller"];
};

/** True where an address is one of a route's. A segment in brackets stands for anything but a name of its own. */
export const isOf = (route: Route, path: string, routes: readonly Route[]): boolean => {
  if (route !== path && routes.includes(path)) return false;
  const pattern = route
    .split("/")
    .map((part) => {
      if (/^\[\[?\.\.\./.test(part)) return ".+";
      return part.startsWith("[") ? "[^/]+" : part.replace(/[.*+?^${}()|\\]/g, "\\$&");
    })
    .join("/");
  return new RegExp(`^${pattern}$`).test(path);
};

/** Pages without an account carry less: kilobytes of JavaScript, gzipped, on the first visit. */
const LEAN = /^\/(sign-in|verify|reserve|pay)(\/|$)/;

/** The most JavaScript a first visit to a route may fetch, in kilobytes after compression. */
export const budgetOf = (route: Route): number => (LEAN.test(route) ? 145 : 170);
