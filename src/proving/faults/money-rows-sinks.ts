import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { freePort } from "@/commands/embedded/free-port";
import { webBuild } from "@/commands/products";
import { makeWhenStale } from "@/commands/stale";
import { openDeadReaders, openSink, type SinkKind } from "../harness/dead-sink";
import { eventually, mintTo } from "../harness/relay-ground";
import { startProgramChild, startWorkerChild, variablesOf } from "../harness/worker-child";
import { onServer } from "./books-ground";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import { complaints, type Expect, type Money, offered, withMoney } from "./money-ground";

type Round = { readonly worker: SinkKind; readonly web: SinkKind };

const KINDS: readonly SinkKind[] = ["stuck", "closed", "full"];
const ROUNDS: Readonly<Record<Depth, readonly Round[]>> = {
  change: [
    { worker: "stuck", web: "closed" },
    { worker: "full", web: "stuck" },
  ],
  nightly: KINDS.flatMap((worker) => KINDS.map((web) => ({ worker, web }))),
};
const REQUESTS = { change: 30, nightly: 300 } as const;
const WRITES = { change: 5, nightly: 40 } as const;
const READERS = 5;
const TOKEN = "a-token-for-the-figures-of-a-trial-only";
const PATIENCE_MS = 20_000;
const START_MS = 30_000;

/** The web program on a sink. */
const startWebChild = async (variables: Record<string, string>, output: number) => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const args = [join("src", "commands", "web.ts"), "--hostname", "127.0.0.1"];
  const own = { NODE_ENV: "production", PORT: String(port), APP_URL: base, NEXTAUTH_URL: base };
  const child = startProgramChild(args, { ...variables, ...own, METRICS_TOKEN: TOKEN }, output);
  const statusOf = async (path: string): Promise<number> => {
    try {
      const answer = await fetch(base + path, { signal: AbortSignal.timeout(PATIENCE_MS) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  };
  return { ...child, port, statusOf };
};

type Web = Awaited<ReturnType<typeof startWebChild>>;

const checkOf = (text: string): string =>
  `/api/trpc/verify.check?input=${encodeURIComponent(JSON.stringify({ text }))}`;

/** So many requests, four at a time; how many were not answered with what was asked for. */
const failedOf = async (web: Web, paths: readonly string[], count: number): Promise<number> => {
  let failed = 0;
  for (let start = 0; start < count; start += 4) {
    const some = Array.from({ length: Math.min(4, count - start) }, (_, at) => start + at);
    const statuses = await Promise.all(
      some.map((at) => web.statusOf(paths[at % paths.length] ?? "/")),
    );
    failed += statuses.filter((status) => status !== 200).length;
  }
  return failed;
};

/** For a moment the database takes nobody in: both programs have much to say. Answers how many requests failed then. */
const outage = async (money: Money, web: Web, path: string): Promise<number> => {
  const { ground } = money;
  await onServer(ground, [], [`alter database "${ground.name}" allow_connections false`]);
  await onServer(ground, [ground.name], []);
  await sleep(500);
  const failed = await failedOf(web, [path], 8);
  await onServer(ground, [], [`alter database "${ground.name}" allow_connections true`]);
  return failed;
};

/** Wishes for coins to fresh accounts; answers how many of them come into a block. */
const writesDone = async ({ world, intents }: Money, count: number): Promise<number> => {
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1)
    ids.push(await mintTo(world, Wallet.createRandom().address));
  const done = () => intents(`id = any($1::text[]) and status in ('mined', 'final')`, [ids]);
  await eventually(PATIENCE_MS, async () => (await done()).length === count);
  return (await done()).length;
};

type Count = { requests: number; writes: number; faults: number };

const round = async (
  money: Money,
  { worker: workerSink, web: webSink }: Round,
  { depth, id, expect }: { depth: Depth; id: string; expect: Expect },
): Promise<Count> => {
  const { world, ground } = money;
  const named = `worker ${workerSink}, web ${webSink}`;
  const sinks = { worker: openSink(workerSink), web: openSink(webSink) };
  const variables = {
    ...variablesOf(world, ground.databaseUrl),
    // What Node itself says before a program begins is not the program's to lose.
    NODE_NO_WARNINGS: "1",
  };
  const worker = await startWorkerChild(variables, undefined, sinks.worker.fd);
  const web = await startWebChild(variables, sinks.web.fd);
  const endings: (() => void)[] = [sinks.worker.close, sinks.web.close];
  try {
    const isWell = async () => (await worker.health()) === 200;
    const isShown = async () => (await web.statusOf("/sign-in")) === 200;
    const [well, shown] = [await eventually(START_MS, isWell), await eventually(START_MS, isShown)];
    expect(well !== null, `${named}: the worker did not start`);
    expect(shown !== null, `${named}: the web program did not start`);
    const authorization = `Bearer ${TOKEN}`;
    for (const [port, path] of [
      [worker.port, "/metrics"],
      [web.port, "/api/metrics"],
    ] as const)
      endings.push(openDeadReaders({ port, path, authorization }, READERS));
    const faults = await outage(money, web, checkOf(id));
    expect(faults > 0, `${named}: nothing failed while the database took nobody in`);
    const isBack = async () => (await web.statusOf(checkOf(id))) === 200;
    await eventually(PATIENCE_MS, isBack);
    const [failed, done] = await Promise.all([
      failedOf(web, ["/sign-in", "/verify", checkOf(id)], REQUESTS[depth]),
      writesDone(money, WRITES[depth]),
    ]);
    expect(failed === 0, `${named}: ${failed} of ${REQUESTS[depth]} requests failed`);
    expect(done === WRITES[depth], `${named}: ${done} of ${WRITES[depth]} writes in a block`);
    const wellAgain = await eventually(PATIENCE_MS, isWell);
    expect(wellAgain !== null, `${named}: the worker is not well again`);
    return { requests: REQUESTS[depth] - failed, writes: done, faults };
  } finally {
    for (const [name, child] of [
      ["worker", worker],
      ["web", web],
    ] as const) {
      await child.stop();
      const how = await child.ended;
      expect(how === 0, `${named}: the ${name} program ended by ${how}`);
    }
    for (const end of endings) end();
  }
};

const deadSinks = async (depth: Depth): Promise<Verdict> => {
  await makeWhenStale(webBuild, { say: () => undefined });
  return withMoney(1, async (money) => {
    const { expect, verdict } = complaints();
    const { deal } = await offered(money.world, money.parties);
    const id = deal.terms.receivable;
    const counts: Count[] = [];
    for (const each of ROUNDS[depth]) counts.push(await round(money, each, { depth, id, expect }));
    const sum = (of: keyof Count): number => counts.reduce((all, each) => all + each[of], 0);
    const rounds = counts.length;
    return verdict(
      `${rounds * REQUESTS[depth] - sum("requests")} of ${rounds * REQUESTS[depth]} requests failed, ${sum("writes")}/${rounds * WRITES[depth]} writes in a block; ${rounds} pairs of dead sinks, ${2 * READERS} dead readers each, ${sum("faults")} faults to tell of`,
    );
  });
};

/** Logs and figures that nobody takes. */
export const sinksRow: FaultRow = {
  row: "F46",
  promise:
    "Where the log's reader is stuck or gone, its disk full and the figures' reader dead, no request fails and every write goes on",
  run: deadSinks,
};
