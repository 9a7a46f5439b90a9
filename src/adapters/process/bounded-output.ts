import type { Writable } from "node:stream";

/** Bytes that a slow reader of a program's lines may be behind. */
const BEHIND_MAX = 1024 * 1024;

const lostLine = (lost: number): string =>
  `${JSON.stringify({ level: 40, time: Date.now(), lost, msg: "entries of this log were lost: nobody took them" })}\n`;

const callbackOf = (told: readonly unknown[]): (() => void) | undefined =>
  told.find((each): each is () => void => typeof each === "function");

type Handled = Writable & {
  readonly isTTY?: boolean;
  readonly _handle?: { readonly setBlocking?: (on: boolean) => void };
};

/**
 * A child that inherits a pipe makes its writers wait, us too (libuv resets what both share): before each entry it is set
 * back. A terminal is left as it is.
 */
const unblock = ({ isTTY, _handle }: Handled): void => {
  if (!isTTY) _handle?.setBlocking?.(false);
};

/**
 * Makes a program independent of who reads its lines. What a slow reader has not taken is kept up to `behindMax` bytes
 * (and the one entry that goes beyond); then entries are dropped and counted, and a line tells the count as soon as there
 * is room. Where the reader is gone or the disk full everything is lost. No writer ever waits, and none fails.
 */
export const boundOutput = (out: Writable, behindMax = BEHIND_MAX): void => {
  const plain = out.write.bind(out) as (...told: unknown[]) => boolean;
  const write = (...told: unknown[]): boolean => {
    unblock(out);
    return plain(...told);
  };
  let lost = 0;
  const tell = (): void => {
    if (lost === 0) return;
    const line = lostLine(lost);
    lost = 0;
    write(line);
  };
  out.on("error", () => undefined);
  out.on("drain", tell);
  out.write = (...told: unknown[]): boolean => {
    if (out.writableLength >= behindMax) {
      lost += 1;
      const done = callbackOf(told);
      if (done) process.nextTick(done);
      return true;
    }
    tell();
    return write(...told);
  };
};
