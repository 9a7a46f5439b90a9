import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { callNode } from "@/commands/embedded/chain";
import { endChild, startChild } from "@/commands/embedded/child";
import { root } from "@/commands/embedded/folder";
import { freePort } from "@/commands/embedded/free-port";
import { processVariables } from "@/env";

/** A second kind of node: Hardhat's, whose rules and wordings differ from anvil's. Chain id 31337, mines at once. */
export const startEdrNode = async (): Promise<{ rpcUrl: string; stop: () => Promise<void> }> => {
  const runFolder = mkdtempSync(join(tmpdir(), "quaynote-edr-"));
  const port = await freePort();
  const child = startChild({
    name: "edr",
    command: process.execPath,
    args: [
      join(root, "node_modules", "hardhat", "dist", "src", "cli.js"),
      ...["node", "--hostname", "127.0.0.1", "--port", String(port)],
    ],
    cwd: root,
    env: { ...processVariables(), HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
    logFile: join(runFolder, "edr.log"),
    runFolder,
  });
  const stop = async () => {
    await endChild(child, runFolder);
    rmSync(runFolder, { recursive: true, force: true });
  };
  const rpcUrl = `http://127.0.0.1:${port}`;
  const until = Date.now() + 60_000;
  while (!(await callNode(rpcUrl, "eth_chainId").catch(() => undefined))) {
    if (child.hasEnded() || Date.now() > until) {
      await stop();
      throw new Error("Hardhat's node does not answer.");
    }
    await sleep(50);
  }
  return { rpcUrl, stop };
};
