import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callNode } from "@/commands/embedded/chain";
import { env } from "@/env";
import { type ChainProxy, startChainProxy } from "@/proving/harness/chain-proxy";
import { emptyLogs, forgedLog, headLag, servesChain } from "@/proving/harness/node-fault";

let proxy: ChainProxy;

beforeEach(async () => {
  proxy = await startChainProxy(env().rpcUrl, 7);
});
afterEach(() => proxy.close());

const ask = <T>(method: string, params: unknown[] = []) => callNode<T>(proxy.url, method, params);

test("without faults the node's own answers come through, one by one and in batches", async () => {
  expect(await ask("eth_chainId")).toBe("0x7a69");
  const response = await fetch(proxy.url, {
    method: "POST",
    body: JSON.stringify([
      { jsonrpc: "2.0", id: 0, method: "eth_chainId", params: [] },
      { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] },
    ]),
  });
  expect(await response.json()).toHaveLength(2);
  expect(proxy.calls()).toBe(3);
  expect(proxy.calls("eth_chainId")).toBe(2);
});

describe("faults", () => {
  test("of the line: status, cut answer, lost answer, no listener at all", async () => {
    proxy.rules({ methods: "*", fault: { kind: "status", code: 429 }, times: 1 });
    await expect(ask("eth_chainId")).rejects.toThrow();
    proxy.rules({ methods: "*", fault: { kind: "cut" }, times: 1 });
    await expect(ask("eth_chainId")).rejects.toThrow();
    proxy.rules({ methods: "*", fault: { kind: "swallow" }, times: 1 });
    await expect(ask("eth_chainId")).rejects.toThrow();
    expect(proxy.befallen()).toBe(3);
    await proxy.down();
    await expect(ask("eth_chainId")).rejects.toThrow();
    await proxy.up();
    expect(await ask("eth_chainId")).toBe("0x7a69");
  });

  test("of the answer: another chain, words, no logs, a log too many, a head that lags", async () => {
    proxy.rules(servesChain(5));
    expect(await ask("eth_chainId")).toBe("0x5");
    proxy.rules({ methods: "*", fault: { kind: "refuse", code: -32_000, message: "no, thanks" } });
    await expect(ask("eth_chainId")).rejects.toThrow("no, thanks");
    const block = await callNode<{ hash: string }>(env().rpcUrl, "eth_getBlockByNumber", [
      "latest",
      false,
    ]);
    proxy.rules(forgedLog((blockHash) => ({ blockHash })));
    expect(await ask("eth_getLogs", [{ blockHash: block.hash }])).toEqual([
      { blockHash: block.hash },
    ]);
    proxy.rules(emptyLogs());
    expect(await ask("eth_getLogs", [{ blockHash: block.hash }])).toEqual([]);
    await callNode(env().rpcUrl, "anvil_mine", ["0x5"]);
    const head = Number(await callNode<string>(env().rpcUrl, "eth_blockNumber"));
    proxy.rules(headLag(() => 3));
    expect(Number(await ask<string>("eth_blockNumber"))).toBe(head - 3);
    expect(await ask("eth_getBlockByNumber", [`0x${head.toString(16)}`, false])).toBeNull();
    const latest = await ask<{ number: string }>("eth_getBlockByNumber", ["latest", false]);
    expect(Number(latest.number)).toBe(head - 3);
  });

  test("with a rate befall the same calls for the same seed", async () => {
    const fates = async (seed: number) => {
      const other = await startChainProxy(env().rpcUrl, seed);
      other.rules({ methods: "*", fault: { kind: "status", code: 500 }, rate: 0.3 });
      const fate: boolean[] = [];
      for (let call = 0; call < 40; call += 1)
        fate.push(
          await callNode(other.url, "eth_chainId").then(
            () => true,
            () => false,
          ),
        );
      await other.close();
      return fate;
    };
    const first = await fates(11);
    expect(await fates(11)).toEqual(first);
    expect(await fates(12)).not.toEqual(first);
    expect(first.filter((came) => !came).length).toBeGreaterThan(4);
  });
});
