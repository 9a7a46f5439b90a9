import { parseArgs } from "node:util";
import { pino } from "pino";
import { keepAuditorRun } from "@/adapters/db/auditor-findings";
import { openPool } from "@/adapters/db/pool";
import { audit, type Report } from "@/auditor/audit";
import { inWords } from "@/auditor/report";
import { askOver } from "@/auditor/rows";
import { installation } from "./installation";

/**
 * `npm run auditor -- [--json] [--limit SECONDS] [--look-only]`: the independent auditor. Reads chain and database, judges
 * eleven invariants at the newest final block and names every row that is not what it must be. Keeps the run for the
 * operations page and stops the receivables it names; with --look-only it writes nothing.
 * Ends with 1 where something differs and 2 where it cannot look.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    limit: { type: "string", default: "60" },
    "look-only": { type: "boolean", default: false },
  },
});

const log = pino({ base: { program: "auditor" } }, pino.destination({ dest: 2, sync: true }));

/** Reads everything in one snapshot, so that rows of one moment are compared with each other. */
const look = async (pool: ReturnType<typeof openPool>): Promise<Report> => {
  const { rpcUrl, deployment, finalityDepth } = await installation();
  const limitSeconds = Number(values.limit);
  if (!Number.isSafeInteger(limitSeconds)) throw new Error("--limit is a whole number of seconds.");
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    await client.query("begin isolation level repeatable read read only");
    return await audit(askOver(client), {
      rpcUrl,
      deployment,
      finalityDepth,
      limitSeconds,
      now: new Date(),
    });
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release(true);
  }
};

const print = ({ block, differences, verdicts }: Report): void => {
  if (values.json) {
    console.log(JSON.stringify({ ok: differences === 0, block, differences, verdicts }, null, 2));
    return;
  }
  console.log(`block ${block.number} ${block.hash}`);
  for (const { invariant, status, checked, says, differences: found } of verdicts) {
    console.log(
      `${invariant.padEnd(4)} ${status.padEnd(7)} ${String(checked).padStart(8)}  ${says}`,
    );
    for (const difference of found) console.log(`       ${inWords(difference)}`);
  }
  console.log(differences === 0 ? "all hold" : `${differences} differences`);
};

const main = async (): Promise<number> => {
  const { databaseUrl } = await installation();
  const pool = openPool(databaseUrl);
  try {
    const report = await look(pool);
    if (!values["look-only"])
      await keepAuditorRun({ pool, clock: { now: () => new Date() } }, report);
    print(report);
    for (const { invariant, differences } of report.verdicts)
      for (const difference of differences) log.error({ invariant, ...difference }, "books differ");
    return report.differences === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
};

process.exitCode = await main().catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : problem);
  return 2;
});
