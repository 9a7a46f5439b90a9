import type { Act, ActKind } from "../../src/core/life/act";
import { escrowOf, expectedOf, fundingCapOf, owedAt, sumOf } from "../../src/core/life/figures";
import {
  type Agreement,
  type Attester,
  HOLDERS,
  type Life,
  PARTIES,
  type Party,
} from "../../src/core/life/life";
import type { Random } from "./random";

const DAY = 86_400;
const LENDERS = ["lenderA", "lenderB", "lenderC"] as const;
const ZERO_HASH = `0x${"00".repeat(32)}` as const;

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
  const fundBy = near(random, clock, [1, Math.floor(ticks / 3)]);
  const deliverBy = near(random, clock, [Math.floor(ticks / 4), Math.floor((2 * ticks) / 3)]);
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

type Moment = { readonly life: Life; readonly now: number; readonly tick: number };

const drawPayees = ({ small, once, pick }: Random): readonly Party[] => {
  if (once(5)) return [];
  if (once(4)) return [...HOLDERS].slice(0, 3);
  return Array.from({ length: 1 + small(3) }, () => (once(8) ? pick(PARTIES) : pick(HOLDERS)));
};

/** A sum around the ones that matter: everything owed, everything expected, a part, a unit more, a unit. */
const drawPayment = (random: Random, { life, now }: Moment): bigint => {
  const { small, below, once } = random;
  const owed = sumOf(owedAt(life, now));
  const expected = expectedOf(life) - life.collected;
  const whole = expected > 0n ? expected : 1n + below(life.agreement.amountDue);
  switch (small(8)) {
    case 0:
      return owed === 0n ? 1n : owed;
    case 1:
      return whole;
    case 2:
      return whole + below(50n);
    case 3:
      return 1n + below(9n);
    case 4:
      return once(12) ? 2n ** 53n : whole * 2n;
    default:
      return 1n + below(whole);
  }
};

const drawFunding = (random: Random, { life }: Moment): bigint => {
  const { small, below } = random;
  const room = fundingCapOf(life) - escrowOf(life);
  if (room <= 0n) return 1n;
  switch (small(6)) {
    case 0:
    case 1:
      return room;
    case 2:
      return room + below(2n);
    case 3:
      return 1n + below(room < 9n ? room : 9n);
    default:
      return 1n + below(room);
  }
};

const drawDelivered = (random: Random, { life }: Moment): bigint => {
  const { small, below } = random;
  const left = life.agreement.amountDue - life.delivered;
  if (small(20) === 0) return life.delivered;
  if (small(20) === 0) return life.agreement.amountDue + 1n;
  return small(5) < 2 || left <= 1n ? life.agreement.amountDue : life.delivered + 1n + below(left);
};

const drawSigners = ({ once, pick }: Random, { life }: Moment): readonly Attester[] => {
  const { attesters, offer } = life.agreement;
  if (once(20)) return pick([["warehouse"], ["carrier", "carrier"], []]);
  return once(4) ? [...attesters].reverse() : attesters.slice(0, Math.max(offer.quorum, 1));
};

const drawUnits = ({ below, once }: Random, life: Life, from: Party): bigint => {
  const { units } = life.holdings[from];
  return once(3) ? units : once(15) ? units + 1n : below(units + 1n);
};

const holderOf = ({ pick, once }: Random, life: Life): Party => {
  const holding = HOLDERS.filter((party) => life.holdings[party].units > 0n);
  return holding.length === 0 || once(20) ? pick(HOLDERS) : pick(holding);
};

const claimantOf = ({ pick, once }: Random, life: Life): Party => {
  const waiting = PARTIES.filter((party) => life.accounts[party].claim > 0n);
  return waiting.length === 0 || once(20) ? pick(PARTIES) : pick(waiting);
};

/** Rarely late. */
const expiryAt = ({ once, small }: Random, now: number): number =>
  once(30) ? now - 1 : now + small(3);

type Draw = (random: Random, moment: Moment) => Act;

const draws: { readonly [Kind in ActKind]: Draw } = {
  register: (random, { now }) => {
    const issuedAt = random.once(30) ? now + 1 : now - random.small(3);
    return { kind: "register", issuedAt, expiry: expiryAt(random, now) };
  },
  raiseOfferFloor: (random, { life, now }) => ({
    kind: "raiseOfferFloor",
    sequence: life.floor + random.small(3),
    expiry: expiryAt(random, now),
  }),
  cancel: (random, { now }) => ({ kind: "cancel", expiry: expiryAt(random, now) }),
  fund: (random, moment) => ({
    kind: "fund",
    lender: random.once(40) ? random.pick(PARTIES) : random.pick(LENDERS),
    amount: random.once(60) ? 0n : drawFunding(random, moment),
  }),
  closeFunding: (random) => ({ kind: "closeFunding", payees: drawPayees(random) }),
  lodge: (random, moment) => ({
    kind: "lodge",
    attestation: {
      delivered: drawDelivered(random, moment),
      seq: moment.life.lodgedSeq + moment.life.voided + random.small(3),
      notBefore: moment.now + random.pick([0, 1, 3600, 3 * DAY, 7 * DAY, 7 * DAY + 1]),
      expiry: moment.now + random.pick([0, 10 * DAY, 10 * DAY, 10 * DAY]),
      evidenceHash: ZERO_HASH,
    },
    signers: drawSigners(random, moment),
  }),
  voidAttestation: (random, { life, now }) => ({
    kind: "voidAttestation",
    seq: Math.max(life.voided, life.lodgedSeq) + random.small(2),
    expiry: expiryAt(random, now),
    signer: random.once(15)
      ? random.pick(["warehouse", "carrier"])
      : (life.agreement.attesters[0] ?? "carrier"),
  }),
  release: (random, moment) => {
    const { life, now, tick } = moment;
    if (life.lodged && !random.once(4)) {
      return { kind: "release", attestation: life.lodged, signers: [] };
    }
    return {
      kind: "release",
      attestation: {
        delivered: drawDelivered(random, moment),
        seq: random.once(20) ? life.voided : tick + life.voided + 1,
        notBefore: random.once(30) ? now + 1 : now - random.small(2),
        expiry: expiryAt(random, now),
        evidenceHash: ZERO_HASH,
      },
      signers: drawSigners(random, moment),
    };
  },
  closeRelease: (random) => ({ kind: "closeRelease", payees: drawPayees(random) }),
  dilute: (random, { life, now }) => {
    const { amountDue } = life.agreement;
    const limit = amountDue - life.collected - sumOf(owedAt(life, now));
    const room = limit > life.diluted ? limit - life.diluted : 1n;
    const more = random.once(4) ? room : random.once(9) ? room + 1n : 1n + random.below(room);
    return { kind: "dilute", diluted: life.diluted + more, expiry: expiryAt(random, now) };
  },
  settle: (random, moment) => ({
    kind: "settle",
    payer: random.once(10) ? random.pick(PARTIES) : "buyer",
    amount: drawPayment(random, moment),
    payees: drawPayees(random),
  }),
  transfer: (random, moment) => ({
    kind: "transfer",
    payer: random.once(10) ? random.pick(PARTIES) : "buyer",
    amount: drawPayment(random, moment) / 2n,
  }),
  sweep: (random) => ({ kind: "sweep", payees: drawPayees(random) }),
  transferOther: (random) => ({
    kind: "transferOther",
    payer: "buyer",
    amount: random.below(1_000_000n),
  }),
  sweepOther: () => ({ kind: "sweepOther" }),
  buyBack: (random, moment) => {
    const owed = sumOf(owedAt(moment.life, moment.now));
    const short = owed > 1n && random.once(6) ? -1n : 0n;
    return {
      kind: "buyBack",
      payer: random.once(20) ? "buyer" : "seller",
      amount: random.once(3) ? drawPayment(random, moment) : owed + short + random.below(3n),
      payees: drawPayees(random),
    };
  },
  declareDefault: (random) => ({ kind: "declareDefault", payees: drawPayees(random) }),
  payOut: (random) => ({ kind: "payOut", payees: drawPayees(random) }),
  moveNote: (random, { life }) => {
    const from = holderOf(random, life);
    const to = random.once(15) ? random.pick(PARTIES) : random.pick(HOLDERS);
    return { kind: "moveNote", from, to, units: drawUnits(random, life, from) };
  },
  freezeUnits: (random, { life }) => {
    const holder = holderOf(random, life);
    const units = random.once(2) ? 0n : drawUnits(random, life, holder) * 2n;
    return { kind: "freezeUnits", holder, units };
  },
  list: (random) => ({ kind: "list", party: random.pick(PARTIES), isOn: random.once(2) }),
  freeze: (random) => ({ kind: "freeze", party: random.pick(PARTIES), isOn: random.once(2) }),
  license: (random, { now, life }) => ({
    kind: "license",
    lender: random.pick(HOLDERS),
    until: random.pick([now, now - 1, life.agreement.offer.deliverBy, now + 4000 * DAY]),
  }),
  claim: (random, { life }) => ({ kind: "claim", account: claimantOf(random, life) }),
  claimTo: (random, { life, now }) => ({
    kind: "claimTo",
    account: claimantOf(random, life),
    to: random.pick(PARTIES),
    expiry: expiryAt(random, now),
  }),
};

const KINDS = Object.keys(draws) as ActKind[];

/** How often an act is tried in a state, beside what is tried everywhere. */
const HABITS: Readonly<Record<Life["status"], Partial<Record<ActKind, number>>>> = {
  none: { register: 60 },
  registered: {
    fund: 40,
    settle: 2,
    transfer: 2,
    sweep: 2,
    dilute: 3,
    cancel: 2,
    raiseOfferFloor: 3,
  },
  funding: { fund: 40, closeFunding: 8, settle: 2, transfer: 2, sweep: 2, dilute: 3, moveNote: 3 },
  funded: {
    release: 40,
    lodge: 12,
    voidAttestation: 3,
    closeRelease: 6,
    settle: 3,
    transfer: 2,
    sweep: 3,
    dilute: 4,
    moveNote: 3,
  },
  released: {
    ...{ settle: 24, transfer: 6, sweep: 8, release: 12, lodge: 3, voidAttestation: 1, dilute: 4 },
    ...{ closeRelease: 5, declareDefault: 6, buyBack: 3, payOut: 6, moveNote: 6 },
  },
  settled: { payOut: 24, settle: 3, transfer: 2, sweep: 3, moveNote: 3 },
  cancelled: { register: 12, settle: 2, transfer: 1, sweep: 2 },
  refunded: { payOut: 24, settle: 3, transfer: 1, sweep: 2, moveNote: 3 },
  boughtBack: { payOut: 24, settle: 4, transfer: 2, sweep: 3, moveNote: 2 },
  defaulted: { settle: 24, transfer: 5, sweep: 6, buyBack: 6, payOut: 8, moveNote: 4 },
};

const EVERYWHERE: Partial<Record<ActKind, number>> = {
  ...{ list: 2, freeze: 1, license: 1, freezeUnits: 1, claim: 1, claimTo: 1 },
  ...{ transferOther: 1, sweepOther: 1, payOut: 1 },
};

const HAS_DEAL: ReadonlySet<ActKind> = new Set([
  ...(["raiseOfferFloor", "cancel", "fund", "closeFunding", "lodge", "voidAttestation"] as const),
  ...(["release", "closeRelease", "dilute", "settle", "sweep", "sweepOther", "buyBack"] as const),
  ...(["declareDefault", "payOut"] as const),
]);
const HAS_SIGNATURE: ReadonlySet<ActKind> = new Set([
  ...([
    "register",
    "raiseOfferFloor",
    "cancel",
    "fund",
    "lodge",
    "voidAttestation",
    "dilute",
  ] as const),
  ...(["settle", "buyBack", "moveNote", "claimTo"] as const),
]);

const drawKind = (random: Random, { life }: Moment): ActKind => {
  if (random.once(25)) return random.pick(KINDS);
  const hasClaims = PARTIES.some((party) => life.accounts[party].claim > 0n);
  const weights = Object.entries({
    ...EVERYWHERE,
    ...(hasClaims ? { claim: 6, claimTo: 3, list: 3 } : {}),
    ...HABITS[life.status],
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
