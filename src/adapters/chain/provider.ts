import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";

const TIMEOUT_MS = 10_000;
const CHECK_EVERY_MS = 60_000;
const BATCH_MAX = 100;

/** One JSON-RPC request. */
export type RpcCall = { readonly method: string; readonly params: readonly unknown[] };

/** A node's own error answer, kept apart from its silence. */
export class NodeAnswer extends Error {
  override name = "NodeAnswer";
  constructor(
    message: string,
    readonly data: unknown,
  ) {
    super(message);
  }
}

/** A connection to one node. Calls throw `NodeAnswer` for an error answer and `ChainUnreachable` for none. */
export type ChainConnection = {
  readonly chainId: number;
  readonly rpc: <T>(method: string, params: readonly unknown[]) => Promise<T>;
  /** Many calls in few requests; fails as a whole when one of them fails. */
  readonly rpcMany: <T>(calls: readonly RpcCall[]) => Promise<T[]>;
  /** @throws WrongChain when the node serves another chain id. */
  readonly checkChain: () => Promise<void>;
};

type Answer = { id: number; result?: unknown; error?: { message?: string; data?: unknown } };

const post = async (rpcUrl: string, body: unknown): Promise<unknown> => {
  try {
    const response = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await response.json();
  } catch (error) {
    throw new ChainUnreachable(`The node did not answer: ${(error as Error).message}`, {
      cause: error,
    });
  }
};

const resultOf = <T>(answer: Answer | undefined, { method }: RpcCall): T => {
  if (answer?.error)
    throw new NodeAnswer(answer.error.message ?? "error without words", answer.error.data ?? null);
  if (!answer || answer.result === undefined)
    throw new ChainUnreachable(`The node left ${method} unanswered.`);
  return answer.result as T;
};

const batchesOf = (calls: readonly RpcCall[]): RpcCall[][] =>
  Array.from({ length: Math.ceil(calls.length / BATCH_MAX) }, (_, index) =>
    calls.slice(index * BATCH_MAX, (index + 1) * BATCH_MAX),
  );

/**
 * Opens a node: 10 s per request, nothing cached, no nonce counted, no second node asked behind our back.
 * The chain id is asked of the node itself: at first use, after every silence, and once a minute.
 */
export const openChain = ({
  rpcUrl,
  chainId,
}: {
  rpcUrl: string;
  chainId: number;
}): ChainConnection => {
  let trustedUntil = 0;
  const ask = async <T>(calls: readonly RpcCall[]): Promise<T[]> => {
    const requests = calls.map(({ method, params }, id) => ({
      jsonrpc: "2.0",
      id,
      method,
      params,
    }));
    try {
      const answers = await post(rpcUrl, requests.length === 1 ? requests[0] : requests);
      const list = (Array.isArray(answers) ? answers : [answers]) as Answer[];
      return calls.map((call, id) =>
        resultOf<T>(
          list.find((answer) => answer.id === id),
          call,
        ),
      );
    } catch (error) {
      if (error instanceof ChainUnreachable) trustedUntil = 0;
      throw error;
    }
  };
  const checkChain = async (): Promise<void> => {
    if (performance.now() < trustedUntil) return;
    const [served] = await ask<string>([{ method: "eth_chainId", params: [] }]);
    if (Number(served) !== chainId)
      throw new WrongChain(
        `The node serves chain ${Number(served)}; this installation belongs to ${chainId}.`,
      );
    trustedUntil = performance.now() + CHECK_EVERY_MS;
  };
  const rpcMany = async <T>(calls: readonly RpcCall[]): Promise<T[]> => {
    await checkChain();
    const parts = await Promise.all(batchesOf(calls).map((batch) => ask<T>(batch)));
    return parts.flat();
  };
  return {
    chainId,
    checkChain,
    rpcMany,
    rpc: async <T>(method: string, params: readonly unknown[]) => {
      const [result] = await rpcMany<T>([{ method, params }]);
      return result as T;
    },
  };
};
