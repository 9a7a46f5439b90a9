import { expect, test } from "vitest";
import { env } from "@/env";
import { callNode, keepPace } from "./chain";

test("a chain test has a local node of its own that mines each transaction", async () => {
  const { rpcUrl } = env();
  expect(Number(await callNode<string>(rpcUrl, "eth_chainId"))).toBe(31_337);
});

test("the beat makes blocks for finality, then rests", async () => {
  const { rpcUrl } = env();
  const head = async () => Number(await callNode<string>(rpcUrl, "eth_blockNumber"));
  const before = await head();
  const stop = keepPace(rpcUrl, undefined);
  await expect.poll(head, { timeout: 8_000 }).toBe(before + 3);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await head()).toBe(before + 3);
  stop();
});
