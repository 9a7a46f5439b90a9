import { pino } from "pino";
import type { Log } from "@/workers/log";

/** A log that is kept: what was said, and how loudly (60 calls somebody). */
export type HeardLog = {
  readonly log: Log;
  readonly lines: () => readonly { readonly level: number; readonly msg: string }[];
  /** Lines that call somebody, with these words in them. */
  readonly alarms: (words: string) => number;
};

const ALARM = 60;

export const hearLog = (): HeardLog => {
  const lines: { level: number; msg: string }[] = [];
  const log = pino(
    { level: "debug" },
    { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
  );
  return {
    log,
    lines: () => lines,
    alarms: (words) =>
      lines.filter(({ level, msg }) => level >= ALARM && msg.includes(words)).length,
  };
};
