import { type DestinationStream, type Logger, pino } from "pino";

/** The worker's log: one JSON object a line, without payloads, signatures or keys. */
export type Log = Logger;

/** Bytes that a slow reader of the log may be behind. */
const BEHIND_MAX = 1024 * 1024;

const unheard = (): undefined => undefined;

/** Lines are lost where the log's reader is too slow, gone or full; no program waits for it, nor ends with it. */
const lossy = ({ stdout, stderr }: NodeJS.Process): DestinationStream => {
  for (const out of [stdout, stderr])
    if (!out.listeners("error").includes(unheard)) out.on("error", unheard);
  return {
    write: (line) => {
      if (stdout.writableLength < BEHIND_MAX) stdout.write(line);
    },
  };
};

/** Opens the log of one program. Fields that could carry a secret are cut out wherever they stand. */
export const openLog = (level: string, program: string): Log =>
  pino(
    {
      level,
      base: { program },
      redact: {
        paths: ["*.payload", "*.signature", "*.raw", "*.cipher", "*.privateKey", "payload", "raw"],
        remove: true,
      },
    },
    lossy(process),
  );
