import { startThrowawayPostgres } from "./src/commands/embedded/throwaway";
import { openQueue } from "./bossqueues.mts";
import pg from "pg";
const server = await startThrowawayPostgres();
const url = server.urlOf("postgres");
const log = { error: console.error, info() {}, warn: console.warn } as never;
const queue = await openQueue(url, log);
const last: Record<string, number> = {};
let runs = 0; let dumped = false;
for (const name of ["keep-receivables", "reconcile-books"] as const)
  await queue.work(name, async () => { last[name] = Date.now(); runs += 1; await new Promise((r) => setTimeout(r, name === "keep-receivables" ? 20 : 150)); });
const c = new pg.Client({ connectionString: url }); await c.connect();
const end = Date.now() + Number(process.argv[2] ?? 240) * 1000;
while (Date.now() < end) {
  await queue.ring("keep-receivables"); await queue.ring("reconcile-books");
  await new Promise((r) => setTimeout(r, Math.random() < 0.5 ? 30 + Math.random() * 300 : 500 + Math.random() * 1500));
  const { rows } = await c.query("select name, state, now()-created_on as age, extract(epoch from now()-created_on) as s from pgboss.job where state in ('created','active') and name not like '\\_\\_%' and created_on < now() - interval '3 seconds'");
  if (rows.length) { console.log(new Date().toISOString(), JSON.stringify(rows), "runs", runs, JSON.stringify(last)); if (rows.some((r) => Number(r.s) > 5) && !dumped) { dumped = true; const a = await c.query("select pid, state, wait_event_type, wait_event, query, now()-query_start as age from pg_stat_activity where datname = current_database()"); console.log(JSON.stringify(a.rows, null, 1)); console.log(JSON.stringify(((globalThis as any).boss).getWipData({includeInternal:true}), null, 1)); const j = await c.query("select * from pgboss.job where state='created' and name not like '\\_\\_%'"); console.log(JSON.stringify(j.rows)); } if (rows.some((r) => Number(r.s) > 100)) break; await new Promise((r)=>setTimeout(r, 2000)); }
}
console.log("end", runs);
await queue.stop(); await c.end(); await server.stop(); process.exit(0);
