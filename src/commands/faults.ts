import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "@/adapters/db/migrate";
import { allRows } from "@/proving/faults/all-rows";
import { runRows, type Told } from "@/proving/faults/run-rows";
import { startChain } from "./embedded/chain";
import { migrationsFolder } from "./embedded/folder";
import { freePort } from "./embedded/free-port";
import { createDatabase } from "./embedded/postgres";
import { startThrowawayPostgres } from "./embedded/throwaway";
import { generated } from "./products";
import { makeWhenStale } from "./stale";
import { TEMPLATE } from "./testing/template";
import { setVariables } from "./testing/variables";

/**
 * `npm run faults`: injects every fault into the real parts and tells what was promised, what was counted and whether it
 * held; ends with 1 where a promise is broken. `-- F1 F7` tries those only, `-- --depth nightly` tries longer, `-- --json`
 * prints one array of { row, promise, figure, status, why }.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    depth: { type: "string", default: "change" },
  },
});
const stop = (why: string): never => {
  console.error(why);
  process.exit(2);
};
const depth =
  values.depth === "change" || values.depth === "nightly"
    ? values.depth
    : stop(`There is no depth ${values.depth}: change, nightly.`);
const strange = positionals.find((name) => !allRows.some(({ row }) => row === name));
if (strange) stop(`There is no row ${strange}: ${allRows.map(({ row }) => row).join(", ")}.`);

const line = ({ row, status, promise, figure, why }: Told): string =>
  `${row.padEnd(4)} ${status.padEnd(7)} ${promise}\n             ${figure}${why ? `\n             ${why}` : ""}`;

for (const product of generated) await makeWhenStale(product, { say: () => undefined });
const server = await startThrowawayPostgres();
await createDatabase(server.urlOf("postgres"), TEMPLATE);
await migrate(server.urlOf(TEMPLATE), migrationsFolder);
const database = `faults_${randomBytes(6).toString("hex")}`;
await createDatabase(server.urlOf("postgres"), database, TEMPLATE);
const folder = mkdtempSync(join(tmpdir(), "quaynote-chain-"));
const chain = await startChain({
  runFolder: folder,
  logFile: join(folder, "chain.log"),
  port: await freePort(),
  mining: "instant",
});
setVariables({ DATABASE_URL: server.urlOf(database), RPC_URL: chain.rpcUrl });
const rows = allRows.filter(({ row }) => positionals.length === 0 || positionals.includes(row));
let told: readonly Told[] = [];
try {
  told = await runRows(rows, depth, (each) => {
    if (!values.json) console.log(line(each));
  });
} finally {
  await chain.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify(told, null, 2));
const count = (status: Told["status"]): number =>
  told.filter((each) => each.status === status).length;
if (!values.json)
  console.log(`${count("held")} held, ${count("broken")} broken, ${count("cannot")} cannot`);
process.exit(count("broken") > 0 ? 1 : 0);
