import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { processVariables } from "@/env";
import type { DeployOptions } from "../../contracts/deploy/deploy";
import type { DeploymentRecord } from "../../contracts/deploy/record";
import { callNode } from "./embedded/chain";
import { generated } from "./products";
import { makeWhenStale } from "./stale";

/**
 * `DEPLOYER_KEY=0x... npm run deploy:contracts -- --rpc URL --plan FILE --record FILE`: puts the whole set on a chain
 * and writes the record. The plan is JSON: `holders` (an account for each role, and the treasury), `issuerLicence`,
 * `attesters`, `baseUri` (https://APP/api/tokens/), `predecessor`. A run that was cut is finished by the next one; where the record is complete
 * nothing is sent. Prints what DEPLOYMENT has to be. A local chain needs neither key nor plan.
 */
const USAGE = "DEPLOYER_KEY=0x... npm run deploy:contracts -- --rpc URL --plan FILE --record FILE";

type Plan = Pick<
  DeployOptions,
  "holders" | "issuerLicence" | "attesters" | "baseUri" | "predecessor"
>;

const stop = (why: string): never => {
  console.error(why);
  process.exit(2);
};

const readJson = <T>(path: string): T => {
  if (!existsSync(path)) return stop(`There is no file ${path}. ${USAGE}`);
  return JSON.parse(readFileSync(path, "utf8"));
};

const { values } = parseArgs({
  options: { rpc: { type: "string" }, plan: { type: "string" }, record: { type: "string" } },
});
const rpcUrl = values.rpc ?? stop(USAGE);
const recordFile = values.record ?? stop(USAGE);
const plan = values.plan ? readJson<Plan>(values.plan) : {};
const before = existsSync(recordFile) ? readJson<DeploymentRecord>(recordFile) : undefined;
for (const product of generated) {
  await makeWhenStale(product, { say: (text) => console.error(text) });
}

const { deploy } = await import("../../contracts/deploy/deploy");
const known = Object.entries(before?.contracts ?? {}).map(([name, { address }]) => [name, address]);
const made = await deploy({
  ...plan,
  rpcUrl,
  deployerKey: processVariables().DEPLOYER_KEY,
  ...(before && { known: Object.fromEntries(known) }),
  log: (text) => console.error(text),
}).catch((problem: unknown) => stop(problem instanceof Error ? problem.message : String(problem)));
if (!before) writeFileSync(recordFile, `${JSON.stringify(made.record, null, 2)}\n`);
const genesis = await callNode<{ hash: string }>(rpcUrl, "eth_getBlockByNumber", ["0x0", false]);
const { chainId, block: fromBlock, addresses } = made;
console.log(JSON.stringify({ chainId, genesisHash: genesis.hash, fromBlock, addresses }));
process.exit(0);
