import { bumped } from "@/core/relay/fees";
import type { BroadcastOutcome, TransactionPlan } from "@/ports/chain-sender";
import type { Attempt } from "@/ports/relay-store";
import type { Relayer } from "@/workers/relayer/relayer";

const LEVELS = {
  sent: "info",
  underpriced: "warn",
  "nonce-used": "warn",
  unknown: "warn",
  refused: "error",
  unusable: "error",
} as const satisfies Record<BroadcastOutcome["kind"], "info" | "warn" | "error">;

/** Sends stored bytes. No clear answer counts as sent: the receipt will tell. */
export const broadcast = async (
  { chain, store, landmark, log }: Relayer,
  intentId: string,
  attempt: Attempt,
): Promise<BroadcastOutcome["kind"]> => {
  const { kind, says } = await chain.broadcast(attempt.raw);
  landmark("answered");
  if (kind === "sent" || kind === "unknown") await store.sent(intentId, attempt);
  const { hash, nonce } = attempt;
  log[LEVELS[kind]]({ intentId, hash, nonce, says }, `broadcast: ${kind}`);
  return kind;
};

/** What is signed anew: whose nonce it is, the label of the key, and the attempts so far, oldest first. */
export type Resigned = {
  readonly intentId: string;
  readonly label: string;
  readonly attempts: readonly Attempt[];
};

/**
 * Signs once more with the same nonce, pays more, and sends it. `change` is what else differs. Answers false where as many
 * attempts as may be are made, or the next would pay more than the cap: then somebody must look.
 */
export const sendAnew = async (
  relayer: Relayer,
  { intentId, label, attempts }: Resigned,
  change: Partial<TransactionPlan> = {},
): Promise<boolean> => {
  const { chain, store, keys, landmark, log, patience } = relayer;
  const latest = attempts.at(-1);
  if (!latest) throw new Error(`Intent ${intentId} is under way without signed bytes.`);
  const about = { intentId, nonce: latest.nonce, attempts: attempts.length };
  if (attempts.length >= patience.attemptsMax) {
    log.fatal(about, "attempts used up: somebody must look");
    return false;
  }
  const fees = bumped(latest.fees, await chain.fees());
  if (!fees) {
    log.fatal(about, "fee cap reached: somebody must look");
    return false;
  }
  const plan = { ...chain.planOf(latest.raw), ...fees, ...change };
  const attempt = await store.bump({
    intentId,
    chainId: chain.chainId,
    latest,
    fees,
    sign: () => keys.sign(label, plan),
  });
  landmark("committed");
  if (attempt) await broadcast(relayer, intentId, attempt);
  return true;
};
