import { ChainUnreachable, WrongChain } from "@/ports/chain-reader";

const TIMEOUT_MS = 10_000;
const CHECK_EVERY_MS = 60_000;
const BATCH_MAX = 100;
/** A node that did not answer is asked after the others for this long; the time doubles with each further silence. */
const REST_MS = 5_000;
const REST_MAX_MS = 60_000;
/** From its second silence in a row on a node is not asked at all for a while that doubles between these two. */
const PAUSE_MS = 250;
const PAUSE_MAX_MS = 5_000;

/** One JSON-RPC request. */
export type RpcCall = { readonly method: string; readonly params: readonly unknown[] };

/** A node's own error answer, kept apart from its silence. */
export class NodeAnswer extends Error {
  override name = "NodeAnswer";
  constructor(
    message: string,
    readonly data: unknown,
    readonly code: number | null = null,
  ) {
    super(message);
  }
}

/** Nothing was sent: the node has been silent, and is left alone for a moment. */
export class NodePaused extends ChainUnreachable {
  override name = "NodePaused";
}

/** A connection to one node. Calls throw `NodeAnswer` for an error answer and `ChainUnreachable` for none. */
export type ChainConnection = {
  readonly chainId: number;
  /** The node's address without what could be a secret in it. */
  readonly name: string;
  /** Whether it left a question unanswered a moment ago. */
  readonly isResting: () => boolean;
  readonly rpc: <T>(method: string, params: readonly unknown[]) => Promise<T>;
  /** Many calls in few requests; fails as a whole when one of them fails. */
  readonly rpcMany: <T>(calls: readonly RpcCall[]) => Promise<T[]>;
  /**
   * Asks for the chain id unless it was asked within the last minute; `now` asks in any case.
   * @throws WrongChain when the node serves another one.
   */
  readonly checkChain: (when?: "now") => Promise<void>;
};

const nameOf = (rpcUrl: string): string => {
  const { hostname, port } = new URL(rpcUrl);
  return port ? `${hostname}:${port}` : hostname;
};

type Answer = {
  id: number;
  result?: unknown;
  error?: { code?: number; message?: string; data?: unknown };
};

/** Answers of a node, or of what stands before it, that speak of its load and not of the question. */
const OVERLOADED = /rate limit|too many requests|limit exceeded|over(loaded| capacity)|try again/i;
const OVERLOADED_CODES: ReadonlySet<number | undefined> = new Set([-32_005, -32_097, 429]);

const isOverloaded = ({ code, message }: NonNullable<Answer["error"]>): boolean =>
  OVERLOADED_CODES.has(code) && OVERLOADED.test(message ?? "");

const post = async (rpcUrl: string, body: unknown): Promise<unknown> => {
  try {
    const response = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel();
      throw new Error(`HTTP status ${response.status}`);
    }
    return await response.json();
  } catch (error) {
    throw new ChainUnreachable(`The node did not answer: ${(error as Error).message}`, {
      cause: error,
    });
  }
};

const resultOf = <T>(answer: Answer | undefined, { method }: RpcCall): T => {
  if (answer?.error && isOverloaded(answer.error))
    throw new ChainUnreachable(`The node has too much to do: ${answer.error.message}`);
  if (answer?.error) {
    const { message = "error without words", data = null, code = null } = answer.error;
    throw new NodeAnswer(message, data, code);
  }
  if (!answer || answer.result === undefined)
    throw new ChainUnreachable(`The node left ${method} unanswered.`);
  return answer.result as T;
};

const batchesOf = (calls: readonly RpcCall[]): RpcCall[][] =>
  Array.from({ length: Math.ceil(calls.length / BATCH_MAX) }, (_, index) =>
    calls.slice(index * BATCH_MAX, (index + 1) * BATCH_MAX),
  );

/**
 * Opens a node: 10 s per request, nothing cached, no nonce counted, no second node asked behind our back. One that stays
 * silent is asked ever less often, down to once in some seconds.
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
  let restsUntil = 0;
  let silences = 0;
  let closedUntil = 0;
  const fellSilent = (): void => {
    const now = performance.now();
    trustedUntil = 0;
    silences += 1;
    restsUntil = now + Math.min(REST_MS * 2 ** (silences - 1), REST_MAX_MS);
    if (silences < 2) return;
    const pause = Math.min(PAUSE_MS * 2 ** (silences - 1), PAUSE_MAX_MS);
    closedUntil = now + pause * (0.5 + Math.random() / 2);
  };
  const ask = async <T>(calls: readonly RpcCall[]): Promise<T[]> => {
    if (performance.now() < closedUntil)
      throw new NodePaused("The node has not answered lately and is left alone for a moment.");
    const requests = calls.map(({ method, params }, id) => ({
      jsonrpc: "2.0",
      id,
      method,
      params,
    }));
    try {
      const answers = await post(rpcUrl, requests.length === 1 ? requests[0] : requests);
      const list = (Array.isArray(answers) ? answers : [answers]) as (Answer | null)[];
      const results = calls.map((call, id) =>
        resultOf<T>(list.find((answer) => answer?.id === id) ?? undefined, call),
      );
      silences = 0;
      return results;
    } catch (error) {
      if (error instanceof ChainUnreachable) fellSilent();
      else silences = 0;
      throw error;
    }
  };
  const checkChain = async (when?: "now"): Promise<void> => {
    if (when !== "now" && performance.now() < trustedUntil) return;
    const [served] = await ask<string>([{ method: "eth_chainId", params: [] }]);
    if (Number(served) !== chainId) {
      trustedUntil = 0;
      throw new WrongChain(
        `The node serves chain ${Number(served)}; this installation belongs to ${chainId}.`,
      );
    }
    trustedUntil = performance.now() + CHECK_EVERY_MS;
  };
  const rpcMany = async <T>(calls: readonly RpcCall[]): Promise<T[]> => {
    await checkChain();
    const parts = await Promise.all(batchesOf(calls).map((batch) => ask<T>(batch)));
    return parts.flat();
  };
  return {
    chainId,
    name: nameOf(rpcUrl),
    isResting: () => performance.now() < restsUntil,
    checkChain,
    rpcMany,
    rpc: async <T>(method: string, params: readonly unknown[]) => {
      const [result] = await rpcMany<T>([{ method, params }]);
      return result as T;
    },
  };
};

/** Nodes in the order they are asked: those that answered lately first. */
export const inTurn = (nodes: readonly ChainConnection[]): readonly ChainConnection[] => [
  ...nodes.filter((node) => !node.isResting()),
  ...nodes.filter((node) => node.isResting()),
];

/** Asks one node after the other until one answers. @throws what the last one threw. */
export const firstOf = async <T>(
  nodes: readonly ChainConnection[],
  ask: (node: ChainConnection) => Promise<T>,
): Promise<T> => {
  let last: unknown = new ChainUnreachable("No node is set.");
  for (const node of inTurn(nodes)) {
    try {
      return await ask(node);
    } catch (error) {
      if (!(error instanceof ChainUnreachable)) throw error;
      last = error;
    }
  }
  throw last;
};

/** Every node that answers must serve the right chain; one that serves another stops all. */
const checkAll = async (
  nodes: readonly ChainConnection[],
  when: "now" | undefined,
): Promise<void> => {
  const found = await Promise.allSettled(nodes.map((node) => node.checkChain(when)));
  const failures = found.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  const wrong = failures.find((reason) => !(reason instanceof ChainUnreachable));
  if (wrong) throw wrong;
  if (failures.length === nodes.length) throw failures[0];
};

/** Several nodes as one: a question goes to the next node when one leaves it unanswered. */
export const openChains = (nodes: readonly [ChainConnection, ...ChainConnection[]]) => {
  const [first] = nodes;
  const together: ChainConnection = {
    chainId: first.chainId,
    name: nodes.map(({ name }) => name).join(", "),
    isResting: () => nodes.every((node) => node.isResting()),
    rpc: (method, params) => firstOf(nodes, (node) => node.rpc(method, params)),
    rpcMany: (calls) => firstOf(nodes, (node) => node.rpcMany(calls)),
    checkChain: (when) => checkAll(nodes, when),
  };
  return nodes.length === 1 ? first : together;
};
