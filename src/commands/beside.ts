import { setTimeout as sleep } from "node:timers/promises";
import { type Child, endChild, startChild } from "./embedded/child";
import { root, type StateFolder } from "./embedded/folder";

/** A program that runs to its end beside an installation; `heard` is told what it ended by. */
export type Errand = {
  readonly name: string;
  readonly args: readonly string[];
  readonly heard: (how: string) => void;
};

export type ErrandPlan = {
  readonly folder: Pick<StateFolder, "logs" | "run">;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Run once, one after the other. */
  readonly first: readonly Errand[];
  /** Run again and again from then on, the first time after `delayMs`. */
  readonly again: Errand & { readonly delayMs: number; readonly everyMs: number };
};

/** Runs errands beside a running installation until it is stopped. */
export const startErrands = ({ folder, variables, first, again }: ErrandPlan) => {
  const stopping = new AbortController();
  let child: Child | undefined;
  const run = async ({ name, args, heard }: Errand): Promise<void> => {
    if (stopping.signal.aborted) return;
    child = startChild({
      ...{ name, command: process.execPath, args: ["--import", "tsx", ...args], cwd: root },
      ...{ env: variables, logFile: `${folder.logs}/${name}.log`, runFolder: folder.run },
    });
    const how = await child.ended;
    if (!stopping.signal.aborted) heard(how);
  };
  const wait = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
  const go = async (): Promise<void> => {
    for (const errand of first) await run(errand);
    await wait(again.delayMs);
    while (!stopping.signal.aborted) {
      await run(again);
      await wait(again.everyMs);
    }
  };
  const gone = go();
  return {
    stop: async (): Promise<void> => {
      stopping.abort();
      if (child) await endChild(child, folder.run);
      await gone;
    },
  };
};
