import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child";

/** Something that is kept running. `start` comes back when it works. */
export type Kept = { child: Child; stop: () => Promise<void> };

export type Part = { name: string; start: () => Promise<Kept> };

const TRIES = 5;

type Options = {
  say: (text: string) => void;
  giveUp: (reason: string) => void;
  /** A part that lived at least this long was well: it is started again at once, however often it is killed. */
  wellAfterMs?: number;
  /** How long the first wait is; it doubles with each short life that follows. */
  waitMs?: number;
};

/**
 * Keeps the parts of an installation running: a part that dies is started again, later each time it dies
 * soon after its start, and where one cannot live at all everything ends with a clear word.
 */
export class Supervisor {
  #running: { name: string; kept: Kept }[] = [];
  #isStopping = false;
  readonly #say: (text: string) => void;
  readonly #giveUp: (reason: string) => void;
  readonly #wellAfterMs: number;
  readonly #waitMs: number;

  constructor({ say, giveUp, wellAfterMs = 10_000, waitMs = 500 }: Options) {
    this.#say = say;
    this.#giveUp = giveUp;
    this.#wellAfterMs = wellAfterMs;
    this.#waitMs = waitMs;
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
    let shortLives = 0;
    for (;;) {
      const startedAt = Date.now();
      const how = await entry.kept.child.ended;
      if (this.#isStopping) return;
      shortLives = Date.now() - startedAt < this.#wellAfterMs ? shortLives + 1 : 0;
      if (shortLives > TRIES) {
        this.#giveUp(`${part.name} ended ${shortLives} times soon after its start (${how}).`);
        return;
      }
      const wait = this.#waitMs * 2 ** Math.max(0, shortLives - 1);
      this.#say(`${part.name} ended (${how}); starting it again in ${wait / 1_000} s`);
      await sleep(wait);
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
