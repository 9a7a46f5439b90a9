import { gasLimitFor } from "@/core/relay/fees";
import type { OwnerlessNonce } from "@/ports/relay-store";
import type { LanePass, Relayer } from "@/workers/relayer/relayer";
import { broadcast, sendAnew } from "@/workers/relayer/send-bytes";

/** Gas for a call of nothing, where the node cannot say: rollups charge for their bytes too. */
const NO_OP_GAS = 100_000n;

/**
 * A nonce that nobody waits for is still owed to the chain: all later ones wait behind it. What stands is sent again; what
 * failed must not take effect any more, so a call of nothing takes its place, with the same nonce and a higher fee.
 */
const fill = async (relayer: Relayer, pass: LanePass, gap: OwnerlessNonce): Promise<void> => {
  const { chain, patience, log } = relayer;
  const latest = gap.attempts.at(-1);
  if (!latest) return;
  const lastMoved = latest.broadcastAt ?? latest.createdAt;
  if (gap.asOf.getTime() - lastMoved.getTime() < patience.resendAfterMs) return;
  if (await chain.isMinedAnywhere(gap.attempts.map(({ hash }) => hash))) return;
  const { intentId, label, attempts } = gap;
  const noOp = { to: pass.signer, data: "0x" };
  const isNoOp = chain.planOf(latest.raw).to === pass.signer;
  log.warn({ intentId, nonce: latest.nonce, stands: gap.stands, isNoOp }, "filling a nonce");
  if (gap.stands || isNoOp) {
    await broadcast(relayer, intentId, latest);
    return;
  }
  const rehearsal = await chain.rehearse(pass.signer, noOp);
  const gasLimit = rehearsal.ok ? gasLimitFor(rehearsal.gas) : NO_OP_GAS;
  await sendAnew(relayer, { intentId, label, attempts }, { ...noOp, gasLimit });
};

/** Fills every nonce from the mined one on that has bytes and no intent under way. */
export const fillGaps = async (relayer: Relayer, pass: LanePass): Promise<void> => {
  const gaps = await relayer.store.ownerless({
    chainId: relayer.chain.chainId,
    signer: pass.signer,
    from: pass.minedNonce,
  });
  for (const gap of gaps) await fill(relayer, pass, gap);
};
