import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { type TrailVerdict, trailOf, verifyTrail } from "@/auditor/audit-trail";
import { openChain } from "@/auditor/chain";
import { inWords } from "@/auditor/report";
import { type Ask, askOver } from "@/auditor/rows";
import { type Installation, installation } from "./installation";

/**
 * `npm run verify:audit -- [--json] [--export FILE]`: recomputes the audit trail's hash chain row by row, the root of
 * every closed day, and asks the chain for each root. Names the first row that is not what was written.
 * `--export` writes the trail as one JSON object a line, hashes included, so that anybody can do the same.
 * Ends with 1 where the trail is broken and 2 where it cannot look.
 */
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, export: { type: "string" } },
});

const exportTo = async (ask: Ask, path: string): Promise<number> => {
  const file = createWriteStream(path, { mode: 0o600 });
  let rows = 0;
  for await (const row of trailOf(ask)) {
    file.write(`${JSON.stringify(row)}\n`);
    rows += 1;
  }
  file.end();
  await finished(file);
  return rows;
};

const look = async (place: Installation, ask: Ask): Promise<TrailVerdict> => {
  const { chainId, addresses } = place.deployment;
  const chain = openChain(place.rpcUrl, chainId);
  try {
    if ((await chain.chainId()) !== chainId)
      throw new Error(`The node is not on chain ${chainId}.`);
    const block = await chain.block(await chain.headNumber());
    const { OrderLog: orderLog } = addresses;
    return await verifyTrail(
      ask,
      orderLog && block ? { chain, orderLog, blockHash: block.hash } : null,
    );
  } finally {
    chain.close();
  }
};

const print = (verdict: TrailVerdict): void => {
  const { rows, days, anchored, lastHash, broken } = verdict;
  if (values.json) console.log(JSON.stringify({ ok: !broken, ...verdict }, null, 2));
  else if (broken) console.log(inWords(broken));
  else console.log(`ok: ${rows} rows, ${days} closed days, ${anchored} on chain, last ${lastHash}`);
};

const main = async (): Promise<number> => {
  const place = await installation();
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const ask = askOver(client);
    if (values.export) console.error(`${await exportTo(ask, values.export)} rows written`);
    const verdict = await look(place, ask);
    print(verdict);
    return verdict.broken ? 1 : 0;
  } finally {
    await client.end();
  }
};

process.exitCode = await main().catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : problem);
  return 2;
});
