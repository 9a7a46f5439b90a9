import pg from "pg";
import { type Deployment, deploymentOf, LOCAL_CHAIN_ID, processVariables } from "@/env";
import { projectState } from "./embedded/folder";
import { holderOf } from "./embedded/lock";

/** A running installation as a program beside it reaches it. */
export type Installation = {
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  readonly finalityDepth: number;
};

const storedDeployment = async (databaseUrl: string): Promise<Deployment | undefined> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Deployment>(
      `select "chainId", "genesisHash", block as "fromBlock", addresses from "Deployment" where id = 1`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
};

/**
 * Finds database, chain and contracts: those named by DATABASE_URL, RPC_URL and DEPLOYMENT, else those of the
 * installation that runs from this folder.
 * @throws Error saying what is missing.
 */
export const installation = async (variables = processVariables()): Promise<Installation> => {
  const running = holderOf(projectState().lock);
  const databaseUrl = variables.DATABASE_URL || running?.databaseUrl;
  const rpcUrl = variables.RPC_URL || running?.rpcUrl;
  if (!databaseUrl || !rpcUrl)
    throw new Error(
      "Nothing runs from this folder. Start it with `npm start`, or set DATABASE_URL and RPC_URL.",
    );
  const deployment = deploymentOf(variables.DEPLOYMENT) ?? (await storedDeployment(databaseUrl));
  if (!deployment)
    throw new Error("This database knows of no contracts, and DEPLOYMENT is not set.");
  const fallback = deployment.chainId === LOCAL_CHAIN_ID ? 2 : 64;
  const finalityDepth = variables.FINALITY_DEPTH ? Number(variables.FINALITY_DEPTH) : fallback;
  return { databaseUrl, rpcUrl, deployment, finalityDepth };
};
