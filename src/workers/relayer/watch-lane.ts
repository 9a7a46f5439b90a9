import { gasLimitFor } from "@/core/relay/fees";
import { type FoundReceipt, nextStep, type Step } from "@/core/relay/next-step";
import type { RevertReason } from "@/ports/chain-sender";
import type { Attempt, OpenIntent } from "@/ports/relay-store";
import { doneBefore } from "@/workers/relayer/done-before";
import type { LanePass, Relayer } from "@/workers/relayer/relayer";
import { broadcast, sendAnew } from "@/workers/relayer/send-bytes";

/** How often, and with which pause, a lane looks once more before it is halted. */
const SECOND_LOOKS = 2;
const SECOND_LOOK_MS = 1_000;

const newest = (intent: OpenIntent): Attempt => {
  const attempt = intent.attempts.at(-1);
  if (!attempt) throw new Error(`Intent ${intent.id} is under way without signed bytes.`);
  return attempt;
};

const resigned = (intent: OpenIntent) => ({
  intentId: intent.id,
  label: intent.signer,
  attempts: intent.attempts,
});

/** The receipt of each intent, whichever of its attempts has one; asked of the node in one go. */
const receiptsFor = async (
  relayer: Relayer,
  intents: readonly OpenIntent[],
): Promise<ReadonlyMap<string, FoundReceipt>> => {
  const { chain } = relayer;
  const earlier = new Map<string, FoundReceipt>();
  for (const intent of intents.filter(({ former }) => former.length > 0)) {
    const done = await doneBefore(relayer, { ...newest(intent), former: intent.former });
    if (done) earlier.set(intent.id, done);
  }
  const hashes = intents.flatMap(({ attempts }) => attempts.map(({ hash }) => hash));
  const receipts = await chain.receiptsOf(hashes);
  const byHash = new Map(hashes.map((hash, index) => [hash, receipts[index] ?? null]));
  const found = intents.flatMap(({ id, attempts }): [string, FoundReceipt][] => {
    const mined = attempts.find(({ hash }) => byHash.get(hash));
    const receipt = mined && byHash.get(mined.hash);
    return mined && receipt ? [[id, { hash: mined.hash, ...receipt }]] : [];
  });
  return new Map([...found, ...earlier]);
};

/** Nonces that one intent may use up before a block's refusal is believed. */
const NONCES_MAX = 5;

/**
 * A block refused bytes that were signed for another state of the chain: too little gas, or a deal that reads otherwise
 * since a reorganisation. What the relayer carries is made anew and rehearsed, and fails only where the rehearsal refuses it
 * too: those acts are single-use whenever they are done. What the platform does by itself keeps its order and fails.
 */
const bookReverted = async (
  { chain, store, log }: Relayer,
  intent: OpenIntent,
  receipt: FoundReceipt,
): Promise<void> => {
  const attempt = newest(intent);
  const used = { nonce: attempt.nonce, noncesMax: NONCES_MAX };
  if (intent.signer === "relayer" && (await store.tryAgain(intent, used))) {
    log.warn({ intentId: intent.id, hash: receipt.hash }, "refused in its block: made anew");
    return;
  }
  const { to, data } = chain.planOf(attempt.raw);
  const reason = await chain.whyReverted(attempt.signer, { to, data }, receipt.blockNumber);
  log.warn({ intentId: intent.id, hash: receipt.hash, reason }, "reverted");
  await store.failed(intent, reason, receipt);
};

/** Looks again before it halts a lane, at every node: a block may have come between two questions. */
const haltIfForeign = async (relayer: Relayer, intent: OpenIntent): Promise<void> => {
  const { chain, store, log } = relayer;
  const hashes = intent.attempts.map(({ hash }) => hash);
  for (let look = 0; look < SECOND_LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS));
    if (await chain.isMinedAnywhere(hashes)) return;
  }
  const { nonce, signer } = newest(intent);
  const reason = `Nonce ${nonce} of this key was spent by somebody else.`;
  await store.halt({ chainId: chain.chainId, signer, reason });
  log.fatal({ intentId: intent.id, signer, nonce }, "lane halted: foreign nonce");
};

const UNUSABLE: RevertReason = {
  code: "NodesRefuse",
  says: "No node takes this transaction in any form.",
  args: {},
};

/** No node will ever take these bytes: the call is rehearsed and signed anew, or given up with its reason. */
const replaceUnusable = async (relayer: Relayer, intent: OpenIntent): Promise<void> => {
  const { chain, store, log } = relayer;
  const { raw, signer } = newest(intent);
  const { to, data } = chain.planOf(raw);
  const rehearsal = await chain.rehearse(signer, { to, data });
  const change = rehearsal.ok ? { gasLimit: gasLimitFor(rehearsal.gas) } : undefined;
  if (change && (await sendAnew(relayer, resigned(intent), change))) return;
  const reason = rehearsal.ok ? UNUSABLE : rehearsal.reason;
  log.error({ intentId: intent.id, reason }, "given up: a no-op will fill its nonce");
  await store.failed(intent, reason);
};

/** Sends the newest bytes; sees to it that other bytes follow where these cannot do. */
const resend = async (relayer: Relayer, intent: OpenIntent): Promise<void> => {
  const became = await broadcast(relayer, intent.id, newest(intent));
  if (became === "underpriced") await sendAnew(relayer, resigned(intent));
  const isUnsent = intent.attempts.every(({ broadcastAt }) => broadcastAt === null);
  if (became === "unusable" && isUnsent) await replaceUnusable(relayer, intent);
};

/** Books what blocks say. */
const book = async (relayer: Relayer, intent: OpenIntent, step: Step): Promise<void> => {
  const { store, landmark } = relayer;
  if (step.kind === "mined") {
    landmark("receipt-found");
    await store.mined(intent, { ...step.receipt, final: step.final });
  }
  if (step.kind === "reverted") {
    landmark("receipt-found");
    await bookReverted(relayer, intent, step.receipt);
  }
  if (step.kind === "lost") await store.lost(intent);
  if (step.kind === "foreign") await haltIfForeign(relayer, intent);
};

/** Sends what has to be sent. */
const act = async (relayer: Relayer, intent: OpenIntent, step: Step): Promise<void> => {
  if (step.kind === "broadcast" || step.kind === "lost") await resend(relayer, intent);
  if (step.kind === "bump") await sendAnew(relayer, resigned(intent));
  if (step.kind === "exhausted") {
    const { nonce, signer } = newest(intent);
    const about = { intentId: intent.id, signer, nonce, attempts: intent.attempts.length };
    relayer.log.fatal(about, "attempts used up: somebody must look");
    await broadcast(relayer, intent.id, newest(intent));
  }
};

/**
 * Sees to everything under way: sends again, pays more, and books what blocks say. Answers how many are in no block yet.
 */
export const watchLane = async (relayer: Relayer, pass: LanePass): Promise<number> => {
  const { store, patience } = relayer;
  const intents = await store.open(pass.label);
  if (intents.length === 0) return 0;
  const headNumber = await relayer.headNumber();
  const receipts = await receiptsFor(relayer, intents);
  for (const intent of intents) {
    const attempt = newest(intent);
    const outlook = {
      ...intent,
      attempts: intent.attempts.length,
      nonce: attempt.nonce,
      signedAt: attempt.createdAt,
      broadcastAt: attempt.broadcastAt,
      receipt: receipts.get(intent.id) ?? null,
      minedNonce: pass.minedNonce,
      headNumber,
      now: intent.asOf,
    };
    const step = nextStep(outlook, patience);
    await book(relayer, intent, step);
    if (!pass.halted) await act(relayer, intent, step);
  }
  return intents.filter(({ status }) => status !== "mined").length;
};
