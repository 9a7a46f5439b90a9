import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };
const shared = { environment: "node", pool: "forks", restoreMocks: true } as const;
const server = "./src/commands/testing/database-server.ts";
const databaseFile = "./src/commands/testing/database-file.ts";
const chainFile = "./src/commands/testing/chain-file.ts";

/** The suffix of a file is its promise: `.test` touches nothing, `.db.test` a database, `.chain.test` a node too. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
          exclude: ["src/**/*.{db,chain}.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: ["src/**/*.db.test.ts"],
          globalSetup: [server],
          setupFiles: [databaseFile],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "chain",
          include: ["src/**/*.chain.test.ts"],
          globalSetup: [server],
          setupFiles: [databaseFile, chainFile],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
