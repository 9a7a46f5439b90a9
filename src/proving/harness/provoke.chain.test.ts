import { describe, expect, test } from "vitest";
import { contractBook } from "@/adapters/chain/contracts";
import { env } from "@/env";
import { startEdrNode } from "@/proving/harness/edr-node";
import { provoke, provokedMeans } from "@/proving/harness/provoke";

describe("what a real node says is understood", () => {
  const book = contractBook(env().deployment?.addresses ?? {});

  const check = async (rpcUrl: string) => {
    const found = await provoke(rpcUrl, book);
    for (const { what, kind, says } of found)
      expect(provokedMeans[what], `${what}: "${says}" was taken as ${kind}`).toContain(kind);
    return found.find(({ what }) => what === "5 % more")?.kind;
  };

  test("anvil's, which takes 5 % more", async () => {
    expect(await check(env().rpcUrl)).toBe("sent");
  });

  test("Hardhat's, which wants more than 5 %, and takes our step", async () => {
    const node = await startEdrNode();
    try {
      expect(await check(node.rpcUrl)).toBe("underpriced");
    } finally {
      await node.stop();
    }
  });
});
