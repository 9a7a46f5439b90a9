import { newestShared } from "@/core/chain-fact/newest-shared";
import type { ChainIndex } from "@/ports/chain-index";
import type { ChainReader } from "@/ports/chain-reader";

/** Where money went on from, and how many told blocks were taken back for it. */
export type Resumed = { readonly to: number; readonly undone: number };

/**
 * Lets money go on after a halt: goes back to the newest block that index and nodes agree on, never above the final one, and
 * writes who decided it and why.
 * @throws Error when nothing is halted, when the nodes still disagree, or when that block is no longer kept: then only a
 * rebuilt index can go on.
 */
export const resumeChain =
  ({ chain, index }: { chain: ChainReader; index: ChainIndex }) =>
  async ({ by, because }: { by: string; because: string }): Promise<Resumed> => {
    if (!(await index.halted())) throw new Error("Nothing is halted.");
    const [seen, final] = await Promise.all([index.cursor("seen"), index.cursor("final")]);
    const ours = await index.blocksIn(0, Math.min(seen?.number ?? 0, final?.number ?? 0));
    const [lowest, newest] = [ours.at(0), ours.at(-1)];
    const theirs = lowest && newest ? await chain.blocksIn(lowest.number, newest.number) : [];
    const to = newestShared(ours, theirs);
    if (to === null)
      throw new Error("Index and chain agree on no block that is kept: another chain answers.");
    const agreed = await chain.confirm(ours.filter(({ number }) => number === to));
    if (agreed.kind !== "agreed") throw new Error(agreed.why);
    return { to, undone: await index.resume({ to, by, because }) };
  };
