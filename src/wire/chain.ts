import { chainClock, systemClock } from "@/adapters/chain/chain-clock";
import { contractBook } from "@/adapters/chain/contracts";
import { openChain, openChains } from "@/adapters/chain/provider";
import { chainFacts } from "@/adapters/chain/reads";
import { signatureCheck } from "@/adapters/chain/signature-check";
import type { Hex } from "@/core/typed-data/typed-data";
import { type Env, isLocal } from "@/env";
import type { ChainConfig } from "@/ports/chain-config";
import type { Clock } from "@/ports/clock";

/**
 * The chain as web pages and use-cases meet it: reads, signature checks, addresses and time.
 * @throws Error when this installation has no deployed contracts.
 */
export const chainOf = (settings: Env) => {
  const { deployment, rpcUrls, chainId } = settings;
  if (!deployment)
    throw new Error("No contracts are deployed: DEPLOYMENT is not set. See .env.example.");
  const [first, ...others] = rpcUrls.map((rpcUrl) => openChain({ rpcUrl, chainId }));
  if (!first) throw new Error("No node is set.");
  const connections = [first, ...others] as const;
  const connection = openChains(connections);
  const book = contractBook(deployment.addresses);
  const clock: Clock = isLocal(settings) ? chainClock(connection) : systemClock;
  const chainConfig: ChainConfig = {
    chainId,
    receivables: book.receivables as Hex,
    coins: Object.fromEntries(book.coins) as ChainConfig["coins"],
  };
  return {
    node: { connection, connections, book },
    clock,
    chainConfig,
    chainFacts: chainFacts(connection, book),
    isSignedBy: signatureCheck(connection),
  };
};
