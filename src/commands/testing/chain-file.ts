import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { startChain } from "../embedded/chain";
import { freePort } from "../embedded/free-port";
import { setVariables } from "./variables";

/** Gives the test file that follows a chain of its own, as RPC_URL; it mines each transaction at once. */
const folder = mkdtempSync(join(tmpdir(), "quaynote-chain-"));
const chain = await startChain({
  runFolder: folder,
  logFile: join(folder, "chain.log"),
  port: await freePort(),
  mining: "instant",
});
setVariables({ RPC_URL: chain.rpcUrl });

afterAll(async () => {
  await chain.stop();
  rmSync(folder, { recursive: true, force: true });
});
