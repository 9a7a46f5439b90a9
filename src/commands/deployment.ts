import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Deployment } from "@/env";
import { callNode } from "./embedded/chain";

/** Says that chain and database are strangers to each other, and what mends it. */
export class Mismatch extends Error {}

type Place = {
  databaseUrl: string;
  rpcUrl: string;
  chainId: number;
  /** Folder of the embedded chain, where one is used. */
  chainFolder: string | undefined;
};

const MEND = "`npm run reset` removes both and the next start begins anew.";

const genesisOf = async (rpcUrl: string): Promise<string> => {
  const block = await callNode<{ hash: string }>(rpcUrl, "eth_getBlockByNumber", ["0x0", false]);
  return block.hash;
};

const readRow = async (client: pg.Client): Promise<Deployment | undefined> => {
  const { rows } = await client.query<{
    chainId: number;
    genesisHash: string;
    block: number;
    addresses: Record<string, string>;
    record: object | null;
  }>('select "chainId", "genesisHash", block, addresses, record from "Deployment" where id = 1');
  const [row] = rows;
  if (!row) return undefined;
  const { block: fromBlock, record, ...rest } = row;
  return { ...rest, fromBlock, ...(record && { record }) };
};

const writeRow = (client: pg.Client, made: Deployment) =>
  client.query(
    `insert into "Deployment" (id, "chainId", "genesisHash", block, addresses, record)
     values (1, $1, $2, $3, $4, $5)`,
    [
      ...[made.chainId, made.genesisHash, made.fromBlock, JSON.stringify(made.addresses)],
      made.record ? JSON.stringify(made.record) : null,
    ],
  );

/** @throws Mismatch where the contracts a database was made with are not on this chain. */
const prove = async (rpcUrl: string, deployment: Deployment): Promise<void> => {
  const genesis = await genesisOf(rpcUrl);
  if (genesis !== deployment.genesisHash) {
    throw new Mismatch(
      `The chain and the database do not belong together: the database was made with the chain ${deployment.genesisHash.slice(0, 10)}, this one is ${genesis.slice(0, 10)}. ${MEND}`,
    );
  }
  for (const [name, address] of Object.entries(deployment.addresses)) {
    const code = await callNode<string>(rpcUrl, "eth_getCode", [address, "latest"]);
    if (code === "0x") {
      throw new Mismatch(`The chain has no contract ${name} at ${address}. ${MEND}`);
    }
  }
};

/** The embedded chain remembers that a database was made with it, for the case that the database goes. */
export const markerOf = (chainFolder: string): string => join(chainFolder, "deployment.json");

const refuseForeignChain = async ({ chainFolder, rpcUrl }: Place): Promise<void> => {
  const marker = chainFolder && markerOf(chainFolder);
  if (!marker || !existsSync(marker)) return;
  const before = JSON.parse(readFileSync(marker, "utf8")) as Deployment;
  if (before.genesisHash !== (await genesisOf(rpcUrl))) return;
  throw new Mismatch(
    `The chain and the database do not belong together: the chain carries contracts of a database that is gone. ${MEND}`,
  );
};

/**
 * Finds where the contracts of this installation live, and deploys them where they live nowhere yet.
 * @throws Mismatch where chain and database were not made with each other.
 */
export const settleDeployment = async (
  place: Place,
  given: Deployment | undefined,
  deployHere: (() => Promise<Omit<Deployment, "genesisHash">>) | undefined,
): Promise<Deployment> => {
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    const known = await readRow(client);
    if (!known) await refuseForeignChain(place);
    const made = known ?? given ?? (await deployNow(place, deployHere));
    await prove(place.rpcUrl, made);
    if (!known) await writeRow(client, made);
    if (place.chainFolder) writeFileSync(markerOf(place.chainFolder), JSON.stringify(made));
    return made;
  } finally {
    await client.end();
  }
};

const deployNow = async (
  place: Place,
  deployHere: (() => Promise<Omit<Deployment, "genesisHash">>) | undefined,
): Promise<Deployment> => {
  if (!deployHere) {
    throw new Error(
      "This chain is not a local one: run `npm run deploy:contracts` first and set DEPLOYMENT to what that printed.",
    );
  }
  return { ...(await deployHere()), genesisHash: await genesisOf(place.rpcUrl) };
};
