import { createHash } from "node:crypto";
import { type ChainFact, inChainOrder } from "@/core/chain-fact/chain-fact";
import type { BlockFacts, BlockHead, ChainReader } from "@/ports/chain-reader";
import type { Life } from "@/proving/replay/lived-facts";

/** Receivables that pass a stage in the same block. */
const TOGETHER = 5;
/** Blocks between two stages of a receivable. */
const APART = 40;
const FIRST_BLOCK = 1;
const BORN = Date.UTC(2026, 0, 1);
const BLOCK_MS = 12_000;

const hashOf = (...parts: readonly (string | number)[]): string =>
  `0x${createHash("sha256").update(parts.join(":")).digest("hex")}`;

/** The id of the n-th copy: its lowest bit is 0, as every receivable's. */
export const copyId = (copy: number): string =>
  `0x${(BigInt(hashOf("copy", copy)) & ~1n).toString(16).padStart(64, "0")}`;

const copyAccount = (copy: number): string => hashOf("account", copy).slice(0, 42);

type Place = { readonly number: number; readonly hash: string; readonly parentHash: string };

/** Turns facts of one receivable into the same facts of its n-th copy. */
const copierOf = ({ id, collectionAccount, stages }: Life) => {
  const note = (text: string): string => (BigInt(text) | 1n).toString();
  const texts = stages.map((facts) => JSON.stringify(facts));
  return (stage: number, copy: number): ChainFact[] => {
    const text = (texts[stage] ?? "[]")
      .replaceAll(id, copyId(copy))
      .replaceAll(note(id), note(copyId(copy)))
      .replaceAll(collectionAccount, copyAccount(copy));
    return JSON.parse(text) as ChainFact[];
  };
};

/** A chain of copies of one life, five receivables a block at each stage, so that many lives overlap. */
const replayOf = (life: Life, facts: number) => {
  const copy = copierOf(life);
  const perLife = life.stages.reduce((sum, stage) => sum + stage.length, 0);
  const groups = Math.ceil(facts / perLife / TOGETHER);
  const height = groups + (life.stages.length - 1) * APART;
  const stagesAt = (number: number): [stage: number, group: number][] =>
    life.stages.flatMap((_, stage): [number, number][] => {
      const group = number - FIRST_BLOCK - stage * APART;
      return group >= 0 && group < groups ? [[stage, group]] : [];
    });
  const factsAt = ({ number, hash }: Place): ChainFact[] => {
    const blockAt = new Date(BORN + number * BLOCK_MS);
    let logIndex = -1;
    return stagesAt(number).flatMap(([stage, group]) =>
      Array.from({ length: TOGETHER }, (_, offset) => group * TOGETHER + offset).flatMap((nth) =>
        copy(stage, nth)
          .sort(inChainOrder)
          .map((fact): ChainFact => {
            logIndex += 1;
            const txHash = hashOf(fact.txHash, nth);
            return {
              ...fact,
              blockNumber: number,
              blockHash: hash,
              blockAt,
              txHash,
              logIndex,
              part: 0,
            };
          }),
      ),
    );
  };
  return { height, copies: groups * TOGETHER, factsAt };
};

/** A reader over made blocks. `reorganise` gives the newest blocks other hashes and the same facts. */
export const replayedChain = (life: Life, facts: number) => {
  const { height, copies, factsAt } = replayOf(life, facts);
  let forkedAt = Number.POSITIVE_INFINITY;
  const hashAt = (number: number): string =>
    hashOf("block", number, number >= forkedAt ? "b" : "a");
  const made = new Map<string, BlockFacts>();
  const blockOf = (number: number): BlockFacts => {
    const hash = hashAt(number);
    const known = made.get(hash);
    if (known) return known;
    const place = { number, hash, parentHash: hashAt(number - 1) };
    const blockAt = new Date(BORN + number * BLOCK_MS);
    const block = { ...place, blockAt, facts: factsAt(place), evidence: null };
    made.set(hash, block);
    return block;
  };
  const headOf = (number: number): BlockHead => {
    const { hash, parentHash, blockAt } = blockOf(number);
    return { number, hash, parentHash, blockAt, logsBloom: "0x", transactions: [] };
  };
  const range = (from: number, to: number): number[] =>
    Array.from(
      { length: Math.max(0, Math.min(to, height) - from + 1) },
      (_, place) => from + place,
    );
  const reader: Omit<ChainReader, "collectionAccount" | "balancesAt" | "figuresAt"> = {
    checkChain: async () => undefined,
    heads: async () => [{ name: "replay", head: height }],
    headNumber: async () => height,
    blockAt: async (number) => (number > height ? null : headOf(number)),
    blocksIn: async (from, to) => range(from, to).map(headOf),
    factsOf: async (blocks) => blocks.map(({ number }) => blockOf(number)),
    confirm: async () => ({ kind: "agreed" }),
  };
  return {
    reader,
    height,
    copies,
    /** Makes every block now, so that nothing measured later makes one. */
    make: (): number =>
      range(FIRST_BLOCK, height).reduce((sum, number) => sum + blockOf(number).facts.length, 0),
    portions: async function* (size: number) {
      for (const start of range(FIRST_BLOCK, height).filter((number) => number % size === 1))
        yield range(start, start + size - 1).map(blockOf);
    },
    reorganise: (depth: number): void => {
      forkedAt = height - depth + 1;
      for (const number of range(forkedAt, height)) blockOf(number);
    },
  };
};
