import { Transaction } from "ethers";
import { callOf } from "@/adapters/chain/calls";
import type { ContractBook } from "@/adapters/chain/contracts";
import { revertOf, revertReason } from "@/adapters/chain/errors";
import { outcomeOfAll, outcomeOfAnswer } from "@/adapters/chain/node-wording";
import {
  type ChainConnection,
  NodeAnswer,
  NodePaused,
  openChains,
} from "@/adapters/chain/provider";
import { CLOCK_SKEW_SECONDS } from "@/core/dates/clock-skew";
import type { Json } from "@/core/intent/intent";
import type { Passing } from "@/core/intent/passing";
import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";
import type {
  BroadcastOutcome,
  Call,
  ChainSender,
  Receipt,
  Rehearsal,
  RevertReason,
  TransactionPlan,
} from "@/ports/chain-sender";
import { type Landmark, noLandmark } from "@/ports/landmark";

const GWEI = 1_000_000_000n;
/** Selector of `paused()`. */
const PAUSED = "0x5c975abb";
/** Selector of `isBlacklisted(address)`. */
const IS_BLACKLISTED = "0xfe575a87";

type Nodes = readonly [ChainConnection, ...ChainConnection[]];

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

/** A figure as nodes write it; anything else is no answer. */
const figure = (value: unknown): bigint => {
  if (typeof value === "string" && /^0x[0-9a-f]+$/i.test(value)) return BigInt(value);
  throw new ChainUnreachable("The node answered something else than a figure.");
};

/** Whether a coin answers yes to a question of one word. */
const saysYes = async (chain: ChainConnection, coin: string, data: string): Promise<boolean> => {
  try {
    const answer = await chain.rpc<string>("eth_call", [{ to: coin, data }, "latest"]);
    return answer.length === 66 && BigInt(answer) === 1n;
  } catch (error) {
    if (error instanceof NodeAnswer) return false;
    throw error;
  }
};

/** Whether the chain's clock reaches the moment it asks for as soon as clocks may differ: ours was ahead, nothing is wrong. */
const isSoon = async (chain: ChainConnection, args: RevertReason["args"]): Promise<boolean> => {
  const block = await chain.rpc<{ timestamp: string }>("eth_getBlockByNumber", ["latest", false]);
  return Number(args.notBefore) - Number(block.timestamp) <= CLOCK_SKEW_SECONDS;
};

/** A payment out may fail for many reasons; two pass: the coin is paused, or has listed who pays. */
const unpaidPasses = async (
  chain: ChainConnection,
  coin: Json,
  payer: string,
): Promise<Passing> => {
  if (typeof coin !== "string") return "none";
  if (await saysYes(chain, coin, PAUSED)) return "all";
  const isListed = IS_BLACKLISTED + payer.slice(2).toLowerCase().padStart(64, "0");
  return (await saysYes(chain, coin, isListed)) ? "standing" : "none";
};

/** A payee that is listed keeps a claim and makes nothing revert: a listing that does is of a contract of ours. */
const passing = async (
  chain: ChainConnection,
  { code, says, args }: RevertReason,
  to: string,
): Promise<Passing> => {
  if (code === "TooEarly") return (await isSoon(chain, args)) ? "all" : "none";
  if (code === "CoinPaused" || code === "EnforcedPause") return "all";
  if (code === "AccountBlacklisted") return "standing";
  if (code === "PaymentFailed") return unpaidPasses(chain, args.coin ?? null, to);
  if (code !== "Error") return "none";
  if (/\bpaused\b/i.test(says)) return "all";
  return /\bblacklisted\b/i.test(says) ? "standing" : "none";
};

const rehearse = async (chain: ChainConnection, from: string, call: Call): Promise<Rehearsal> => {
  try {
    const gas = await chain.rpc("eth_estimateGas", [{ from, ...call }, "latest"]);
    return { ok: true, gas: figure(gas) };
  } catch (error) {
    if (!(error instanceof NodeAnswer)) throw error;
    const reason = revertOf(error);
    if (reason) return { ok: false, reason, passes: await passing(chain, reason, call.to) };
    throw new ChainUnreachable(`The node could not rehearse the call: ${error.message}`, {
      cause: error,
    });
  }
};

/** Repeats the call on the state before its block, then on the one after: its true place lies between the two. */
const whyReverted = async (
  chain: ChainConnection,
  from: string,
  call: Call,
  blockNumber: number,
): Promise<RevertReason> => {
  for (const at of [blockNumber - 1, blockNumber])
    try {
      await chain.rpc("eth_call", [{ from, ...call }, hex(at)]);
    } catch (error) {
      if (!(error instanceof NodeAnswer)) throw error;
      return revertOf(error) ?? revertReason(null, error.message);
    }
  return revertReason(null, "The transaction was refused at its place in the block.");
};

/** The call, fees and limits inside signed bytes. */
const planOf = (raw: string): TransactionPlan => {
  const signed = Transaction.from(raw);
  return {
    chainId: Number(signed.chainId),
    nonce: signed.nonce,
    to: signed.to ?? "",
    data: signed.data,
    gasLimit: signed.gasLimit,
    maxFeePerGas: signed.maxFeePerGas ?? 0n,
    maxPriorityFeePerGas: signed.maxPriorityFeePerGas ?? 0n,
  };
};

/** Bytes go to no node that has not just said which chain it serves. */
const sendTo = async (node: ChainConnection, raw: string): Promise<BroadcastOutcome> => {
  try {
    await node.checkChain("now");
  } catch (error) {
    return { kind: "refused", says: (error as Error).message };
  }
  try {
    await node.rpc("eth_sendRawTransaction", [raw]);
    return { kind: "sent", says: `${node.name} took it.` };
  } catch (error) {
    const says = (error as Error).message;
    if (error instanceof NodeAnswer) return outcomeOfAnswer(says);
    const isUnsent = error instanceof NodePaused || error instanceof WrongChain;
    return { kind: isUnsent ? "refused" : "unknown", says };
  }
};

/** Settles when a node took the bytes or all have answered; a slow node holds nobody up. */
const broadcast = (nodes: Nodes, raw: string, landmark: Landmark): Promise<BroadcastOutcome> =>
  new Promise((resolve) => {
    const outcomes: BroadcastOutcome[] = [];
    for (const node of nodes)
      void sendTo(node, raw).then((outcome) => {
        outcomes.push(outcome);
        if (outcome.kind === "sent") {
          landmark("broadcast");
          resolve(outcome);
        }
        if (outcomes.length === nodes.length) resolve(outcomeOfAll(outcomes));
      });
  });

type FeeBlock = { timestamp: string; baseFeePerGas?: string };
type RawReceipt = { blockNumber: string; blockHash: string; status: string };

const receiptsOf = async (
  chain: ChainConnection,
  hashes: readonly string[],
): Promise<(Receipt | null)[]> => {
  if (hashes.length === 0) return [];
  const found = await chain.rpcMany<RawReceipt | null>(
    hashes.map((hash) => ({ method: "eth_getTransactionReceipt", params: [hash] })),
  );
  return found.map(
    (receipt) =>
      receipt && {
        blockNumber: Number(figure(receipt.blockNumber)),
        blockHash: receipt.blockHash,
        succeeded: receipt.status === "0x1",
      },
  );
};

const isMinedAnywhere = async (nodes: Nodes, hashes: readonly string[]): Promise<boolean> => {
  const answers = await Promise.allSettled(nodes.map((node) => receiptsOf(node, hashes)));
  const heard = answers.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  if (heard.length === 0) throw new ChainUnreachable("No node could say what was mined.");
  return heard.flat().some((receipt) => receipt !== null);
};

/** Rehearses, broadcasts and looks up transactions on one or more nodes. */
export const chainSender = (
  nodes: Nodes,
  book: ContractBook,
  landmark: Landmark = noLandmark,
): ChainSender => {
  const chain = openChains(nodes);
  const latest = () => chain.rpc<FeeBlock>("eth_getBlockByNumber", ["latest", false]);
  return {
    chainId: chain.chainId,
    chainTime: async () => new Date(Number(figure((await latest()).timestamp)) * 1000),
    minedNonce: async (address) =>
      Number(figure(await chain.rpc("eth_getTransactionCount", [address, "latest"]))),
    fees: async () => {
      const baseFeePerGas = figure((await latest()).baseFeePerGas ?? "0x0");
      return {
        maxFeePerGas: 2n * baseFeePerGas + GWEI,
        maxPriorityFeePerGas: GWEI,
        baseFeePerGas,
      };
    },
    callOf: (kind, payload, holders) => callOf(book, kind, payload, holders),
    rehearse: (from, call) => rehearse(chain, from, call),
    broadcast: (raw) => broadcast(nodes, raw, landmark),
    receiptsOf: (hashes) => receiptsOf(chain, hashes),
    isMinedAnywhere: (hashes) => isMinedAnywhere(nodes, hashes),
    whyReverted: (from, call, blockNumber) => whyReverted(chain, from, call, blockNumber),
    planOf,
  };
};
