import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk so small that it can be filled. */
export type SmallDisk = {
  readonly folder: string;
  /** Fills it but for so many bytes. */
  readonly fill: (spare: number) => void;
  /** Takes away what filled it. */
  readonly clear: () => void;
  readonly close: () => void;
};

const CHUNK = Buffer.alloc(64 * 1024);

const isFull = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: string }).code === "ENOSPC";

/** Writes until nothing more goes in, in ever smaller pieces. */
const fillWith = (path: string): void => {
  const file = openSync(path, "w");
  for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 2))
    try {
      for (;;) writeSync(file, CHUNK, 0, size);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
  closeSync(file);
};

/** Mounts one in memory; answers why it cannot where this machine does not let us. */
export const openSmallDisk = (megabytes: number): SmallDisk | string => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return `No disk can be mounted here: ${error instanceof Error ? error.message.trim() : error}`;
  }
  const filler = join(folder, "filler");
  return {
    folder,
    fill: (spare) => {
      fillWith(filler);
      truncateSync(filler, statSync(filler).size - spare);
    },
    clear: () => rmSync(filler, { force: true }),
    close: () => {
      execFileSync("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
