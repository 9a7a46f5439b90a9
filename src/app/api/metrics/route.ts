import { createHash, timingSafeEqual } from "node:crypto";
import { Gauge, Registry } from "prom-client";
import { wire } from "@/wire";

export const dynamic = "force-dynamic";

type Health = Awaited<ReturnType<ReturnType<typeof wire>["views"]["operations"]["health"]>>;

const gauge = (register: Registry, name: string, help: string, labelNames: string[] = []) =>
  new Gauge({ name: `quaynote_${name}`, help, labelNames, registers: [register] });

const describeChain = (register: Registry, { chain, workers, haltedLanes }: Health): void => {
  const block = gauge(register, "chain_block", "Block number by grade.", ["grade"]);
  if (chain.head !== null) block.set({ grade: "head" }, chain.head);
  if (chain.seen) block.set({ grade: "seen" }, chain.seen.number);
  if (chain.final) block.set({ grade: "final" }, chain.final.number);
  gauge(register, "workers_alive", "Workers heard of lately.").set(
    workers.filter(({ alive }) => alive).length,
  );
  gauge(register, "lanes_halted", "Sending keys that are stopped.").set(haltedLanes);
};

const describeWork = (register: Registry, { intents, queues, waitingSince }: Health): void => {
  const counts = gauge(register, "intents", "Chain writes by state.", ["status"]);
  for (const [status, count] of Object.entries(intents)) counts.set({ status }, count);
  gauge(register, "intent_oldest_waiting_seconds", "Age of the oldest waiting chain write.").set(
    waitingSince ? (Date.now() - waitingSince.getTime()) / 1_000 : 0,
  );
  const jobs = gauge(register, "queue_jobs", "Jobs by queue and state.", ["queue", "state"]);
  for (const { name, state, jobs: count } of queues) jobs.set({ queue: name, state }, count);
};

/** Minor units as a number: exact up to 2^53, and a difference is 0 or an alarm. */
const describeLedger = (register: Registry, { ledger }: Health): void => {
  const difference = gauge(register, "ledger_difference_minor", "Ledger less chain; must be 0.", [
    "currency",
  ]);
  const cash = gauge(register, "ledger_cash_minor", "Coin the contracts hold.", ["currency"]);
  const strays = gauge(register, "read_model_strays", "Receivables that differ from the chain.");
  for (const stand of ledger) {
    difference.set({ currency: stand.currency }, Number(stand.difference));
    cash.set({ currency: stand.currency }, Number(stand.ledger));
    strays.set(stand.strays.length);
  }
};

const describeAuditor = (
  register: Registry,
  { auditorDifferences, stoppedReceivables }: Health,
): void => {
  const differences = gauge(
    register,
    "auditor_differences",
    "Rows and accounts the auditor named; must be 0.",
  );
  if (auditorDifferences !== null) differences.set(auditorDifferences);
  gauge(register, "receivables_stopped", "Stops in force for a difference.").set(
    stoppedReceivables,
  );
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Hashes are compared, so that neither the length nor the first wrong character shows in the time it takes. */
const isShown = (request: Request, token: string): boolean =>
  timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${token}`));

/**
 * The installation's figures for Prometheus: counts and sums of the whole platform, nobody's facts. For whoever shows
 * the operator's token; where there is none, nothing stands here.
 */
export const GET = async (request: Request): Promise<Response> => {
  const { metricsToken } = wire().settings;
  if (!metricsToken) return new Response(null, { status: 404 });
  if (!isShown(request, metricsToken)) return new Response(null, { status: 401 });
  const register = new Registry();
  const health = await wire().views.operations.health();
  describeChain(register, health);
  describeWork(register, health);
  describeLedger(register, health);
  describeAuditor(register, health);
  return new Response(await register.metrics(), {
    headers: { "content-type": register.contentType, "cache-control": "no-store" },
  });
};
