import type { Log } from "@/workers/log";

/** A pass that runs over and over, never twice at once, and sooner when it is rung for. */
export type Repeated = { readonly ring: () => void; readonly stop: () => Promise<void> };

/** After a failure the pause doubles, up to so many times the usual one and so long. */
const SLOWDOWN_MAX = 16;
const PAUSE_MAX_MS = 15_000;

/** Some way below the full pause, so that programs that failed together do not try again together. */
const pauseAfter = (failures: number, everyMs: number): number => {
  const full = Math.min(everyMs * Math.min(2 ** failures, SLOWDOWN_MAX), PAUSE_MAX_MS);
  return Math.max(everyMs, full * (0.5 + Math.random() / 2));
};

/**
 * Runs `pass` every `everyMs`, at once after a ring, and at once again when it answers true ("more to do").
 * A failed pass is logged and tried again after a growing pause: nothing a pass does is lost by that.
 */
export const repeat = ({
  name,
  everyMs,
  pass,
  log,
}: {
  name: string;
  everyMs: number;
  pass: () => Promise<boolean | undefined>;
  log: Log;
}): Repeated => {
  let stopped = false;
  let rung = false;
  let failures = 0;
  let wake = (): void => undefined;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const once = async (): Promise<boolean> => {
    try {
      const more = await pass();
      failures = 0;
      return more === true;
    } catch (error) {
      failures += 1;
      log.error({ pass: name, failures, err: error }, "pass failed");
      return false;
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      rung = false;
      const more = await once();
      if (stopped || more || (rung && failures === 0)) continue;
      await pause(failures === 0 ? everyMs : pauseAfter(failures, everyMs));
    }
  };
  const running = loop();
  return {
    ring: () => {
      rung = true;
      if (failures === 0) wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
};
