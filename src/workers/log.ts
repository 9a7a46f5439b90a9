import { type Logger, pino } from "pino";

/** The worker's log: one JSON object a line, without payloads, signatures or keys. */
export type Log = Logger;

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
    // Not pino's own writer, which waits for a reader that is stuck.
    { write: (line) => void process.stdout.write(line) },
  );
