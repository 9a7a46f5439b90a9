import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top folder of the project. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Where everything an embedded run keeps lives; `npm run reset` removes it. */
export type StateFolder = {
  path: string;
  postgres: string;
  chain: string;
  logs: string;
  run: string;
  lock: string;
  secrets: string;
};

export const stateFolder = (path: string): StateFolder => {
  const folder = {
    path,
    postgres: join(path, "pg"),
    chain: join(path, "chain"),
    logs: join(path, "logs"),
    run: join(path, "run"),
    lock: join(path, "run", "lock.json"),
    secrets: join(path, "secrets.json"),
  };
  for (const each of [folder.chain, folder.logs, folder.run]) mkdirSync(each, { recursive: true });
  return folder;
};

/** Where migrations are kept, one folder each. */
export const migrationsFolder = join(root, "prisma", "migrations");

export const projectState = (): StateFolder => stateFolder(join(root, ".quaynote"));

/**
 * Secrets of this folder only, made once: an embedded run needs no settings.
 * @throws Error where they are gone but the database that was made with them is there.
 */
export type Secrets = { nextauthSecret: string; keystoreKey: string; postgresPassword: string };

export const secretsOf = (folder: StateFolder): Secrets => {
  if (existsSync(folder.secrets)) return JSON.parse(readFileSync(folder.secrets, "utf8"));
  if (existsSync(join(folder.postgres, "PG_VERSION"))) {
    throw new Error(
      `${folder.secrets} is gone, and the database cannot be opened without it. \`npm run reset\` begins anew.`,
    );
  }
  const secrets = {
    nextauthSecret: randomBytes(32).toString("base64url"),
    keystoreKey: randomBytes(32).toString("hex"),
    postgresPassword: randomBytes(18).toString("base64url"),
  };
  writeFileSync(folder.secrets, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
};
