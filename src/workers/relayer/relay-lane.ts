import { bumped, gasLimitFor } from "@/core/relay/fees";
import { type FoundReceipt, nextStep, type Patience, type Step } from "@/core/relay/next-step";
import type { ChainSender, SenderKeys } from "@/ports/chain-sender";
import type { Attempt, OpenIntent, RelayStore, WaitingIntent } from "@/ports/relay-store";
import type { Log } from "@/workers/log";

/** What the relayer works with. */
export type Relayer = {
  readonly store: RelayStore;
  readonly chain: ChainSender;
  readonly keys: SenderKeys;
  readonly headNumber: () => Promise<number>;
  /** Newest block the read model has told. */
  readonly seenNumber: () => Promise<number>;
  readonly patience: Patience;
  readonly log: Log;
};

/** Transactions of one key under way at once; more wait as intents. */
const IN_FLIGHT_MAX = 16;

const newest = (intent: OpenIntent): Attempt => {
  const attempt = intent.attempts.at(-1);
  if (!attempt) throw new Error(`Intent ${intent.id} is under way without signed bytes.`);
  return attempt;
};

const receiptOf = async (chain: ChainSender, intent: OpenIntent): Promise<FoundReceipt | null> => {
  for (const { hash } of intent.attempts) {
    const receipt = await chain.receiptOf(hash);
    if (receipt) return { hash, ...receipt };
  }
  return null;
};

/** Sends stored bytes. No clear answer counts as sent: the receipt will tell. */
const broadcast = async (
  { chain, store, log }: Relayer,
  intentId: string,
  attempt: Attempt,
): Promise<"sent" | "underpriced" | "refused"> => {
  const outcome = await chain.broadcast(attempt.raw);
  const about = { intentId, hash: attempt.hash, nonce: attempt.nonce, says: outcome.says };
  if (outcome.kind === "sent" || outcome.kind === "unknown") {
    await store.sent(intentId, attempt.id);
    log[outcome.kind === "sent" ? "info" : "warn"](about, `broadcast: ${outcome.kind}`);
    return "sent";
  }
  log.warn(about, `broadcast: ${outcome.kind}`);
  return outcome.kind === "underpriced" ? "underpriced" : "refused";
};

const bump = async (relayer: Relayer, intent: OpenIntent): Promise<void> => {
  const { chain, store, keys, log } = relayer;
  const latest = newest(intent);
  const fees = bumped(latest.fees, await chain.fees());
  if (!fees) {
    log.error(
      { intentId: intent.id, nonce: latest.nonce },
      "fee cap reached: not sent again for more",
    );
    return;
  }
  const plan = { ...chain.planOf(latest.raw), ...fees };
  const attempt = await store.bump({
    intentId: intent.id,
    chainId: chain.chainId,
    latest,
    fees,
    sign: () => keys.sign(intent.signer, plan),
  });
  if (attempt) await broadcast(relayer, intent.id, attempt);
};

const failReverted = async (
  { chain, store, log }: Relayer,
  intent: OpenIntent,
  receipt: FoundReceipt,
): Promise<void> => {
  const attempt = newest(intent);
  const { to, data } = chain.planOf(attempt.raw);
  const reason = await chain.whyReverted(attempt.signer, { to, data }, receipt.blockNumber);
  log.warn({ intentId: intent.id, hash: receipt.hash, reason }, "reverted");
  await store.failed(intent.id, reason, receipt);
};

/** Looks once more before it halts a lane: a block may have come between two questions. */
const haltIfForeign = async (relayer: Relayer, intent: OpenIntent): Promise<void> => {
  const { chain, store, log } = relayer;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  if (await receiptOf(chain, intent)) return;
  const { nonce, signer } = newest(intent);
  const reason = `Nonce ${nonce} of this key was spent by somebody else.`;
  await store.halt({ chainId: chain.chainId, signer, reason });
  log.fatal({ intentId: intent.id, signer, nonce }, "lane halted: foreign nonce");
};

const take = async (relayer: Relayer, intent: OpenIntent, step: Step): Promise<void> => {
  const { store } = relayer;
  switch (step.kind) {
    case "wait":
      return;
    case "broadcast": {
      const became = await broadcast(relayer, intent.id, newest(intent));
      if (became === "underpriced") await bump(relayer, intent);
      return;
    }
    case "bump":
      return bump(relayer, intent);
    case "mined":
      await store.mined(intent.id, step.receipt);
      if (step.final) await store.final(intent.id);
      return;
    case "reverted":
      return failReverted(relayer, intent, step.receipt);
    case "lost":
      await store.lost(intent.id);
      await broadcast(relayer, intent.id, newest(intent));
      return;
    case "foreign":
      return haltIfForeign(relayer, intent);
  }
};

/** Sees to everything under way: sends again, pays more, and books what blocks say. Answers how many stay under way. */
const watch = async (relayer: Relayer, label: string, signer: string): Promise<number> => {
  const { store, chain, patience } = relayer;
  const intents = await store.open(label);
  if (intents.length === 0) return 0;
  const [minedNonce, headNumber] = await Promise.all([
    chain.minedNonce(signer),
    relayer.headNumber(),
  ]);
  for (const intent of intents) {
    const attempt = newest(intent);
    const step = nextStep(
      {
        ...intent,
        attempts: intent.attempts.length,
        nonce: attempt.nonce,
        signedAt: attempt.createdAt,
        broadcastAt: attempt.broadcastAt,
        receipt: await receiptOf(chain, intent),
        minedNonce,
        headNumber,
        now: new Date(),
      },
      patience,
    );
    await take(relayer, intent, step);
  }
  return intents.filter(({ status }) => status !== "mined").length;
};

/** Whether the read model that the wish rests on is behind the chain: then it may be wrong, not the wish. */
const isBehind = async ({ headNumber, seenNumber }: Relayer): Promise<boolean> => {
  const [head, seen] = await Promise.all([headNumber(), seenNumber()]);
  return seen < head;
};

/** Rehearses one waiting intent; a refusal is believed only when nothing else could still make it right. */
const send = async (relayer: Relayer, intent: WaitingIntent, signer: string): Promise<boolean> => {
  const { chain, store, keys, log } = relayer;
  const call = chain.callOf(intent.kind, intent.payload, intent.holders);
  const rehearsal = await chain.rehearse(signer, call);
  if (!rehearsal.ok) {
    if (intent.follows || (await isBehind(relayer))) return false;
    log.warn({ intentId: intent.id, kind: intent.kind, reason: rehearsal.reason }, "refused");
    await store.failed(intent.id, rehearsal.reason);
    return false;
  }
  const [minedNonce, fees] = await Promise.all([chain.minedNonce(signer), chain.fees()]);
  const gasLimit = gasLimitFor(rehearsal.gas);
  const { chainId } = chain;
  const assignment = await store.assign({
    intentId: intent.id,
    chainId,
    signer,
    minedNonce,
    fees,
    sign: (nonce) => keys.sign(intent.signer, { ...call, ...fees, chainId, nonce, gasLimit }),
  });
  if (assignment.kind === "halted") {
    log.fatal({ signer, reason: assignment.reason }, "lane halted");
    return false;
  }
  if (assignment.kind === "signed") await broadcast(relayer, intent.id, assignment.attempt);
  return assignment.kind === "signed";
};

/** A payload that no contract call can be made of fails by itself and holds nobody up. */
const sendOrFail = async (
  relayer: Relayer,
  intent: WaitingIntent,
  signer: string,
): Promise<boolean> => {
  try {
    return await send(relayer, intent, signer);
  } catch (error) {
    const unusable = error instanceof TypeError || error instanceof RangeError;
    if (!unusable) throw error;
    relayer.log.error(
      { intentId: intent.id, kind: intent.kind, err: error },
      "payload does not fit",
    );
    await relayer.store.failed(intent.id, {
      code: "PayloadDoesNotFit",
      says: "This write was recorded in a form the contract does not take.",
      args: { detail: error.message },
    });
    return false;
  }
};

/**
 * One pass over a signer's lane: recover and confirm what is under way, then send what waits, oldest first.
 * Safe to run anywhere at any time: order of writes is lane, bytes, commit, broadcast.
 */
export const relayLane = async (relayer: Relayer, label: string): Promise<void> => {
  const { store, chain, keys } = relayer;
  const signer = await keys.addressOf(label);
  const underWay = await watch(relayer, label, signer);
  const lanes = await store.lanes(chain.chainId);
  if (lanes.some((lane) => lane.signer === signer && lane.haltReason)) return;
  const room = IN_FLIGHT_MAX - underWay;
  if (room <= 0) return;
  const waiting = await store.waiting({ label, chainTime: await chain.chainTime(), limit: room });
  for (const intent of waiting) await sendOrFail(relayer, intent, signer);
};
