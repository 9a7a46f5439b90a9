/** One JSON-RPC call as it came. */
export type NodeCall = {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
};

/** A node's answer to one call. */
export type NodeReply = {
  readonly id?: unknown;
  readonly jsonrpc?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
};

/** Asks the real node something else meanwhile; answers its result, null where it has none. */
export type AskNode = (method: string, params: readonly unknown[]) => Promise<unknown>;

type Change = (call: NodeCall, reply: NodeReply, ask: AskNode) => NodeReply | Promise<NodeReply>;

/**
 * What goes wrong with a call or its answer:
 * - hang: never answered; delay: answered late; status: an HTTP status without JSON-RPC; cut: half of the true answer;
 * - swallow: the node takes the call, and the caller's line ends before the answer;
 * - change: the node is asked, and its answer is changed; refuse: the node is not asked, and this is the answer.
 */
export type Fault =
  | { readonly kind: "hang" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "status"; readonly code: number; readonly retryAfterSeconds?: number }
  | { readonly kind: "cut" }
  | { readonly kind: "swallow" }
  | { readonly kind: "change"; readonly change: Change }
  | { readonly kind: "refuse"; readonly code: number; readonly message: string };

/** Which calls a fault befalls: those methods ("*" is all), how often out of 1, and how many times at most. */
export type Rule = {
  readonly methods: readonly string[] | "*";
  readonly fault: Fault;
  readonly rate?: number;
  readonly times?: number;
};

const SEND = ["eth_sendRawTransaction"];

/** The node refuses to take a transaction, in these words. */
export const refusesToSend = (message: string, times?: number): Rule => ({
  methods: SEND,
  fault: { kind: "refuse", code: -32_000, message },
  times,
});

/** The node takes a transaction and answers with these words all the same. */
export const takesButSays = (message: string, rate = 1): Rule => ({
  methods: SEND,
  rate,
  fault: {
    kind: "change",
    change: ({ id }) => ({ jsonrpc: "2.0", id, error: { code: -32_000, message } }),
  },
});

/** The node takes a transaction, and its answer is lost. */
export const losesAnswer = (rate = 1): Rule => ({
  methods: SEND,
  rate,
  fault: { kind: "swallow" },
});

const hex = (value: number): string => `0x${value.toString(16)}`;

/** Another chain's id. */
export const servesChain = (chainId: number): Rule => ({
  methods: ["eth_chainId"],
  fault: { kind: "change", change: (_call, reply) => ({ ...reply, result: hex(chainId) }) },
});

type Placed = { number?: string; blockNumber?: string } | null;

const TAGS = new Set<unknown>(["latest", "pending", "safe", "finalized"]);

/** The node knows nothing of the newest `blocks()` blocks: no error, it is just behind. */
export const headLag = (blocks: () => number): Rule => {
  const change: Change = async ({ method, params }, reply, ask) => {
    const head = Math.max(0, Number(await ask("eth_blockNumber", [])) - blocks());
    const isNewer = (found: Placed) => Number(found?.blockNumber ?? found?.number ?? 0) > head;
    if (method === "eth_blockNumber") return { ...reply, result: hex(head) };
    if (method === "eth_getTransactionCount" || method === "eth_getBlockByNumber") {
      const at = params.map((each) => (TAGS.has(each) ? hex(head) : each));
      const result = await ask(method, at);
      return { ...reply, result: isNewer(result as Placed) ? null : result };
    }
    return isNewer(reply.result as Placed) ? { ...reply, result: null } : reply;
  };
  return {
    methods: [
      ...["eth_blockNumber", "eth_getTransactionCount", "eth_getBlockByNumber"],
      ...["eth_getBlockByHash", "eth_getTransactionReceipt"],
    ],
    fault: { kind: "change", change },
  };
};

/** No logs, and no error either. */
export const emptyLogs = (rate = 1): Rule => ({
  methods: ["eth_getLogs"],
  rate,
  fault: { kind: "change", change: (_call, reply) => ({ ...reply, result: [] }) },
});

/** One log more than there is; `forge` makes it of the block hash that was asked for. */
export const forgedLog = (forge: (blockHash: string) => object): Rule => ({
  methods: ["eth_getLogs"],
  fault: {
    kind: "change",
    change: ({ params }, reply) => {
      const [filter] = params as [{ blockHash?: string }];
      const logs = Array.isArray(reply.result) ? reply.result : [];
      return { ...reply, result: [...logs, forge(filter.blockHash ?? "")] };
    },
  },
});
