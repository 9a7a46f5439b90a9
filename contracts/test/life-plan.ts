import type { Act, ActKind } from "../../src/core/life/act";
import { isDisputed } from "../../src/core/life/figures";
import {
  type Agreement,
  type Attester,
  HOLDERS,
  type Life,
  PARTIES,
} from "../../src/core/life/life";
import { draws, type Moment } from "./life-draws";
import type { Random } from "./random";

const DAY = 86_400;
const LENDERS = ["lenderA", "lenderB", "lenderC"] as const;

/** Moments of a cohort's acts, unix seconds, growing. */
export type Clock = readonly number[];

/** Seconds apart on some ticks, weeks on others. */
export const drawClock = ({ small, once }: Random, start: number, ticks: number): Clock => {
  const clock: number[] = [];
  let now = start;
  for (let tick = 0; tick < ticks; tick++) {
    now += once(4) ? 1 + small(60) : once(3) ? 1 + small(20 * 3600) : 1 + small(12 * DAY);
    clock.push(now);
  }
  return clock;
};

/** A deadline: at the very moment of a tick, a second beside it, or anywhere after it. */
const near = ({ small, pick }: Random, clock: Clock, [first, last]: readonly [number, number]) => {
  const moment = clock[Math.min(first + small(last - first), clock.length - 1)] ?? 0;
  return moment + pick([0, 0, 0, -1, 1, small(3 * DAY)]);
};

const drawAmountDue = ({ below, small, amount }: Random): bigint => {
  const kind = small(10);
  if (kind === 0) return 1n + below(9n);
  if (kind === 1) return 2n ** 53n - 1n - below(1000n);
  if (kind < 5) return 1_000_000n * (1n + below(200_000n));
  return 1n + amount(2n ** (10n + below(43n)));
};

/** Terms and an offer that mostly make sense. */
export const drawAgreement = (random: Random, clock: Clock): Agreement => {
  const { small, once, pick, below } = random;
  const ticks = clock.length;
  const amountDue = drawAmountDue(random);
  const attesters: Attester[] = pick([["warehouse"], ["carrier"], ["warehouse", "carrier"]]);
  const fundBy = near(random, clock, [Math.floor(ticks / 5), Math.floor((3 * ticks) / 5)]);
  const deliverBy = near(random, clock, [Math.floor(ticks / 3), ticks]);
  const advanceBps = once(6) ? 10_000 : 1 + small(10_000);
  const rateBps = once(6) ? 0 : small(3000);
  return {
    amountDue,
    dueAt: Math.max(1, near(random, clock, [Math.floor(ticks / 5), ticks])),
    offer: {
      lender: once(20) ? pick(LENDERS) : null,
      advanceBps: once(60) ? pick([0, 10_001]) : advanceBps,
      rateBps: once(40) ? small(5000) : rateBps,
      lateRateBps: once(3) ? small(3074) : Math.min(rateBps + small(60), 3000),
      feeBps: once(2) ? 0 : small(80),
      dayCount: once(2) ? 360 : 365,
      dayOffset: pick([28_800, 0, -18_000, 86_399, -86_399]),
      minimum: once(3) ? 0n : below((amountDue * BigInt(advanceBps)) / 10_000n + 1n),
      fundBy,
      deliverBy: once(40) ? deliverBy : Math.max(fundBy, deliverBy),
      graceDays: small(10),
      noticeDays: small(15),
      quorum: once(50) ? pick([0, 3]) : 1 + small(attesters.length),
      recourse: once(2),
      rateOverride: once(5),
      hasMemorandum: !once(8),
      sequence: small(4),
    },
    attesters,
  };
};

const KINDS = Object.keys(draws) as ActKind[];

/** How often an act is tried in a state, beside what is tried everywhere. */
const HABITS: Readonly<Record<Life["status"], Partial<Record<ActKind, number>>>> = {
  none: { register: 70 },
  registered: {
    ...{ fund: 90, settle: 1, transfer: 1, sweep: 1, dilute: 2, cancel: 1, raiseOfferFloor: 2 },
    ...{ promisePayment: 1 },
  },
  funding: {
    ...{ fund: 44, closeFunding: 8, settle: 2, transfer: 2, sweep: 2, dilute: 3, moveNote: 3 },
    ...{ lodge: 2, dispute: 3, promisePayment: 1, buyNotes: 2 },
  },
  funded: {
    ...{ release: 44, lodge: 12, voidAttestation: 3, closeRelease: 6, settle: 3, transfer: 2 },
    ...{ sweep: 3, dilute: 4, moveNote: 3, dispute: 5, promisePayment: 1, buyNotes: 2 },
  },
  released: {
    ...{ settle: 24, transfer: 6, sweep: 8, release: 12, lodge: 3, voidAttestation: 1, dilute: 5 },
    ...{ closeRelease: 5, declareDefault: 6, buyBack: 3, payOut: 6, moveNote: 6, buyNotes: 5 },
    ...{ payRecourse: 4, promisePayment: 1 },
  },
  settled: { payOut: 24, settle: 3, transfer: 2, sweep: 3, moveNote: 3, buyNotes: 2 },
  cancelled: { register: 12, settle: 2, transfer: 1, sweep: 2 },
  refunded: { payOut: 24, settle: 3, transfer: 1, sweep: 2, moveNote: 3, dilute: 1 },
  boughtBack: { payOut: 24, settle: 4, transfer: 2, sweep: 3, moveNote: 2 },
  defaulted: {
    ...{ settle: 20, transfer: 5, sweep: 6, buyBack: 6, payOut: 8, moveNote: 4, dilute: 3 },
    ...{ payRecourse: 8, buyNotes: 3 },
  },
};

const EVERYWHERE: Partial<Record<ActKind, number>> = {
  ...{ list: 2, freeze: 1, license: 1, freezeUnits: 1, claim: 1, claimTo: 1 },
  ...{ transferOther: 1, sweepOther: 1, payOut: 1 },
};

/** What is likely where something waits for it. */
const calledFor = ({ life, now }: Moment): Partial<Record<ActKind, number>> => {
  const waiting = Object.keys(life.proposals);
  const isOver = life.dispute !== null && !life.dispute.isClosed && !isDisputed(life, now);
  const holds = HOLDERS.some((party) => life.holdings[party].units > 0n);
  return {
    ...(PARTIES.some((party) => life.accounts[party].claim > 0n)
      ? { claim: 6, claimTo: 3, list: 3 }
      : {}),
    ...(isDisputed(life, now) ? { resolveDispute: 12 } : {}),
    ...(isOver ? { closeDispute: 8 } : {}),
    ...(holds ? { proposeForced: 2, proposeRecovery: 2, proveDuplicate: 1 } : {}),
    ...(waiting.some((key) => key.startsWith("forced")) ? { approveForced: 8, forced: 10 } : {}),
    ...(waiting.some((key) => key.startsWith("recovery"))
      ? { approveRecovery: 8, recover: 10 }
      : {}),
  };
};

const HAS_DEAL: ReadonlySet<ActKind> = new Set([
  ...(["raiseOfferFloor", "cancel", "fund", "closeFunding", "lodge", "voidAttestation"] as const),
  ...(["release", "closeRelease", "dilute", "settle", "sweep", "sweepOther", "buyBack"] as const),
  ...(["declareDefault", "payOut", "payRecourse", "dispute", "resolveDispute"] as const),
  ...(["closeDispute", "promisePayment", "proveDuplicate", "buyNotes"] as const),
]);
const HAS_SIGNATURE: ReadonlySet<ActKind> = new Set([
  ...(["register", "raiseOfferFloor", "cancel", "fund", "lodge", "voidAttestation"] as const),
  ...(["dilute", "settle", "buyBack", "moveNote", "claimTo", "payRecourse", "dispute"] as const),
  ...(["resolveDispute", "promisePayment", "buyNotes"] as const),
]);

const drawKind = (random: Random, moment: Moment): ActKind => {
  if (random.once(30)) return random.pick(KINDS);
  const weights = Object.entries({
    ...EVERYWHERE,
    ...calledFor(moment),
    ...HABITS[moment.life.status],
  }) as [ActKind, number][];
  let place = random.small(weights.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [kind, weight] of weights) {
    place -= weight;
    if (place < 0) return kind;
  }
  return "payOut";
};

/** What is tried next, knowing how the life stands; undefined for nothing. */
export const drawAct = (random: Random, moment: Moment): Act | undefined => {
  if (random.once(12)) return undefined;
  const kind = drawKind(random, moment);
  const act = draws[kind](random, moment);
  if (HAS_DEAL.has(kind) && random.once(80)) return { ...act, isForeign: true };
  if (HAS_SIGNATURE.has(kind) && random.once(60)) return { ...act, isUnsigned: true };
  return act;
};
