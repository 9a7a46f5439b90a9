import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBindings } from "./bindings";
import { root } from "./embedded/folder";
import { mustRun } from "./run-program";
import { hashOf, type Product, stamped } from "./stale";

const prismaClient = stamped({
  name: "database client",
  madeFrom: () => hashOf(["prisma/schema.prisma", "prisma/models", "prisma.config.ts"]),
  leaves: ["src/adapters/db/generated/client.ts"],
  make: async () => {
    // Generating needs no engine, but asks for one; the path says that it has one.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
    await mustRun("prisma", ["generate"], { env });
  },
});

/** Contracts, their compiler settings and the library version they build on. */
const contractSources = (): string =>
  hashOf(
    ["contracts", "hardhat.config.ts", "node_modules/@openzeppelin/contracts/package.json"],
    (file) =>
      /(?<!\.t)\.sol$|\.config\.ts$|package\.json$/.test(file) && !/\/(test|mocks)\//.test(file),
  );

const SOURCES = "Sources: ";
const bindingsFolder = join("src", "adapters", "chain", "generated");

/** The bindings are kept in git, and say themselves what they were made from. */
const bindingsAreFresh = (): boolean =>
  ["abi.ts", "bytecode.ts", "runtime.ts"].every((name) => {
    const path = join(root, bindingsFolder, name);
    return existsSync(path) && readFileSync(path, "utf8").includes(SOURCES + contractSources());
  });

const writeBindings = (): void => {
  const { abi, bytecode, runtime } = readBindings("artifacts");
  const folder = join(root, bindingsFolder);
  mkdirSync(folder, { recursive: true });
  const notice = `// Made by \`npm run gen\` from the compiled contracts. ${SOURCES}${contractSources()}\n`;
  const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const abis = Object.entries(abi).map(
    ([name, entries]) =>
      `export const ${lowerFirst(name)}Abi = ${JSON.stringify(entries)} as const;\n`,
  );
  const table = (name: string, entries: Record<string, unknown>): string => {
    const lines = Object.entries(entries).map(
      ([key, each]) => `  ${key}: ${JSON.stringify(each)},\n`,
    );
    return `${notice}export const ${name} = {\n${lines.join("")}} as const;\n`;
  };
  writeFileSync(join(folder, "abi.ts"), notice + abis.join(""));
  writeFileSync(join(folder, "bytecode.ts"), table("bytecode", bytecode));
  writeFileSync(join(folder, "runtime.ts"), table("runtime", runtime));
};

const contractBindings: Product = {
  name: "contract bindings",
  isKept: true,
  isFresh: bindingsAreFresh,
  make: async () => {
    await mustRun("hardhat", ["build", "--no-tests"], {
      env: { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
    });
    writeBindings();
  },
};

const WEB_SOURCES = [
  ...["src/app", "src/components", "src/core", "src/ports", "src/adapters", "src/usecases"],
  ...[
    "src/trpc",
    "src/env.ts",
    "src/proxy.ts",
    "src/wire.ts",
    "src/wire",
    "public",
    "messages",
    "tsconfig.json",
  ],
  ...["next.config.js", "postcss.config.mjs", "package-lock.json"],
];

/** The built web program. */
export const webBuild = stamped({
  name: "web pages",
  madeFrom: () => hashOf(WEB_SOURCES, (file) => !/\.test\.tsx?$/.test(file)),
  leaves: [".next/BUILD_ID"],
  make: async () => {
    const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    await mustRun("next", ["build"], { env });
  },
});

/** Everything generated from another source, in the order it is needed. */
export const generated: Product[] = [prismaClient, contractBindings];
