import type { Act, ActKind, ActOf } from "@/core/life/act";
import { closeRelease, lodge, release, voidAttestation } from "@/core/life/delivery-acts";
import {
  closeDispute,
  dispute,
  promisePayment,
  proveDuplicate,
  resolveDispute,
} from "@/core/life/dispute-acts";
import { cancel, closeFunding, fund, raiseOfferFloor, register } from "@/core/life/funding-acts";
import {
  buyNotes,
  claim,
  claimTo,
  freeze,
  freezeUnits,
  license,
  list,
  moveNote,
} from "@/core/life/holder-acts";
import { copyLife, type Life, type Scene } from "@/core/life/life";
import {
  approveForced,
  approveRecovery,
  forced,
  proposeForced,
  proposeRecovery,
  recover,
} from "@/core/life/proposal-acts";
import type { Reasons } from "@/core/life/reasons";
import {
  buyBack,
  declareDefault,
  dilute,
  payOut,
  payRecourse,
  settle,
  sweepAct,
  sweepOther,
  transfer,
  transferOther,
} from "@/core/life/servicing-acts";

/** Does an act to a life that may be spoilt, and says why it must not be. */
type Player<Kind extends ActKind> = (life: Life, act: ActOf<Kind>, scene: Scene) => Reasons;

const players: { readonly [Kind in ActKind]: Player<Kind> } = {
  ...{ register, raiseOfferFloor, cancel, fund, closeFunding },
  ...{ lodge, voidAttestation, release, closeRelease },
  ...{ dilute, settle, transfer, sweep: sweepAct, transferOther, sweepOther },
  ...{ buyBack, declareDefault, payOut, payRecourse },
  ...{ dispute, resolveDispute, closeDispute, promisePayment, proveDuplicate },
  ...{ buyNotes, proposeForced, approveForced, forced },
  ...{ proposeRecovery, approveRecovery, recover },
  ...{ moveNote, freezeUnits, list, freeze, license, claim, claimTo },
};

/** What became of an act: the life after it, or the life as it was and every reason against it. */
export type Outcome = { readonly life: Life; readonly reasons: Reasons };

/**
 * One act on one receivable, as DESIGN and the interfaces of the contracts tell it: the other judge beside the chain.
 * Where several reasons speak against an act, the chain names one of them.
 */
export const playAct = (life: Life, act: Act, scene: Scene): Outcome => {
  const after = copyLife(life);
  const play = players[act.kind] as (life: Life, act: Act, scene: Scene) => Reasons;
  const foreign = act.isForeign && life.status !== "none" ? ["WrongDeal"] : [];
  const reasons = [...foreign, ...play(after, act, scene)];
  return reasons.length > 0 ? { life, reasons } : { life: after, reasons };
};
