import { posix } from "node:path";
import { importsOf, isScript, type SourceFile, type Stray } from "./source";

/** What a room may import: paths below src/ by their beginning, and packages by name. */
type Room = { imports: string[]; packages: (string | RegExp)[] };

const REACT = ["react", /^next\//, "next", "radix-ui", "clsx"];
const NODE = /^node:/;
const BELOW_WIRE = ["core/", "ports/"];

/**
 * The map of the house. The first key a path begins with is its room: where a file lives says what it
 * may touch.
 */
const ROOMS: Record<string, Room> = {
  "core/": {
    imports: ["core/"],
    packages: ["zod", "@openzeppelin/merkle-tree", /^@noble\/hashes/],
  },
  "ports/": { imports: BELOW_WIRE, packages: [] },
  "usecases/": { imports: [...BELOW_WIRE, "usecases/"], packages: [] },
  "adapters/db/": {
    imports: [...BELOW_WIRE, "env"],
    packages: ["pg", /^@prisma\//, NODE],
  },
  "adapters/chain/": {
    imports: [...BELOW_WIRE, "env"],
    packages: ["ethers", NODE],
  },
  "adapters/auth/": {
    imports: [...BELOW_WIRE, "env"],
    packages: [/^next-auth/, "@node-rs/argon2", /^next\//, NODE],
  },
  "adapters/intake/": {
    imports: BELOW_WIRE,
    packages: ["chardet", /^csv-parse/, /^csv-stringify/, "fast-xml-parser", "iconv-lite", NODE],
  },
  "adapters/": {
    imports: [...BELOW_WIRE, "env"],
    packages: ["pino", "prom-client", "pg-boss", NODE],
  },
  "trpc/context": { imports: [...BELOW_WIRE, "trpc/", "wire"], packages: [/^@trpc\//, /^next\//] },
  "trpc/page": { imports: ["core/", "trpc/"], packages: [/^@trpc\//, /^next\//] },
  "trpc/server": { imports: [...BELOW_WIRE, "trpc/"], packages: [/^@trpc\//, /^next\//, "react"] },
  "trpc/": { imports: [...BELOW_WIRE, "trpc/"], packages: [/^@trpc\//, "zod"] },
  "workers/": {
    imports: [...BELOW_WIRE, "workers/", "wire", "env"],
    packages: ["pg-boss", "pino", "prom-client", NODE],
  },
  "components/wallet/": {
    imports: ["core/", "ports/", "components/", "trpc/client"],
    packages: [...REACT, "mipd", /^ethers(\/|$)/],
  },
  "components/chart/": {
    imports: ["core/", "ports/", "components/", "trpc/client"],
    packages: [...REACT, "d3-scale", "d3-shape", "uqr"],
  },
  "components/": {
    imports: ["core/", "ports/", "components/", "trpc/client"],
    packages: [...REACT],
  },
  "app/api/": {
    imports: ["core/", "ports/", "components/", "trpc/", "app/api/", "wire", "env"],
    packages: [/^@trpc\//, /^next/, "prom-client", "node:crypto"],
  },
  "app/": {
    imports: ["core/", "ports/", "components/", "trpc/", "app/"],
    packages: [...REACT, /^@fontsource-variable\//, /^next-auth/],
  },
  wire: {
    imports: [...BELOW_WIRE, "usecases/", "adapters/", "env", "wire"],
    packages: ["pg", NODE],
  },
  env: { imports: [], packages: [] },
  proxy: { imports: ["core/", "proxy"], packages: [/^next\//] },
  "commands/tidy/": { imports: ["commands/tidy/"], packages: ["oxc-parser", NODE] },
  "commands/testing/": {
    imports: [...BELOW_WIRE, "adapters/", "usecases/", "workers/", "wire", "env", "commands/"],
    packages: [/.*/],
  },
  "commands/trade/": {
    imports: ["core/", "trpc/root", "trpc/transformer", "commands/trade/"],
    packages: ["@trpc/client", "ethers", NODE],
  },
  "auditor/": {
    imports: ["core/", "env", "auditor/", "adapters/chain/generated/"],
    packages: ["pg", "ethers", NODE],
  },
  "proving/": {
    imports: [
      ...[...BELOW_WIRE, "adapters/", "usecases/", "workers/", "trpc/", "wire", "env"],
      ...["commands/", "auditor/", "proving/"],
    ],
    packages: [/.*/],
  },
  "commands/": {
    imports: [
      ...[...BELOW_WIRE, "adapters/", "usecases/", "wire", "env", "commands/"],
      ...["auditor/", "proving/"],
    ],
    packages: [/.*/],
  },
  "boot.mjs": { imports: [], packages: [NODE] },
  "tidy.test": { imports: ["commands/tidy/"], packages: [NODE, "vitest"] },
};

/**
 * Tests see more: what they build their world from, and ethers as a second opinion on hashes. A plain
 * `.test` still stays in its room.
 */
const TEST_PACKAGES = ["vitest", "fast-check", "ethers", NODE];
const WORLD_TEST = [
  ...["core/", "ports/", "usecases/", "adapters/", "workers/", "trpc/", "wire", "env"],
  ...["commands/", "auditor/", "proving/"],
];

/** Programs beside src/ that may reach into it, and what of it. */
const OUTSIDE: Record<string, string[]> = {
  "contracts/": ["src/core/", "src/adapters/chain/generated/", "contracts/"],
  "e2e/": [
    ...["src/core/", "src/commands/", "src/env", "src/adapters/chain/", "src/trpc/"],
    ...["src/components/", "contracts/", "e2e/"],
  ],
};

const inSource = (path: string): string => path.replace(/^src\//, "");

const roomOf = (path: string): string | undefined =>
  Object.keys(ROOMS).find((beginning) => inSource(path).startsWith(beginning));

/** The project path an import leads to, or undefined for a package. */
export const resolveImport = (from: string, target: string): string | undefined => {
  if (target.startsWith("@/")) return `src/${target.slice(2)}`;
  if (target.startsWith(".")) return posix.join(posix.dirname(from), target);
  return undefined;
};

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isWorldTest = (path: string): boolean => /\.(db|chain)\.test\.ts$/.test(path);

const matches = (name: string, allowed: (string | RegExp)[]): boolean =>
  allowed.some((each) => (typeof each === "string" ? each === name : each.test(name)));

const beginsWithAny = (path: string, beginnings: string[]): boolean =>
  beginnings.some((each) => path === each || path.startsWith(each));

/** An adapter's own folder is open to it, no other adapter's is. */
const ownAdapter = (path: string): string[] =>
  /^src\/(adapters\/[^/]+\/)/.exec(path)?.slice(1) ?? [];

const allowedOf = (path: string, room: Room): Room => ({
  imports: isWorldTest(path) ? WORLD_TEST : [...room.imports, ...ownAdapter(path)],
  packages: [
    ...room.packages,
    ...(isTest(path) ? TEST_PACKAGES : []),
    ...(isWorldTest(path) ? ["pg", "pg-boss"] : []),
  ],
});

const strayImport = (path: string, target: string): string | undefined => {
  const name = roomOf(path);
  const room = name === undefined ? undefined : ROOMS[name];
  if (!room) return "lives in no room of the house";
  const allowed = allowedOf(path, room);
  const resolved = resolveImport(path, target);
  if (resolved === undefined) {
    if (matches(target, allowed.packages)) return undefined;
    return `imports the package ${target}, which ${name} may not`;
  }
  if (!resolved.startsWith("src/")) {
    const reachesBeside = /^(contracts\/deploy|e2e)\//.test(resolved);
    const mayDeploy = name?.startsWith("commands/") || isWorldTest(path);
    const mayReadData = /\.(css|json)$/.test(resolved);
    return (reachesBeside && mayDeploy) || mayReadData
      ? undefined
      : `imports ${target}, outside src/`;
  }
  return beginsWithAny(inSource(resolved), allowed.imports)
    ? undefined
    : `imports ${target}; ${name} may import only ${allowed.imports.join(", ") || "nothing"}`;
};

const outsideStray = (path: string, target: string): string | undefined => {
  const resolved = resolveImport(path, target);
  const [, allowed] = Object.entries(OUTSIDE).find(([begin]) => path.startsWith(begin)) ?? [];
  if (resolved === undefined || !allowed || beginsWithAny(resolved, allowed)) return undefined;
  return `imports ${target}; only ${allowed.join(", ")} are open to it`;
};

/** Imports that cross a wall, and files that live in no room. */
export const importStrays = (files: SourceFile[]): Stray[] =>
  files
    .filter(({ path }) => isScript(path))
    .flatMap((file) => {
      const isInside = file.path.startsWith("src/");
      const rule = "import direction";
      if (isInside && roomOf(file.path) === undefined) {
        return [{ path: file.path, rule, says: "lives in no room of the house" }];
      }
      const check = isInside ? strayImport : outsideStray;
      return importsOf(file)
        .map((target) => check(file.path, target))
        .filter((says) => says !== undefined)
        .map((says) => ({ path: file.path, rule, says }));
    });
