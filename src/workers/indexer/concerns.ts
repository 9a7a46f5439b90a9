import type { NodeHead } from "@/ports/chain-reader";

/** Blocks a node may be behind another one, or behind what was told, before somebody is told of it. */
const BEHIND_MAX = 5;

/** What somebody should look at: a node that is silent, behind the others, or behind what was told already. */
export const concernsOf = (heads: readonly NodeHead[], seen: number): string[] => {
  const newest = Math.max(seen, ...heads.map(({ head }) => head ?? -1));
  return heads.flatMap(({ name, head }) => {
    if (head === null) return [`Node ${name} does not answer.`];
    const behind = newest - head;
    return behind > BEHIND_MAX ? [`Node ${name} is ${behind} blocks behind.`] : [];
  });
};
