import type { Depth, Verdict } from "../faults/fault-row";
import type { World } from "./world";

/** One kind of hostile input: what is promised under it, and the run that tries it against the running application. */
export type HostileRow = {
  readonly row: `H${number}`;
  readonly promise: string;
  readonly run: (world: World, depth: Depth) => Promise<Verdict>;
};

const SHOWN = 3;

/** Counts tries and keeps what came out otherwise than promised. */
export class Tries {
  private total = 0;
  private readonly wrong: string[] = [];
  private readonly notes: string[] = [];

  check(isSo: boolean, otherwise: string): void {
    this.total += 1;
    if (!isSo) this.wrong.push(otherwise);
  }

  /** A figure to be shown beside the count. */
  note(figure: string): void {
    this.notes.push(figure);
  }

  verdict(of: string): Verdict {
    const right = this.total - this.wrong.length;
    const figure = [`${right}/${this.total} ${of}`, ...this.notes].join(", ");
    if (this.wrong.length === 0 && this.total > 0) return { status: "held", figure, why: "" };
    const more = this.wrong.length > SHOWN ? ` and ${this.wrong.length - SHOWN} more` : "";
    const why = this.total === 0 ? "nothing was tried" : this.wrong.slice(0, SHOWN).join("; ");
    return { status: "broken", figure, why: why + more };
  }
}

/** A row that is a piece of work with counted tries. */
export const tried = (
  row: HostileRow["row"],
  promise: string,
  work: (world: World, tries: Tries, depth: Depth) => Promise<void>,
  of: string,
): HostileRow => ({
  row,
  promise,
  run: async (world, depth) => {
    const tries = new Tries();
    await work(world, tries, depth);
    return tries.verdict(of);
  },
});

/** A row whose part does not exist or cannot be tried here. */
export const cannot = (row: HostileRow["row"], promise: string, why: string): HostileRow => ({
  row,
  promise,
  run: async () => ({ status: "cannot", figure: "not tried", why }),
});
