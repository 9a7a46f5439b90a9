import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChain } from "@/commands/embedded/chain";
import { freePort } from "@/commands/embedded/free-port";

/** Does something on a chain of its own, whose time may be moved; no trace of it is left. */
export const onOwnChain = async <T>(act: (rpcUrl: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-trial-"));
  const chain = await startChain({
    runFolder: folder,
    logFile: join(folder, "chain.log"),
    port: await freePort(),
    mining: "instant",
  });
  try {
    return await act(chain.rpcUrl);
  } finally {
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
