import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child";

/** Something that is kept running. `start` comes back when it works. */
export type Kept = { child: Child; stop: () => Promise<void> };

export type Part = { name: string; start: () => Promise<Kept> };

const WINDOW_MS = 120_000;
const TRIES = 5;

/**
 * Keeps the parts of an installation running: a part that dies is started again, later each time, and
 * where one cannot be kept alive everything ends with a clear word instead of limping on.
 */
export class Supervisor {
  #running: { name: string; kept: Kept }[] = [];
  #isStopping = false;
  readonly #say: (text: string) => void;
  readonly #giveUp: (reason: string) => void;

  constructor(options: { say: (text: string) => void; giveUp: (reason: string) => void }) {
    this.#say = options.say;
    this.#giveUp = options.giveUp;
  }

  /** Starts a part and watches it from then on. @throws what its first start throws. */
  async keep(part: Part): Promise<Kept> {
    const kept = await part.start();
    const entry = { name: part.name, kept };
    this.#running.push(entry);
    void this.#watch(part, entry);
    return kept;
  }

  async #watch(part: Part, entry: { kept: Kept }): Promise<void> {
    let deaths: number[] = [];
    for (;;) {
      const how = await entry.kept.child.ended;
      if (this.#isStopping) return;
      deaths = [...deaths.filter((at) => Date.now() - at < WINDOW_MS), Date.now()];
      if (deaths.length > TRIES) {
        this.#giveUp(`${part.name} ended ${deaths.length} times in two minutes (${how}).`);
        return;
      }
      const seconds = 2 ** (deaths.length - 1) / 2;
      this.#say(`${part.name} ended (${how}); starting it again in ${seconds} s`);
      await sleep(seconds * 1_000);
      if (this.#isStopping) return;
      try {
        entry.kept = await part.start();
        this.#say(`${part.name} runs again`);
      } catch (error) {
        this.#giveUp(`${part.name} cannot be started again: ${(error as Error).message}`);
        return;
      }
    }
  }

  /** Stops every part, the last started first. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { kept } of this.#running.reverse()) await kept.stop();
    this.#running = [];
  }
}
