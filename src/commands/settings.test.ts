import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LOCAL_CHAIN_ID } from "@/env";
import { type StateFolder, stateFolder } from "./embedded/folder";
import { askedBy, modeOf, variablesFor } from "./settings";

let folder: StateFolder;

beforeEach(() => {
  folder = stateFolder(mkdtempSync(join(tmpdir(), "quaynote-settings-")));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

const deployment = { chainId: 1, genesisHash: "0x01", fromBlock: 1, addresses: {} };
const facts = (chainId: number) => ({
  port: 3_000,
  databaseUrl: "postgresql://x@127.0.0.1/x",
  rpcUrl: "http://127.0.0.1:1",
  chainId,
  deployment,
  workerPort: 3_001,
});
const given = { NEXTAUTH_SECRET: "s".repeat(32), KEYSTORE_KEY: "ab".repeat(32) };

describe("demo data and development keys", () => {
  test.each([
    ["the local chain", LOCAL_CHAIN_ID, {}, "local"],
    [
      "the local chain under NODE_ENV=production",
      LOCAL_CHAIN_ID,
      { NODE_ENV: "production" },
      "local",
    ],
    [
      "the local chain where production is asked for",
      LOCAL_CHAIN_ID,
      { APP_MODE: "production" },
      "production",
    ],
    ["any other chain", 1, {}, "production"],
    ["any other chain, whatever is asked for", 1, { APP_MODE: "local" }, "production"],
    ["any other chain under NODE_ENV=production", 1, { NODE_ENV: "production" }, "production"],
  ])("on %s: mode %4$s", (_what, chainId, variables, mode) => {
    expect(modeOf(chainId, askedBy(variables))).toBe(mode);
  });
});

test("secrets are made up once for the local chain", () => {
  const first = variablesFor(facts(LOCAL_CHAIN_ID), askedBy({}), folder);
  const second = variablesFor(facts(LOCAL_CHAIN_ID), askedBy({}), folder);
  expect(first.KEYSTORE_KEY).toMatch(/^[0-9a-f]{64}$/);
  expect(second.KEYSTORE_KEY).toBe(first.KEYSTORE_KEY);
  expect(second.NEXTAUTH_SECRET).toBe(first.NEXTAUTH_SECRET);
});

test("secrets are never made up for another chain", () => {
  expect(() => variablesFor(facts(1), askedBy({}), folder)).toThrow("NEXTAUTH_SECRET is not set");
  const some = askedBy({ NEXTAUTH_SECRET: given.NEXTAUTH_SECRET });
  expect(() => variablesFor(facts(1), some, folder)).toThrow("KEYSTORE_KEY is not set");
  const { APP_MODE } = variablesFor(facts(1), askedBy(given), folder);
  expect(APP_MODE).toBe("production");
});

test("a malformed setting is named", () => {
  expect(() => askedBy({ PORT: "eighty" })).toThrow("PORT");
  expect(() => askedBy({ DEPLOYMENT: "{" })).toThrow("DEPLOYMENT");
  const short = askedBy({ ...given, KEYSTORE_KEY: "abc" });
  expect(() => variablesFor(facts(1), short, folder)).toThrow("KEYSTORE_KEY must be 64 hex digits");
});
