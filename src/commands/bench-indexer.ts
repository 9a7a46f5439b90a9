import { parseArgs } from "node:util";
import { currencyOfCoin } from "@/adapters/chain/contracts";
import { chainIndex } from "@/adapters/db/chain-index";
import { openPool } from "@/adapters/db/pool";
import { noLandmark } from "@/ports/landmark";
import { ownDatabase } from "@/proving/harness/own-database";
import { onThrowawayGround } from "@/proving/harness/throwaway-ground";
import { liveOnce } from "@/proving/replay/lived-facts";
import { type Measured, measureIndexer } from "@/proving/replay/measure-indexer";
import { openWorld } from "./testing/settlement-world";

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

const run = async (): Promise<Measured> => {
  const world = await openWorld();
  try {
    const life = await liveOnce(world);
    const { book } = world.node;
    const pool = openPool(await ownDatabase("replayed"));
    const index = chainIndex({
      pool,
      clock: { now: () => new Date() },
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
    await world.close();
  }
};

const found = await onThrowawayGround(run);
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
