import { callNode } from "@/commands/embedded/chain";
import { coinOf } from "@/commands/testing/settlement-signing";
import type { SenderLabel } from "@/core/intent/intent";
import { env } from "@/env";
import { coinHeld } from "./coin-held";
import { type Ground, openCount } from "./relay-ground";

/** What a key's transactions look like from outside: asked of the node itself, past every proxy. */
export type Judgement = {
  /** Accounts that got what was wished for them exactly once, none, or more than once. */
  readonly once: number;
  readonly never: number;
  readonly doubled: number;
  /** Nonces without exactly one of our transactions in a block, and nonces spent by unknown ones. */
  readonly gaps: number;
  readonly unknown: number;
  /** Intents that are neither in a block nor failed, and those that count as failed. */
  readonly open: number;
  readonly failed: number;
};

const WISHED = 5n;

type NonceRow = { nonce: number; hashes: string[] };

/**
 * Compares what was wished with what is on chain: each account paid once, and the key's nonces without a gap from the first
 * that was ever signed, each with exactly one of the stored transactions in a block.
 */
export const judge = async (
  ground: Ground,
  accounts: readonly string[],
  label: SenderLabel = "operator",
): Promise<Judgement> => {
  const { world } = ground;
  const held: bigint[] = [];
  for (const account of accounts) held.push(await coinHeld(env().rpcUrl, coinOf(world), account));
  const signer = await world.settlement.keys.addressOf(label);
  const { rows } = await world.pool.query<NonceRow>(
    `select nonce, array_agg(hash) as hashes from "TxAttempt" where signer = $1 group by nonce order by nonce`,
    [signer],
  );
  const spent = Number(
    await callNode<string>(env().rpcUrl, "eth_getTransactionCount", [signer, "latest"]),
  );
  const first = rows[0]?.nonce ?? spent;
  let gaps = 0;
  for (const { hashes } of rows) {
    const receipts = await Promise.all(
      hashes.map((hash) =>
        callNode<object | null>(env().rpcUrl, "eth_getTransactionReceipt", [hash]),
      ),
    );
    if (receipts.filter(Boolean).length !== 1) gaps += 1;
  }
  const jumps = rows.filter(({ nonce }, index) => nonce !== first + index).length;
  const failed = await world.pool.query<{ n: bigint }>(
    `select count(*) as n from "Intent" where status = 'failed'`,
  );
  return {
    once: held.filter((amount) => amount === WISHED).length,
    never: held.filter((amount) => amount === 0n).length,
    doubled: held.filter((amount) => amount > WISHED).length,
    gaps: gaps + jumps,
    unknown: Math.max(0, spent - first - rows.length),
    open: await openCount(ground),
    failed: Number(failed.rows[0]?.n ?? 0),
  };
};

/** What is wrong with a judgement over so many wishes; empty where nothing is. */
export const faultsIn = (judgement: Judgement, wishes: number): string[] => [
  ...(judgement.once === wishes ? [] : [`${judgement.once} of ${wishes} effects`]),
  ...(judgement.doubled === 0 ? [] : [`${judgement.doubled} doubled`]),
  ...(judgement.gaps === 0 ? [] : [`${judgement.gaps} gaps`]),
  ...(judgement.unknown === 0 ? [] : [`${judgement.unknown} unknown nonces`]),
  ...(judgement.failed === 0 ? [] : [`${judgement.failed} count as failed`]),
  ...(judgement.open === 0 ? [] : [`${judgement.open} not over`]),
];
