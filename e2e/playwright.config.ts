import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { root } from "../src/commands/embedded/folder";
import { freePort } from "../src/commands/embedded/free-port";
import { findBrowser } from "../src/commands/testing/browser";

/** Chosen once by the first process that reads this file; the workers inherit it. */
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_FOLDER ??= join(root, ".quaynote", "e2e");

/** What the running stack says of itself: APP_URL, DATABASE_URL, RPC_URL, DEPLOYMENT and the rest. */
const facts = join(process.env.E2E_FOLDER, "facts.json");
if (process.env.TEST_WORKER_INDEX !== undefined && existsSync(facts)) {
  Object.assign(process.env, JSON.parse(readFileSync(facts, "utf8")));
}

const browser = await findBrowser();
const url = `http://127.0.0.1:${process.env.E2E_PORT}`;
const report = process.env.E2E_REPORT;

export default defineConfig({
  testDir: ".",
  outputDir: join(root, "test-results"),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    baseURL: url,
    locale: "en-HK",
    timezoneId: "Asia/Hong_Kong",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  projects: [
    { name: "smoke", testMatch: "smoke/**/*.spec.ts" },
    { name: "journeys", testMatch: "journeys/**/*.spec.ts", dependencies: ["smoke"] },
  ],
  webServer: {
    command: "node --import tsx e2e/stack.ts",
    cwd: root,
    url,
    timeout: 240_000,
    reuseExistingServer: false,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
