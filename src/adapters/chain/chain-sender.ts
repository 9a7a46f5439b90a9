import { Transaction } from "ethers";
import { callOf } from "@/adapters/chain/calls";
import type { ContractBook } from "@/adapters/chain/contracts";
import { outcomeOfAnswer, revertOf, revertReason } from "@/adapters/chain/errors";
import { type ChainConnection, NodeAnswer } from "@/adapters/chain/provider";
import { ChainUnreachable } from "@/ports/chain-reader";
import type {
  Call,
  ChainSender,
  Rehearsal,
  RevertReason,
  TransactionPlan,
} from "@/ports/chain-sender";

const GWEI = 1_000_000_000n;

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

const rehearse = async (chain: ChainConnection, from: string, call: Call): Promise<Rehearsal> => {
  try {
    const gas = await chain.rpc<string>("eth_estimateGas", [{ from, ...call }, "latest"]);
    return { ok: true, gas: BigInt(gas) };
  } catch (error) {
    if (!(error instanceof NodeAnswer)) throw error;
    const reason = revertOf(error);
    if (reason) return { ok: false, reason };
    throw new ChainUnreachable(`The node could not rehearse the call: ${error.message}`, {
      cause: error,
    });
  }
};

const whyReverted = async (
  chain: ChainConnection,
  from: string,
  call: Call,
  blockNumber: number,
): Promise<RevertReason> => {
  try {
    await chain.rpc("eth_call", [{ from, ...call }, hex(blockNumber - 1)]);
    return revertReason(null, "The transaction was refused at its place in the block.");
  } catch (error) {
    if (!(error instanceof NodeAnswer)) throw error;
    return revertOf(error) ?? revertReason(null, error.message);
  }
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

type FeeBlock = { timestamp: string; baseFeePerGas?: string };
type RawReceipt = { blockNumber: string; blockHash: string; status: string };

/** Rehearses, broadcasts and looks up transactions on one node. */
export const chainSender = (chain: ChainConnection, book: ContractBook): ChainSender => {
  const latest = () => chain.rpc<FeeBlock>("eth_getBlockByNumber", ["latest", false]);
  return {
    chainId: chain.chainId,
    chainTime: async () => new Date(Number((await latest()).timestamp) * 1000),
    minedNonce: async (address) =>
      Number(await chain.rpc<string>("eth_getTransactionCount", [address, "latest"])),
    fees: async () => {
      const base = BigInt((await latest()).baseFeePerGas ?? "0x0");
      return { maxFeePerGas: 2n * base + GWEI, maxPriorityFeePerGas: GWEI };
    },
    callOf: (kind, payload, holders) => callOf(book, kind, payload, holders),
    rehearse: (from, call) => rehearse(chain, from, call),
    broadcast: async (raw) => {
      try {
        await chain.rpc("eth_sendRawTransaction", [raw]);
        return { kind: "sent", says: "A node took it." };
      } catch (error) {
        const says = (error as Error).message;
        return error instanceof NodeAnswer ? outcomeOfAnswer(says) : { kind: "unknown", says };
      }
    },
    receiptOf: async (hash) => {
      const receipt = await chain.rpc<RawReceipt | null>("eth_getTransactionReceipt", [hash]);
      return (
        receipt && {
          blockNumber: Number(receipt.blockNumber),
          blockHash: receipt.blockHash,
          succeeded: receipt.status === "0x1",
        }
      );
    },
    whyReverted: (from, call, blockNumber) => whyReverted(chain, from, call, blockNumber),
    planOf,
  };
};
