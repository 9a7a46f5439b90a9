import { Transaction, Wallet } from "ethers";
import { chainSender } from "@/adapters/chain/chain-sender";
import type { ContractBook } from "@/adapters/chain/contracts";
import { openChain } from "@/adapters/chain/provider";
import { callNode } from "@/commands/embedded/chain";
import { bumped } from "@/core/relay/fees";
import type { BroadcastOutcome } from "@/ports/chain-sender";

type Kind = BroadcastOutcome["kind"];
type Part = { nonce?: number; fee?: bigint; gasLimit?: bigint; chainId?: number; data?: string };

const FEE = 4_000_000_000n;

const signedBy = (wallet: Wallet, part: Part): string => {
  const fee = part.fee ?? FEE;
  const transaction = Transaction.from({
    ...{ type: 2, chainId: part.chainId ?? 31_337, nonce: part.nonce ?? 0, to: wallet.address },
    ...{ data: part.data ?? "0x", gasLimit: part.gasLimit ?? 30_000n },
    ...{ maxFeePerGas: fee, maxPriorityFeePerGas: fee },
  });
  transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
  return transaction.serialized;
};

/** A fee one step of ours above another. */
const stepAbove = (fee: bigint): bigint =>
  bumped(
    { maxFeePerGas: fee, maxPriorityFeePerGas: fee },
    { maxFeePerGas: fee, maxPriorityFeePerGas: fee },
  )?.maxFeePerGas ?? 0n;

/** What a real node was made to say, and how it was understood. */
export type Provoked = { readonly what: string; readonly kind: Kind; readonly says: string };

/** Makes a real node say what nodes say, with transactions of a fresh key; its mining stands still meanwhile. */
export const provoke = async (rpcUrl: string, book: ContractBook): Promise<Provoked[]> => {
  const rich = new Wallet(Wallet.createRandom().privateKey);
  const poor = new Wallet(Wallet.createRandom().privateKey);
  const sender = chainSender([openChain({ rpcUrl, chainId: 31_337 })], book);
  await callNode(rpcUrl, "hardhat_setBalance", [rich.address, "0x56bc75e2d63100000"]);
  await callNode(rpcUrl, "evm_setAutomine", [false]);
  const found: Provoked[] = [];
  const send = async (what: string, wallet: Wallet, part: Part): Promise<void> => {
    found.push({ what, ...(await sender.broadcast(signedBy(wallet, part))) });
  };
  await send("a first one", rich, {});
  await send("the same bytes", rich, {});
  await send("5 % more", rich, { fee: (FEE * 105n) / 100n });
  await send("our step more", rich, { fee: stepAbove((FEE * 105n) / 100n) });
  await callNode(rpcUrl, "evm_mine");
  await send("a spent nonce", rich, { data: "0x01" });
  await send("no money", poor, {});
  await send("too little gas", rich, { nonce: 1, gasLimit: 1_000n });
  await send("more gas than a block", rich, { nonce: 1, gasLimit: 10n ** 11n });
  await send("another chain's bytes", rich, { nonce: 1, chainId: 5 });
  await callNode(rpcUrl, "evm_setAutomine", [true]);
  return found;
};

/** What each of these means, whoever says it; a node may or may not take 5 % more. */
export const provokedMeans: Readonly<Record<string, readonly Kind[]>> = {
  "a first one": ["sent"],
  "the same bytes": ["sent"],
  "5 % more": ["sent", "underpriced"],
  "our step more": ["sent"],
  "a spent nonce": ["nonce-used"],
  "no money": ["refused"],
  "too little gas": ["unusable"],
  "more gas than a block": ["unusable", "refused"],
  "another chain's bytes": ["unusable"],
};
