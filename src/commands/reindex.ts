import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import type { Portion } from "@/usecases/chain/read-facts";
import { wire } from "@/wire";

/**
 * `npm run reindex`: reads every block of ours from the chain again and rebuilds events, read model and running balances from
 * them, in place. Pages show the old model until the new one is whole; workers wait meanwhile. Journals that are right stay,
 * others are reversed and booked anew. Can be ended at any time: then nothing changed.
 */
const app = wire();
const folder = mkdtempSync(join(tmpdir(), "quaynote-reindex-"));
const file = join(folder, "facts.jsonl");

/** A moment comes back as a moment; every other value of a fact is text or a number. */
const momentsBack = (key: string, value: unknown): unknown =>
  key === "blockAt" && typeof value === "string" ? new Date(value) : value;

async function* portions(): AsyncGenerator<Portion> {
  for await (const line of createInterface({ input: createReadStream(file) }))
    yield JSON.parse(line, momentsBack) as Portion;
}

try {
  const written = createWriteStream(file);
  const upTo = await app.usecases.readFacts((portion) => {
    written.write(`${JSON.stringify(portion)}\n`);
  });
  written.end();
  await finished(written);
  const { facts, rebooked } = await app.settlement.index.rebuild(upTo, portions());
  console.log(
    `Told ${facts} facts up to block ${upTo.number}; ${rebooked} blocks were booked anew.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
  await app.prisma.$disconnect();
  await app.pool.end();
}
process.exit(0);
