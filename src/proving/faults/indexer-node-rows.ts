import { setTimeout as sleep } from "node:timers/promises";
import { AbiCoder, id as topicOf, zeroPadValue } from "ethers";
import { bloomOf } from "@/adapters/chain/bloom";
import { ChainHalted } from "@/ports/chain-index";
import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";
import type { FaultRow } from "@/proving/faults/fault-row";
import { DEPTH, inTrial, type Trial } from "@/proving/faults/indexer-trial";
import { differences, faultsIn, verdict } from "@/proving/faults/indexer-truth";
import { type ChainProxy, startChainProxy } from "@/proving/harness/chain-proxy";
import {
  emptyLogs,
  forgedLog,
  headLag,
  type NodeCall,
  type NodeReply,
  type Rule,
  servesChain,
} from "@/proving/harness/node-fault";

const withProxy = <T>(act: (trial: Trial, proxy: ChainProxy) => Promise<T>): Promise<T> =>
  inTrial(async (trial) => {
    const proxy = await startChainProxy(trial.rpcUrl);
    try {
      return await act(trial, proxy);
    } finally {
      await proxy.close();
    }
  });

const pay = async (trial: Trial, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    await trial.send(await trial.sign(trial.buyer, BigInt(time + 1)));
  }
};

/** What a pass that must not go through is refused with; null when it went through. */
const refusal = async (pass: () => Promise<unknown>): Promise<unknown> => {
  try {
    await pass();
    return null;
  } catch (error) {
    return error;
  }
};

const otherChain = async (trial: Trial, proxy: ChainProxy): Promise<string> => {
  const before = await trial.count("ChainBlock");
  const chain = trial.readerOf(proxy.url);
  await trial.follow({ chain });
  await pay(trial, 1);
  await proxy.down();
  await refusal(() => trial.follow({ chain }));
  proxy.rules(servesChain(1));
  await proxy.up();
  // A node that was down is left alone for some seconds before it is asked again.
  let later: unknown = new ChainUnreachable();
  for (let pass = 0; pass < 100 && later instanceof ChainUnreachable; pass += 1) {
    await sleep(100);
    later = await refusal(() => trial.follow({ chain }));
  }
  const start = await refusal(() => trial.readerOf(proxy.url).checkChain());
  const told = (await trial.count("ChainBlock")) - before;
  proxy.rules();
  const refused = later instanceof WrongChain && start instanceof WrongChain;
  return refused && told === 0 ? "" : `another chain's node was followed for ${told} blocks`;
};

const staleHead: FaultRow = {
  row: "F20",
  promise:
    "a node that stands still or goes back, and nodes that disagree, lose no block and are named; another chain is refused",
  run: (depth) =>
    withProxy(async (trial, proxy) => {
      const { world } = trial;
      const faults = [await otherChain(trial, proxy)];
      const rounds = depth === "nightly" ? 50 : 5;
      const alone = trial.readerOf(proxy.url);
      const both = trial.readerOf(proxy.url, trial.rpcUrl);
      let named = 0;
      for (let round = 0; round < rounds; round += 1) {
        await pay(trial, 3);
        await world.mine(22);
        await trial.follow();
        const seen = await world.settlement.index.cursor("seen");
        proxy.rules(headLag(() => 20));
        const back = await trial.follow({ chain: alone });
        if (back.seen !== seen?.number) faults.push(`round ${round}: the index went back`);
        await pay(trial, 1);
        const ahead = await trial.follow({ chain: both });
        if (ahead.seen !== ahead.head) faults.push(`round ${round}: a block was skipped`);
        if (back.concerns.length === 1 && ahead.concerns.length === 1) named += 1;
        proxy.rules();
      }
      if (named < rounds) faults.push(`named in ${named} of ${rounds} rounds`);
      return verdict(`${named}/${rounds} named at the next pass, 0 blocks skipped`, [
        ...faults,
        faultsIn(await differences(trial)),
      ]);
    }),
};

const emptyReceipts: Rule = {
  methods: ["eth_getBlockReceipts"],
  fault: { kind: "change", change: (_call, reply) => ({ ...reply, result: [] }) },
};

const silentLogs: FaultRow = {
  row: "F21",
  promise:
    "an empty list for a block whose bloom filter matches is refused and asked of the other node",
  run: () =>
    withProxy(async (trial, proxy) => {
      const blocks = 100;
      await trial.follow();
      const first = (await trial.world.settlement.chain.headNumber()) + 1;
      await pay(trial, blocks);
      const silent = trial.readerOf(proxy.url);
      const both = trial.readerOf(proxy.url, trial.rpcUrl);
      const none = () => Promise.resolve(new Map<string, string>());
      const faults: string[] = [];
      let refused = 0;
      let retried = 0;
      for (let number = first; number < first + blocks; number += 1) {
        proxy.rules(...(number % 2 ? [emptyLogs()] : [emptyLogs(), emptyReceipts]));
        const block = await trial.world.settlement.chain.blockAt(number);
        if (!block) throw new Error(`Block ${number} is gone.`);
        const answer = await refusal(() => silent.factsOf([block], none));
        if (answer instanceof ChainUnreachable) refused += 1;
        const [told] = await both.factsOf([block], none);
        if (told && told.evidence !== null) retried += 1;
      }
      if ((await refusal(() => trial.follow({ chain: silent }))) === null)
        faults.push("the silent node was followed");
      await trial.follow({ chain: both });
      if (refused < blocks || retried < blocks)
        faults.push(`${refused} refused, ${retried} read elsewhere`);
      return verdict(`${refused}/${blocks} refused, ${retried}/${blocks} read from the other`, [
        ...faults,
        faultsIn(await differences(trial)),
      ]);
    }),
};

type RawLog = { blockHash: string; transactionHash: string; address: string; topics: string[] };
type RawReceipt = { transactionHash: string; logs: RawLog[] };

/** A movement of coins into the collection account that never was, beside a true one. */
const forge = (trial: Trial, like: RawLog): RawLog & { data: string; logIndex: string } => ({
  ...like,
  topics: [
    topicOf("Transfer(address,address,uint256)"),
    zeroPadValue(trial.world.settlement.contract, 32),
    zeroPadValue(trial.collection, 32),
  ],
  data: AbiCoder.defaultAbiCoder().encode(["uint256"], [999_999n]),
  logIndex: "0x63",
});

/** A node that tells one log too many in one block and makes receipts and bloom filter fit it. */
const liar = async (trial: Trial, number: number): Promise<Rule> => {
  const block = await trial.world.rpc<{ hash: string }>("eth_getBlockByNumber", [
    `0x${number.toString(16)}`,
    false,
  ]);
  const receipts = await trial.world.rpc<RawReceipt[]>("eth_getBlockReceipts", [
    { blockHash: block.hash },
  ]);
  const [like] = receipts.flatMap(({ logs }) => logs);
  if (!like) throw new Error("There is nothing to lie about.");
  const lie = forge(trial, like);
  const logsBloom = bloomOf([...receipts.flatMap(({ logs }) => logs), lie]);
  const change = ({ method, params }: NodeCall, reply: NodeReply): NodeReply => {
    const [asked] = params as [{ blockHash?: string }];
    if (method === "eth_getBlockByNumber") {
      const found = reply.result as { hash: string } | null;
      return found?.hash === block.hash ? { ...reply, result: { ...found, logsBloom } } : reply;
    }
    if (asked?.blockHash !== block.hash) return reply;
    if (method === "eth_getLogs") return { ...reply, result: [...(reply.result as RawLog[]), lie] };
    const changed = (reply.result as RawReceipt[]).map((receipt) =>
      receipt.transactionHash === lie.transactionHash
        ? { ...receipt, logs: [...receipt.logs, lie] }
        : receipt,
    );
    return { ...reply, result: changed };
  };
  return {
    methods: ["eth_getBlockByNumber", "eth_getLogs", "eth_getBlockReceipts"],
    fault: { kind: "change", change },
  };
};

const FORGED = `args->>'value' = '999999'`;

/** A log forged in one answer only: the node contradicts itself, and nobody ever sees it. */
const clumsyLie = async (trial: Trial, proxy: ChainProxy): Promise<string> => {
  await pay(trial, 1);
  const number = await trial.world.settlement.chain.headNumber();
  const block = await trial.world.settlement.chain.blockAt(number);
  const receipts = await trial.world.rpc<RawReceipt[]>("eth_getBlockReceipts", [
    { blockHash: block?.hash },
  ]);
  const [like] = receipts.flatMap(({ logs }) => logs);
  if (!like) throw new Error("There is nothing to lie about.");
  proxy.rules(forgedLog(() => forge(trial, like)));
  await trial.follow({ chain: trial.readerOf(proxy.url, trial.rpcUrl) });
  proxy.rules();
  return (await trial.count("ChainEvent", FORGED)) === 0 ? "" : "a clumsy lie was believed";
};

const lyingNode: FaultRow = {
  row: "F22",
  promise: "a log that only one of two nodes tells never becomes final, and somebody is called",
  run: (depth) =>
    withProxy(async (trial, proxy) => {
      const { world } = trial;
      const rounds = depth === "nightly" ? 20 : 3;
      const faults = [await clumsyLie(trial, proxy)];
      let halted = 0;
      for (let round = 0; round < rounds; round += 1) {
        await pay(trial, 1);
        const number = await world.settlement.chain.headNumber();
        proxy.rules(await liar(trial, number));
        const chain = trial.readerOf(proxy.url, trial.rpcUrl);
        await trial.follow({ chain });
        if ((await trial.count("ChainEvent", FORGED)) !== 1) faults.push("the lie was not heard");
        await world.mine(DEPTH);
        const stop = await refusal(() => trial.follow({ chain }));
        const again = await refusal(() => trial.follow({ chain }));
        const final = await world.settlement.index.cursor("final");
        if ((final?.number ?? 0) >= number) faults.push(`round ${round}: the lie became final`);
        if (stop instanceof ChainHalted && again instanceof ChainHalted) halted += 1;
        else faults.push(`round ${round}: nobody was called`);
        proxy.rules();
        await world.usecases.resumeChain({ by: "trial", because: "the node was put right" });
        await trial.follow();
        if ((await trial.count("ChainEvent", FORGED)) !== 0) faults.push("the lie stayed");
      }
      return verdict(`${halted}/${rounds} halted, 0 final`, [
        ...faults,
        faultsIn(await differences(trial)),
      ]);
    }),
};

/** Nodes that stand still, hide or lie. */
export const indexerNodeRows: readonly FaultRow[] = [staleHead, silentLogs, lyingNode];
