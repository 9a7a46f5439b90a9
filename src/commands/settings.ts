import {
  type AppMode,
  type Deployment,
  deploymentOf,
  LOCAL_CHAIN_ID,
  processVariables,
  readEnv,
} from "@/env";
import { type Secrets, type StateFolder, secretsOf } from "./embedded/folder";

/** What the person who starts the programs asked for; everything else is embedded. */
export type Asked = {
  port: number | undefined;
  databaseUrl: string | undefined;
  rpcUrl: string | undefined;
  deployment: Deployment | undefined;
  variables: Record<string, string | undefined>;
};

export const askedBy = (variables = processVariables()): Asked => {
  const port = variables.PORT ? Number(variables.PORT) : undefined;
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`PORT must be a port number, not "${variables.PORT}".`);
  }
  return {
    port,
    databaseUrl: variables.DATABASE_URL || undefined,
    rpcUrl: variables.RPC_URL || undefined,
    deployment: deploymentOf(variables.DEPLOYMENT),
    variables,
  };
};

/**
 * Whether demo organisations and development keys are allowed: on the local chain only, and never
 * where the operator says production.
 */
export const modeOf = (chainId: number, asked: Asked): AppMode =>
  chainId === LOCAL_CHAIN_ID && asked.variables.APP_MODE !== "production" ? "local" : "production";

export type Facts = {
  port: number;
  databaseUrl: string;
  rpcUrl: string;
  chainId: number;
  deployment: Deployment;
  workerPort: number;
};

/**
 * The variables of web and worker. Secrets are made up for the local chain only; elsewhere they have
 * to be given.
 * @throws Error naming the variable that is missing or malformed.
 */
export const variablesFor = (
  facts: Facts,
  asked: Asked,
  folder: StateFolder,
): Record<string, string | undefined> => {
  const appMode = modeOf(facts.chainId, asked);
  const { record: _, ...deployment } = facts.deployment;
  const madeUp: Partial<Secrets> = appMode === "local" ? secretsOf(folder) : {};
  const appUrl = asked.variables.APP_URL || `http://127.0.0.1:${facts.port}`;
  const variables = {
    ...asked.variables,
    APP_MODE: appMode,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    PORT: String(facts.port),
    WORKER_PORT: asked.variables.WORKER_PORT || String(facts.workerPort),
    DATABASE_URL: facts.databaseUrl,
    RPC_URL: facts.rpcUrl,
    CHAIN_ID: String(facts.chainId),
    DEPLOYMENT: JSON.stringify(deployment),
    NEXTAUTH_SECRET: asked.variables.NEXTAUTH_SECRET || madeUp.nextauthSecret,
    KEYSTORE_KEY: asked.variables.KEYSTORE_KEY || madeUp.keystoreKey,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  readEnv(variables);
  return variables;
};
