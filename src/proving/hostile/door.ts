import { Agent, type IncomingHttpHeaders, request as openRequest } from "node:http";
import type { Readable } from "node:stream";

/** What is sent; a stream goes out without a length. */
export type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
  /** Longest wait for the answer. */
  readonly patienceMs?: number;
};

/** What came back; status 0 where the line was cut or silent. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Time to the answer, less what the asked program stood ready without a processor. */
  readonly ms: number;
};

const TEXT_MAX = 4 * 1024 * 1024;
const HANG_MS = 5_000;
const lasting = new Agent({ keepAlive: true, maxSockets: 64 });

/** A line on which a body was announced otherwise than sent is of no use to a next request. */
const agentFor = ({ headers = {}, body }: Sent): Agent =>
  "content-length" in headers || (typeof body === "object" && "pipe" in body)
    ? new Agent({ keepAlive: false })
    : lasting;

const plainSend = (base: string, sent: Sent): Promise<Answer> =>
  new Promise((resolve) => {
    const from = performance.now();
    const { method = "GET", path, headers = {}, body, patienceMs = 60_000 } = sent;
    const { hostname, port } = new URL(base);
    let over = false;
    const end = (status: number, got: IncomingHttpHeaders, text: string): void => {
      if (over) return;
      over = true;
      resolve({ status, headers: got, text, ms: performance.now() - from });
    };
    const request = openRequest({ hostname, port, method, path, headers, agent: agentFor(sent) });
    request.setTimeout(patienceMs, () => request.destroy());
    request.on("error", (error) => end(0, {}, String(error)));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        if (text.length < TEXT_MAX) text += piece;
      });
      response.on("end", () => end(response.statusCode ?? 0, response.headers, text));
      response.on("error", () => end(response.statusCode ?? 0, response.headers, text));
    });
    if (typeof body === "object" && "pipe" in body) {
      body.on("error", () => undefined);
      body.pipe(request);
      request.on("close", () => body.destroy());
    } else request.end(body);
  });

/** A text that only some may ever read. */
export type Canary = { readonly text: string; readonly mayRead: readonly string[] };

/** What no answer may show: how the program is built, where it stands, what it asked the database. */
const INTERNALS =
  /\bat .{0,200}\.[cm]?[jt]s:\d+|node_modules|\bprisma\b|SELECT .* FROM|PostgresError|ECONNREFUSED|\/src\/|\.next\//i;
const ERROR_BYTES_MAX = 1_024;

/** Every answer of the application during a run, judged as it comes. */
export class Door {
  answers = 0;
  readonly faults: string[] = [];
  readonly hangs: string[] = [];
  readonly leaks: string[] = [];
  readonly internals: string[] = [];
  readonly statuses = new Map<number, number>();
  readonly canaries: Canary[] = [];

  /** `heldUpMs` counts how long the programs behind the door have been kept waiting by a busy machine so far. */
  constructor(
    readonly base: string,
    private readonly heldUpMs: () => number,
  ) {}

  /** Sends one request as `who` and judges the answer. */
  async send(who: string, sent: Sent): Promise<Answer> {
    const answer = await this.timed(sent);
    const what = `${who} ${sent.method ?? "GET"} ${sent.path.slice(0, 200)}`;
    this.answers += 1;
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500) this.faults.push(`${what} answered ${answer.status}`);
    if (answer.ms > HANG_MS && !sent.patienceMs) this.hangs.push(`${what} took ${answer.ms} ms`);
    this.judgeText(who, sent, answer, what);
    return answer;
  }

  private async timed(sent: Sent): Promise<Answer> {
    const before = this.heldUpMs();
    const answer = await plainSend(this.base, sent);
    return { ...answer, ms: answer.ms - (this.heldUpMs() - before) };
  }

  private judgeText(who: string, sent: Sent, { status, headers, text }: Answer, what: string) {
    const isProgram = /javascript|css|event-stream/.test(headers["content-type"] ?? "");
    if (status >= 400 && !isProgram) {
      const isPage = /^text\/(html|x-component)/.test(headers["content-type"] ?? "");
      if (
        INTERNALS.test(isPage ? text.replace(/<script[\s\S]*?<\/script>|<link[^>]*>/g, "") : text)
      )
        this.internals.push(`${what}: ${INTERNALS.exec(text)?.[0]}`);
      if (!isPage && !sent.path.includes(",") && text.length > ERROR_BYTES_MAX)
        this.internals.push(`${what}: an error of ${text.length} bytes`);
    }
    const asked = sent.path + (typeof sent.body === "string" ? sent.body : "");
    for (const canary of this.canaries)
      if (
        text.includes(canary.text) &&
        !canary.mayRead.includes(who) &&
        !asked.includes(canary.text)
      )
        this.leaks.push(`${what} shows ${canary.text}`);
  }
}

/** Runs tasks with so many under way at once. */
export const inParallel = async <T>(
  tasks: readonly (() => Promise<T>)[],
  width: number,
): Promise<T[]> => {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < tasks.length; at = next++) {
      const task = tasks[at];
      if (task) results[at] = await task();
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
};
