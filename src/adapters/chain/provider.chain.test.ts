import { afterEach, beforeEach, expect, test } from "vitest";
import { NodeAnswer, NodePaused, openChain, openChains } from "@/adapters/chain/provider";
import { env } from "@/env";
import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";
import { type ChainProxy, startChainProxy } from "@/proving/harness/chain-proxy";
import { servesChain } from "@/proving/harness/node-fault";

let first: ChainProxy;
let second: ChainProxy;

beforeEach(async () => {
  first = await startChainProxy(env().rpcUrl);
  second = await startChainProxy(env().rpcUrl);
});
afterEach(async () => {
  await first.close();
  await second.close();
});

const open = ({ url }: ChainProxy) => openChain({ rpcUrl: url, chainId: 31_337 });
const both = () => openChains([open(first), open(second)]);
const head = (chain: ReturnType<typeof both>) => chain.rpc<string>("eth_blockNumber", []);
const fails = (proxy: ChainProxy, code = 500) =>
  proxy.rules({ methods: "*", fault: { kind: "status", code } });

test("the second node is asked only where the first fails", async () => {
  const chain = both();
  await head(chain);
  expect(second.calls()).toBe(0);
  fails(first, 429);
  expect(await head(chain)).toMatch(/^0x/);
  expect(second.calls("eth_blockNumber")).toBe(1);
});

test("a node that stays silent is soon left alone for a while, and asked again later", async () => {
  const chain = open(first);
  fails(first);
  for (let ask = 0; ask < 20; ask += 1) await expect(head(chain)).rejects.toThrow(ChainUnreachable);
  expect(first.calls()).toBe(2);
  await expect(head(chain)).rejects.toThrow(NodePaused);
  first.rules();
  await expect.poll(() => head(chain).catch(() => null), { timeout: 3_000 }).toMatch(/^0x/);
});

test("one node on another chain stops all of them", async () => {
  const chain = both();
  await chain.checkChain();
  second.rules(servesChain(5));
  await chain.checkChain();
  await expect(chain.checkChain("now")).rejects.toThrow(WrongChain);
});

test("an answer in the node's own words is an answer; one about its load is none", async () => {
  const chain = open(first);
  const refuse = (code: number, message: string) =>
    first.rules({ methods: ["eth_blockNumber"], fault: { kind: "refuse", code, message } });
  refuse(-32_000, "header not found");
  await expect(head(chain)).rejects.toThrow(NodeAnswer);
  refuse(-32_005, "daily request limit exceeded");
  await expect(head(chain)).rejects.toThrow(ChainUnreachable);
});

test("half an answer is none", async () => {
  const chain = open(first);
  first.rules({ methods: "*", fault: { kind: "cut" } });
  await expect(head(chain)).rejects.toThrow(ChainUnreachable);
});
