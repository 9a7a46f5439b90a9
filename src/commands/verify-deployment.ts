import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { DeploymentRecord } from "../../contracts/deploy/record";
import { markerOf } from "./deployment";
import { projectState } from "./embedded/folder";
import { generated } from "./products";
import { makeWhenStale } from "./stale";

/**
 * `npm run verify:deployment -- --rpc URL [--record FILE] [--json]`: compares the contracts on a chain with this build,
 * their wiring and the role table. Sends nothing. Ends with 1 where something differs and 2 where it cannot tell.
 * Without a record, that of the embedded chain is read.
 */
const USAGE = "npm run verify:deployment -- --rpc URL [--record FILE] [--json]";

const stop = (why: string): never => {
  console.error(why);
  process.exit(2);
};

/** A record as it was written, or the deployment that carries one. */
const readRecord = (path: string): DeploymentRecord => {
  if (!existsSync(path)) return stop(`There is no record at ${path}. ${USAGE}`);
  const found = JSON.parse(readFileSync(path, "utf8"));
  const record: DeploymentRecord | undefined = found.record ?? found;
  return record?.contracts ? record : stop(`${path} holds no record of a deployment.`);
};

const { values } = parseArgs({
  options: {
    rpc: { type: "string" },
    record: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const rpcUrl = values.rpc ?? stop(USAGE);
const record = readRecord(values.record ?? markerOf(projectState().chain));
for (const product of generated) {
  await makeWhenStale(product, { say: (text) => console.error(text) });
}

// Loaded when the bindings it compares with are made.
const { verifyAt } = await import("../../contracts/deploy/verify");
const verdict = await verifyAt(rpcUrl, record).catch((problem: unknown) =>
  stop(`${rpcUrl}: ${problem instanceof Error ? problem.message : problem}`),
);
if (values.json) console.log(JSON.stringify(verdict, null, 2));
else {
  for (const { about, says } of verdict.findings) console.log(`${about}: ${says}`);
  const { contracts, functions, roles, findings } = verdict;
  const looked = `${contracts} contracts, ${functions} functions, ${roles} roles`;
  console.log(
    findings.length === 0 ? `ok: ${looked}` : `${findings.length} differences in ${looked}`,
  );
}
process.exit(verdict.findings.length === 0 ? 0 : 1);
