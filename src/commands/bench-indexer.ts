import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { currencyOfCoin } from "@/adapters/chain/contracts";
import { chainIndex } from "@/adapters/db/chain-index";
import { migrate } from "@/adapters/db/migrate";
import { openPool } from "@/adapters/db/pool";
import { noLandmark } from "@/ports/landmark";
import { liveOnce } from "@/proving/replay/lived-facts";
import { type Measured, measureIndexer } from "@/proving/replay/measure-indexer";
import { startChain } from "./embedded/chain";
import { migrationsFolder } from "./embedded/folder";
import { freePort } from "./embedded/free-port";
import { createDatabase } from "./embedded/postgres";
import { startThrowawayPostgres } from "./embedded/throwaway";
import { generated } from "./products";
import { makeWhenStale } from "./stale";
import { openWorld } from "./testing/settlement-world";
import { TEMPLATE } from "./testing/template";
import { setVariables } from "./testing/variables";

/**
 * `npm run bench:indexer`: events a second into read model and ledger, and the time to undo 50 blocks. One receivable lives on
 * a real chain; the facts decoded from it are copied to 50,000 of many receivables whose lives overlap, and go through the
 * real indexer into real PostgreSQL. Fetching and decoding are not in the figures. `-- --events N` tries another number,
 * `-- --json` prints the figures alone.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    events: { type: "string", default: "50000" },
  },
});
const wanted = Number(values.events);
if (!Number.isSafeInteger(wanted) || wanted < 1) {
  console.error("npm run bench:indexer -- [--events N] [--json]");
  process.exit(2);
}

/** What the figures are held against: fifty blocks are undone within ten seconds, a block within a second. */
const GOAL = { undoMs: 10_000 };

const lifeOnChain = async (databaseUrl: string) => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-bench-"));
  const port = await freePort();
  const logFile = join(folder, "chain.log");
  const chain = await startChain({ runFolder: folder, logFile, port, mining: "instant" });
  try {
    const world = await openWorld({ rpcUrl: chain.rpcUrl, databaseUrl });
    try {
      return {
        life: await liveOnce(world),
        book: world.node.book,
        clock: { now: () => new Date() },
      };
    } finally {
      await world.close();
    }
  } finally {
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = async (): Promise<Measured> => {
  const server = await startThrowawayPostgres();
  try {
    await createDatabase(server.urlOf("postgres"), TEMPLATE);
    await migrate(server.urlOf(TEMPLATE), migrationsFolder);
    for (const name of ["lived", "replayed"])
      await createDatabase(server.urlOf("postgres"), name, TEMPLATE);
    setVariables({ DATABASE_URL: server.urlOf("lived") });
    const { life, book, clock } = await lifeOnChain(server.urlOf("lived"));
    const pool = openPool(server.urlOf("replayed"));
    const index = chainIndex({
      pool,
      clock,
      landmark: noLandmark,
      contract: book.receivables,
      currencyOf: (coin) => currencyOfCoin(book, coin),
    });
    try {
      return await measureIndexer({ pool, index, life }, wanted);
    } finally {
      await pool.end();
    }
  } finally {
    await server.stop();
  }
};

for (const product of generated) await makeWhenStale(product, { say: () => undefined });
const found = await run();
const ratio = (left: number, right: number): number => Math.round((left / right) * 100) / 100;
const ratios = {
  catchUpToHead: ratio(found.catchUp, found.atHead),
  rebuildToCatchUp: ratio(found.rebuild, found.catchUp),
  undoToGoal: ratio(found.undo.ms, GOAL.undoMs),
};
if (values.json) console.log(JSON.stringify({ ...found, ratios }, null, 2));
else
  console.table({
    "events, blocks, receivables": `${found.events}, ${found.blocks}, ${found.receivables}`,
    "journals booked": found.journals,
    "catching up, events/s": found.catchUp,
    "one block a transaction, events/s": found.atHead,
    "rebuilding in place, events/s": found.rebuild,
    [`undoing ${found.undo.blocks} blocks, ms`]: `${found.undo.ms} (${found.undo.events} events, goal ${GOAL.undoMs})`,
    "catching up / one by one": ratios.catchUpToHead,
  });
process.exit(found.undo.ms <= GOAL.undoMs ? 0 : 1);
