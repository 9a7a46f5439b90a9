import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { birthOf } from "./child";

/** Who runs the embedded installation of a folder. */
export type Holder = { pid: number; born: string } & Partial<Reach>;

/** Where a running installation answers: pages, database and chain. */
export type Reach = { url: string; databaseUrl: string; rpcUrl: string };

const read = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
};

/** The program that holds the lock and lives; a lock left by a killed one counts as none. */
export const holderOf = (path: string): Holder | undefined => {
  const holder = read(path);
  return holder && birthOf(holder.pid) === holder.born ? holder : undefined;
};

/**
 * Takes the lock for this process.
 * @returns the program that holds it already, if one does.
 */
export const takeLock = (path: string): Holder | undefined => {
  const mine: Holder = { pid: process.pid, born: birthOf(process.pid) ?? "" };
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = holderOf(path);
    if (holder) return holder;
    rmSync(path, { force: true });
  }
};

/** Says in the lock, which only its owner can read, where this installation answers. */
export const publishReach = (path: string, reach: Reach): void => {
  const holder = read(path);
  if (holder) writeFileSync(path, JSON.stringify({ ...holder, ...reach }));
};

export const releaseLock = (path: string): void => {
  if (read(path)?.pid === process.pid) rmSync(path, { force: true });
};
