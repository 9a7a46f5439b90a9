import { evidenceOf, type Scene } from "@/adapters/chain/block-evidence";
import { blocksOf } from "@/adapters/chain/block-heads";
import type { ChainConnection } from "@/adapters/chain/provider";
import {
  type ChainReader,
  ChainUnreachable,
  type Confirmation,
  type KnownBlock,
} from "@/ports/chain-reader";

/** Nodes that have to tell a block alike before it is final. */
const WITNESSES = 2;

const denied = (
  node: ChainConnection,
  { number, hash }: KnownBlock,
  what: string,
): Confirmation => ({
  kind: "denied",
  blockNumber: number,
  why: `Node ${node.name} tells ${what} ${number} (${hash}).`,
});

/** What one node says of blocks the index was told: agreed, waiting where it does not answer, or denied. */
const heardFrom = async (
  node: ChainConnection,
  scene: Scene,
  blocks: readonly KnownBlock[],
): Promise<Confirmation> => {
  try {
    const found = await blocksOf(
      node,
      blocks.map(({ number }) => number),
    );
    for (const [place, block] of found.entries()) {
      const known = blocks[place];
      if (!known) break;
      if (block.hash !== known.hash) return denied(node, known, "another block than block");
      if (known.evidence === null) continue;
      const { hash } = await evidenceOf(node, scene, block);
      if (hash !== known.evidence) return denied(node, known, "other facts in block");
    }
    const missing = blocks[found.length];
    return missing
      ? { kind: "waiting", why: `Node ${node.name} does not have block ${missing.number} yet.` }
      : { kind: "agreed" };
  } catch (error) {
    if (!(error instanceof ChainUnreachable)) throw error;
    return { kind: "waiting", why: error.message };
  }
};

/** Asks every node for blocks again: two have to agree with what was told, and none may tell it differently. */
export const confirmWith =
  (nodes: readonly ChainConnection[], scene: Scene): ChainReader["confirm"] =>
  async (blocks) => {
    if (nodes.length < WITNESSES || blocks.length === 0) return { kind: "agreed" };
    const answers = await Promise.all(nodes.map((node) => heardFrom(node, scene, blocks)));
    const denial = answers.find(({ kind }) => kind === "denied");
    if (denial) return denial;
    const agreed = answers.filter(({ kind }) => kind === "agreed").length;
    return agreed >= WITNESSES
      ? { kind: "agreed" }
      : (answers.find(({ kind }) => kind === "waiting") ?? { kind: "agreed" });
  };
