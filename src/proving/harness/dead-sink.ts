import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place for a program's lines that takes none: a pipe nobody reads and that is full, one whose reader is gone, a full disk. */
export type SinkKind = "stuck" | "closed" | "full";

/** A sink as a program gets it. */
export type Sink = { readonly fd: number; readonly close: () => void };

const FULL_DISK = "/dev/full";

/** Fills a pipe to its last byte. */
const fill = (path: string): void => {
  const fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    for (const size of [4_096, 1]) while (takes(fd, size));
  } finally {
    closeSync(fd);
  }
};

const takes = (fd: number, size: number): boolean => {
  try {
    return writeSync(fd, Buffer.alloc(size)) > 0;
  } catch {
    return false;
  }
};

/** Opens a sink of this kind. A system without a disk that is always full gets a pipe without a reader for it. */
export const openSink = (kind: SinkKind): Sink => {
  if (kind === "full" && existsSync(FULL_DISK)) {
    const fd = openSync(FULL_DISK, "w");
    return { fd, close: () => closeSync(fd) };
  }
  const folder = mkdtempSync(join(tmpdir(), "quaynote-sink-"));
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const fd = openSync(path, constants.O_WRONLY);
  if (kind === "stuck") fill(path);
  else closeSync(reader);
  return {
    fd,
    close: () => {
      closeSync(fd);
      if (kind === "stuck") closeSync(reader);
      rmSync(folder, { recursive: true });
    },
  };
};

/** Readers of a program's figures that ask over and over and never take an answer; answers how to end them. */
export const openDeadReaders = (
  { port, path, authorization }: { port: number; path: string; authorization: string },
  count: number,
): (() => void) => {
  const asked = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: ${authorization}\r\n\r\n`;
  const lines = Array.from({ length: count }, () => {
    const line = connect(port, "127.0.0.1");
    line.on("error", () => undefined);
    line.pause();
    line.write(asked.repeat(4));
    return line;
  });
  return () => {
    for (const line of lines) line.destroy();
  };
};
