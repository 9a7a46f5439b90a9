import { waitsFor } from "@/core/intent/passing";
import { firstFees, gasLimitFor } from "@/core/relay/fees";
import type { Call } from "@/ports/chain-sender";
import type { WaitingIntent } from "@/ports/relay-store";
import { doneBefore } from "@/workers/relayer/done-before";
import { fillGaps } from "@/workers/relayer/fill-gaps";
import type { LanePass, Relayer } from "@/workers/relayer/relayer";
import { broadcast } from "@/workers/relayer/send-bytes";
import { watchLane } from "@/workers/relayer/watch-lane";

/** Transactions of one key under way at once; more wait as intents. */
const IN_FLIGHT_MAX = 16;

/** Whether the read model that the wish rests on is behind the chain: then it may be wrong, not the wish. */
const isBehind = async ({ headNumber, seenNumber }: Relayer): Promise<boolean> => {
  const [head, seen] = await Promise.all([headNumber(), seenNumber()]);
  return seen < head;
};

/**
 * Rehearses one waiting intent and sends it. A refusal that passes for its kind puts it off; any other is believed only when nothing else
 * could still make it right. Answers false where the lane can send nothing now.
 */
const send = async (
  relayer: Relayer,
  intent: WaitingIntent,
  { signer, call }: { signer: string; call: Call },
): Promise<boolean> => {
  const { chain, store, keys, landmark, log } = relayer;
  const { id: intentId, kind } = intent;
  const rehearsal = await chain.rehearse(signer, call);
  if (!rehearsal.ok) {
    const { reason, passes } = rehearsal;
    if (waitsFor(kind, passes)) await store.putOff(intentId, reason);
    else if (!intent.follows && !(await isBehind(relayer))) {
      const done = await doneBefore(relayer, { signer, former: intent.former });
      if (done) await store.mined(intent, { ...done, final: false });
      else {
        log.warn({ intentId, kind, reason }, "refused");
        await store.failed(intent, reason);
      }
    }
    return true;
  }
  const [minedNonce, { baseFeePerGas, ...asked }] = await Promise.all([
    chain.minedNonce(signer),
    chain.fees(),
  ]);
  const fees = firstFees(asked, baseFeePerGas);
  if (!fees) {
    log.fatal({ signer, baseFeePerGas }, "the chain costs more than the cap: nothing is sent");
    return false;
  }
  const gasLimit = gasLimitFor(rehearsal.gas);
  const { chainId } = chain;
  const assignment = await store.assign({
    intentId,
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
  if (assignment.kind === "signed") {
    landmark("committed");
    await broadcast(relayer, intentId, assignment.attempt);
  }
  return true;
};

/** The contract call of an intent. A payload that none can be made of fails by itself and holds nobody up. */
const callOrFail = async (
  { chain, store, log }: Relayer,
  intent: WaitingIntent,
): Promise<Call | null> => {
  const { id, kind, payload, holders } = intent;
  try {
    return chain.callOf(kind, payload, holders);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    log.error({ intentId: id, kind, err: error }, "payload does not fit");
    await store.failed(intent, {
      code: "PayloadDoesNotFit",
      says: "This write was recorded in a form the contract does not take.",
      args: { detail: error.message },
    });
    return null;
  }
};

/** Where a lane stands. A nonce that was mined without ever being signed here halts it, whether or not anything waits. */
const lookAt = async (relayer: Relayer, label: string): Promise<LanePass> => {
  const { store, chain, keys, log } = relayer;
  const { chainId } = chain;
  const signer = await keys.addressOf(label);
  const minedNonce = await chain.minedNonce(signer);
  const lane = await store.lane(chainId, signer);
  const pass = { label, signer, minedNonce };
  if (!lane || lane.haltReason) return { ...pass, halted: Boolean(lane) };
  if (minedNonce <= lane.nextNonce) return { ...pass, halted: false };
  const reason = `Nonce ${lane.nextNonce} of this key was spent by somebody else.`;
  await store.halt({ chainId, signer, reason });
  log.fatal({ signer, nonce: lane.nextNonce }, "lane halted: foreign nonce");
  return { ...pass, halted: true };
};

/**
 * One pass over a signer's lane: recover and confirm what is under way, fill nonces nobody owns, then send what waits,
 * oldest first. Safe to run anywhere at any time: order of writes is lane, bytes, commit, broadcast.
 */
export const relayLane = async (relayer: Relayer, label: string): Promise<void> => {
  const { store, chain } = relayer;
  const pass = await lookAt(relayer, label);
  const underWay = await watchLane(relayer, pass);
  const lane = await store.lane(chain.chainId, pass.signer);
  if (lane?.haltReason) return;
  await fillGaps(relayer, pass);
  const room = IN_FLIGHT_MAX - underWay;
  if (room <= 0) return;
  const waiting = await store.waiting({ label, chainTime: await chain.chainTime(), limit: room });
  for (const intent of waiting) {
    const call = await callOrFail(relayer, intent);
    if (call && !(await send(relayer, intent, { signer: pass.signer, call }))) return;
  }
};
