/**
 * The only reader of process.env. Every value is checked once, at first use, so that a wrong
 * setting stops a program at its start and names the variable.
 */

/** `local`: the chain is a developer's own and demo keys are allowed. `production`: neither. */
export type AppMode = "local" | "production";

/** Where the contracts of this installation live; written by the deployment, read by every program. */
export type Deployment = {
  chainId: number;
  /** Hash of the chain's block 0: two chains with the same id differ here. */
  genesisHash: string;
  /** First block the indexer has to read. */
  fromBlock: number;
  /** Contract name to checksummed address, for example `Receivables`. */
  addresses: Record<string, string>;
  /** How the contracts were made, for `npm run verify:deployment`; no program needs it to run. */
  record?: object;
};

export type Env = {
  appMode: AppMode;
  /** Address people use in the browser, without a trailing slash. */
  appUrl: string;
  port: number;
  databaseUrl: string;
  /** The first of `rpcUrls`: what a browser's wallet is told on a local chain. */
  rpcUrl: string;
  /** Every node that may be asked, the preferred one first. */
  rpcUrls: readonly string[];
  chainId: number;
  /** Blocks below the head from which a fact counts as final. */
  finalityDepth: number;
  /** Undefined until contracts were deployed. */
  deployment: Deployment | undefined;
  /** Signs the session cookie. At least 32 characters. */
  nextauthSecret: string;
  /** 32 bytes as 64 hex digits: encrypts platform-kept signing keys. */
  keystoreKey: string;
  /** SMTP address; mail is written to the log when absent. */
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  /** Port of the worker's own health and metrics listener. */
  workerPort: number;
  /** Proxies of one's own in front of the web program; each is believed once about where a request comes from. */
  trustedProxies: number;
  /** Opens the web program's figures to whoever shows it; they are closed without one. At least 32 characters. */
  metricsToken: string | undefined;
  /** Trials on a local chain only: name:count of the landmark at which this program ends itself. */
  crashAt: string | undefined;
};

type Source = Record<string, string | undefined>;

/** The chain id of the embedded chain, the only one on which development keys are accepted. */
export const LOCAL_CHAIN_ID = 31_337;

const required = (source: Source, name: string): string => {
  const value = source[name];
  if (!value) throw new Error(`${name} is not set. See .env.example.`);
  return value;
};

const wholeNumber = (source: Source, name: string, fallback: number): number => {
  const raw = source[name];
  if (raw === undefined || raw === "") return fallback;
  const value = Number(raw);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`${name} must be a whole number, not "${raw}".`);
  }
  return value;
};

const oneOf = <T extends string>(
  source: Source,
  name: string,
  allowed: readonly T[],
  fallback: T,
): T => {
  const raw = source[name];
  if (raw === undefined || raw === "") return fallback;
  const value = allowed.find((candidate) => candidate === raw);
  if (value === undefined) throw new Error(`${name} must be one of ${allowed.join(", ")}.`);
  return value;
};

const secret = (source: Source, name: string, shape: RegExp, wanted: string): string => {
  const value = required(source, name);
  if (!shape.test(value)) throw new Error(`${name} must be ${wanted}.`);
  return value;
};

/** @throws Error where the text is not the JSON of a deployment. */
export const deploymentOf = (raw: string | undefined): Deployment | undefined => {
  if (!raw) return undefined;
  try {
    const value = JSON.parse(raw) as Deployment;
    if (typeof value.chainId !== "number" || typeof value.addresses !== "object") throw new Error();
    return value;
  } catch {
    throw new Error("DEPLOYMENT must be the JSON that the deployment printed.");
  }
};

/** Addresses separated by commas; at least one. */
const addresses = (source: Source, name: string): [string, ...string[]] => {
  const found = required(source, name)
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  const wrong = found.find((each) => !/^https?:\/\/./.test(each));
  const [first, ...rest] = found;
  if (first === undefined || wrong !== undefined)
    throw new Error(`${name} must be http addresses separated by commas, not "${wrong ?? ""}".`);
  return [first, ...rest];
};

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/**
 * Reads and checks one set of variables.
 * @throws Error naming the first variable that is missing or malformed.
 */
export const readEnv = (source: Source): Env => {
  const port = wholeNumber(source, "PORT", 3000);
  const appUrl = (source.APP_URL || source.NEXTAUTH_URL || `http://127.0.0.1:${port}`).replace(
    /\/+$/,
    "",
  );
  const chainId = wholeNumber(source, "CHAIN_ID", LOCAL_CHAIN_ID);
  const appMode = oneOf(source, "APP_MODE", ["local", "production"], "production");
  if (appMode === "local" && chainId !== LOCAL_CHAIN_ID) {
    throw new Error(`APP_MODE=local needs the local chain ${LOCAL_CHAIN_ID}, not ${chainId}.`);
  }
  if (source.CRASH_AT && appMode !== "local")
    throw new Error("CRASH_AT is for trials on a local chain: it has no place here.");
  const rpcUrls = addresses(source, "RPC_URL");
  return {
    appMode,
    appUrl,
    port,
    databaseUrl: required(source, "DATABASE_URL"),
    rpcUrl: rpcUrls[0],
    rpcUrls,
    chainId,
    finalityDepth: wholeNumber(source, "FINALITY_DEPTH", chainId === LOCAL_CHAIN_ID ? 2 : 64),
    deployment: deploymentOf(source.DEPLOYMENT),
    nextauthSecret: secret(source, "NEXTAUTH_SECRET", /^.{32,}$/, "at least 32 characters"),
    keystoreKey: secret(source, "KEYSTORE_KEY", /^[0-9a-f]{64}$/i, "64 hex digits"),
    smtpUrl: source.SMTP_URL || undefined,
    mailFrom: source.MAIL_FROM || "Quaynote <no-reply@localhost>",
    logLevel: oneOf(source, "LOG_LEVEL", LOG_LEVELS, "info"),
    workerPort: wholeNumber(source, "WORKER_PORT", 0),
    trustedProxies: wholeNumber(source, "TRUSTED_PROXIES", 0),
    metricsToken: source.METRICS_TOKEN
      ? secret(source, "METRICS_TOKEN", /^.{32,}$/, "at least 32 characters")
      : undefined,
    crashAt: source.CRASH_AT || undefined,
  };
};

let cached: Env | undefined;

/**
 * The settings of this process, read at first call so that importing a module never throws.
 * @throws Error naming the first variable that is missing or malformed.
 */
export const env = (): Env => {
  cached ??= readEnv(process.env);
  return cached;
};

/** The variables of this process as they are, for a program that starts others. */
export const processVariables = (): Source => ({ ...process.env });

/** True while demo organisations, the practice wallet and development keys may be used. */
export const isLocal = ({ appMode, chainId }: Env): boolean =>
  appMode === "local" && chainId === LOCAL_CHAIN_ID;
