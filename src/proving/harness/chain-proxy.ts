import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "./chance";
import type { AskNode, Fault, NodeCall, NodeReply, Rule } from "./node-fault";

/** What the proxy saw of one HTTP request. */
export type Passage = { readonly at: number; readonly methods: readonly string[] };

/** A JSON-RPC proxy before a real node. */
export type ChainProxy = {
  readonly url: string;
  /** Replaces all faults; none lets everything pass. */
  readonly rules: (...rules: readonly Rule[]) => void;
  /** Every request since the last `forget`, with `performance.now()`. */
  readonly passages: () => readonly Passage[];
  /** Calls of a method since the last `forget`; of all methods where none is named. */
  readonly calls: (method?: string) => number;
  /** The signed bytes that came by since the last `forget`, refused ones among them. */
  readonly bytesSent: () => readonly string[];
  /** Faults that befell a call since the last `forget`. */
  readonly befallen: () => number;
  readonly forget: () => void;
  /** Refuses connections from now on, as a node that is down does; `up` listens at the same port again. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
};

const forward = async (nodeUrl: string, calls: readonly NodeCall[]): Promise<NodeReply[]> => {
  if (calls.length === 0) return [];
  const response = await fetch(nodeUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(calls.map((call) => ({ ...call, jsonrpc: "2.0" }))),
  });
  return (await response.json()) as NodeReply[];
};

const asker =
  (nodeUrl: string): AskNode =>
  async (method, params) => {
    const [reply] = await forward(nodeUrl, [{ id: 0, method, params }]);
    return reply?.result ?? null;
  };

/** Faults in force, each with the times it may still strike. */
const dice = (seed: number) => {
  const chance = chanceOf(seed);
  let rules: { rule: Rule; left: number }[] = [];
  return {
    set: (wanted: readonly Rule[]) => {
      rules = wanted.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
    },
    faultOf: ({ method }: NodeCall): Fault | undefined => {
      const struck = rules.find(
        ({ rule, left }) =>
          left > 0 &&
          (rule.methods === "*" || rule.methods.includes(method)) &&
          chance() < (rule.rate ?? 1),
      );
      if (!struck) return undefined;
      struck.left -= 1;
      return struck.rule.fault;
    },
  };
};

type Struck = { call: NodeCall; fault: Fault | undefined };

/** Answers call by call; those that the node must not see are refused in its name. */
const repliesOf = async (nodeUrl: string, struck: readonly Struck[]): Promise<NodeReply[]> => {
  const asked = struck.filter(({ fault }) => fault?.kind !== "refuse").map(({ call }) => call);
  const replies = await forward(nodeUrl, asked);
  const ask = asker(nodeUrl);
  return Promise.all(
    struck.map(({ call, fault }) => {
      if (fault?.kind === "refuse") {
        const { code, message } = fault;
        return { jsonrpc: "2.0", id: call.id, error: { code, message } };
      }
      const reply = replies.find(({ id }) => id === call.id) ?? { id: call.id };
      return fault?.kind === "change" ? fault.change(call, reply, ask) : reply;
    }),
  );
};

const answerTo = async (
  nodeUrl: string,
  struck: readonly Struck[],
  isBatch: boolean,
  response: ServerResponse,
): Promise<void> => {
  const find = <K extends Fault["kind"]>(kind: K) =>
    struck.flatMap(({ fault }) =>
      fault?.kind === kind ? [fault as Extract<Fault, { kind: K }>] : [],
    )[0];
  if (find("hang")) return;
  const status = find("status");
  if (status) {
    const wait = status.retryAfterSeconds;
    response.writeHead(status.code, wait === undefined ? {} : { "retry-after": String(wait) });
    response.end("upstream is not well");
    return;
  }
  const delay = find("delay");
  if (delay) await sleep(delay.ms);
  const replies = await repliesOf(nodeUrl, struck);
  if (find("swallow")) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(isBatch ? replies : replies[0]);
  response.writeHead(200, { "content-type": "application/json" });
  response.end(find("cut") ? text.slice(0, Math.floor(text.length / 2)) : text);
};

/** Starts a proxy before the node at `nodeUrl`. `seed` fixes which of the calls a rate below 1 befalls. */
export const startChainProxy = async (nodeUrl: string, seed = 1): Promise<ChainProxy> => {
  const faults = dice(seed);
  let seen: Passage[] = [];
  let bytes: string[] = [];
  let befallen = 0;
  const server = createServer((request, response) => {
    const serve = async () => {
      const body = JSON.parse(await bodyOf(request)) as NodeCall | NodeCall[];
      const calls = Array.isArray(body) ? body : [body];
      seen.push({ at: performance.now(), methods: calls.map(({ method }) => method) });
      for (const { method, params } of calls)
        if (method === "eth_sendRawTransaction") bytes.push(String(params[0]));
      const struck = calls.map((call) => ({ call, fault: faults.faultOf(call) }));
      befallen += struck.filter(({ fault }) => fault).length;
      await answerTo(nodeUrl, struck, Array.isArray(body), response);
    };
    serve().catch(() => response.destroy());
  });
  let port = 0;
  const up = async (): Promise<void> => {
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  };
  const down = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    rules: (...rules) => faults.set(rules),
    passages: () => seen,
    calls: (method) =>
      seen.reduce(
        (sum, { methods }) =>
          sum + methods.filter((each) => method === undefined || each === method).length,
        0,
      ),
    bytesSent: () => bytes,
    befallen: () => befallen,
    forget: () => {
      seen = [];
      bytes = [];
      befallen = 0;
    },
    up,
    down,
    close: async () => {
      if (server.listening) await down();
    },
  };
};
