import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callNode, startChain } from "./chain";
import { endLeftovers } from "./child";
import { freePort } from "./free-port";

type Block = { hash: string; number: string; timestamp: string };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quaynote-kept-"));
});
afterEach(async () => {
  await endLeftovers(folder);
  rmSync(folder, { recursive: true, force: true });
});

const start = async () =>
  startChain({
    stateFolder: join(folder, "chain"),
    runFolder: folder,
    logFile: join(folder, "log"),
    port: await freePort(),
    mining: "paced",
  });

const block = (rpcUrl: string, which: string) =>
  callNode<Block>(rpcUrl, "eth_getBlockByNumber", [which, false]);

test("a kept chain is the same chain at its next start, and its clock runs on", async () => {
  const first = await start();
  await callNode(first.rpcUrl, "evm_increaseTime", [86_400]);
  await callNode(first.rpcUrl, "evm_mine");
  const [genesis, head] = await Promise.all([
    block(first.rpcUrl, "0x0"),
    block(first.rpcUrl, "latest"),
  ]);
  await first.stop();

  const second = await start();
  expect((await block(second.rpcUrl, "0x0")).hash).toBe(genesis.hash);
  expect((await block(second.rpcUrl, "latest")).hash).toBe(head.hash);
  await callNode(second.rpcUrl, "evm_mine");
  const next = await block(second.rpcUrl, "latest");
  expect(Number(next.timestamp)).toBeGreaterThan(Number(head.timestamp));
  await second.stop();
});

test("a state file that a kill cut short is mended from the copy beside it, or refused", async () => {
  const first = await start();
  await callNode(first.rpcUrl, "evm_mine");
  await first.stop();
  const state = join(folder, "chain", "state.json");
  writeFileSync(state, '{"block": {');
  await expect(start()).rejects.toThrow("npm run reset");
});
