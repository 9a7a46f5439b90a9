import type { Act, ActKind } from "../../src/core/life/act";
import {
  escrowOf,
  expectedOf,
  fundingCapOf,
  owedAt,
  recourseOf,
  sumOf,
} from "../../src/core/life/figures";
import { type Attester, HOLDERS, type Life, PARTIES, type Party } from "../../src/core/life/life";
import type { Random } from "./random";

const DAY = 86_400;
const LENDERS = ["lenderA", "lenderB", "lenderC"] as const;
const ZERO_HASH = `0x${"00".repeat(32)}` as const;

/** A life at the moment of its next act; `tick` counts them. */
export type Moment = { readonly life: Life; readonly now: number; readonly tick: number };

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

const drawFunding = (random: Random, { life, now }: Moment): bigint => {
  const { small, below } = random;
  const room = fundingCapOf(life, now) - escrowOf(life);
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

type Pair = { readonly account: Party; readonly to: Party };

const drawPair = ({ once, pick }: Random): Pair => {
  if (once(12)) return { account: pick(PARTIES), to: pick(PARTIES) };
  return once(3) ? { account: "taker", to: "lenderC" } : { account: "lenderC", to: "taker" };
};

/** What a waiting proposal is about, as its key tells. */
const waitingKey = ({ pick, once }: Random, life: Life, kind: string): readonly string[] => {
  const keys = Object.keys(life.proposals).filter((key) => key.startsWith(kind));
  return keys.length === 0 || once(25) ? [] : pick(keys).split(" ");
};

const waitingForced = (random: Random, life: Life) => {
  const [, from, to, units] = waitingKey(random, life, "forced");
  if (!from) return { from: "lenderA", to: "lenderB", units: 1n } as const;
  return { from: from as Party, to: to as Party, units: BigInt(units ?? 0) };
};

const waitingRecovery = (random: Random, life: Life): Pair => {
  const [, account, to] = waitingKey(random, life, "recovery");
  return account ? { account: account as Party, to: to as Party } : drawPair(random);
};

/** Rarely late. */
const expiryAt = ({ once, small }: Random, now: number): number =>
  once(30) ? now - 1 : now + small(3);

type Draw = (random: Random, moment: Moment) => Act;

/** An act of each kind, knowing how the life stands. */
export const draws: { readonly [Kind in ActKind]: Draw } = {
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
      isFinal: random.once(6),
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
        isFinal: random.once(6),
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
    const least = amountDue - life.collected - life.diluted;
    const beyond = least > 0n && random.once(3) ? 1n + random.below(least) : more;
    const consents = random.once(6) ? [random.pick(HOLDERS)] : [...HOLDERS].slice(0, 4);
    const expiry = expiryAt(random, now);
    return { kind: "dilute", diluted: life.diluted + beyond, expiry, consents };
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
  payRecourse: (random, { life, now }) => {
    const due = recourseOf(life, now);
    const part = due > 0n ? 1n + random.below(due) : 1n;
    return {
      kind: "payRecourse",
      payer: random.once(20) ? "buyer" : "seller",
      amount: random.once(3) ? part : due + (random.once(10) ? 1n : 0n),
      payees: drawPayees(random),
    };
  },
  dispute: (random, { life, now }) => {
    const { amountDue } = life.agreement;
    const part = 1n + random.below(amountDue);
    return {
      kind: "dispute",
      party: random.once(20) ? random.pick(PARTIES) : random.pick(["buyer", "seller"]),
      amount: random.once(15)
        ? random.pick([0n, amountDue + 1n])
        : random.once(6)
          ? amountDue
          : part,
      expiry: expiryAt(random, now),
    };
  },
  resolveDispute: (random, { life, now }) => {
    const disputed = life.dispute?.amount ?? 1n;
    const part = random.below(disputed + 1n);
    return {
      kind: "resolveDispute",
      undelivered: random.once(15) ? disputed + 1n : random.once(4) ? disputed : part,
      expiry: expiryAt(random, now),
      by: random.once(8)
        ? random.pick(["buyer", "buyerAndArbiter"])
        : random.pick(["sides", "arbiters"]),
      holders: random.once(8) ? ["lenderA"] : [...HOLDERS],
    };
  },
  closeDispute: () => ({ kind: "closeDispute" }),
  promisePayment: (random, { now }) => ({
    kind: "promisePayment",
    payBy: random.once(20) ? now - 1 : now + random.small(30 * DAY),
    expiry: expiryAt(random, now),
  }),
  proveDuplicate: () => ({ kind: "proveDuplicate" }),
  buyNotes: (random, { life, now }) => {
    const holder = holderOf(random, life);
    const units = drawUnits(random, life, holder);
    return {
      ...{ kind: "buyNotes", holder, units },
      buyer: random.once(15) ? random.pick(PARTIES) : random.pick(HOLDERS),
      price: random.once(20) ? 0n : random.below(units + 2n),
      expiry: expiryAt(random, now),
      lender: random.once(8) ? random.pick(HOLDERS) : null,
      isOutdated: random.once(20),
    };
  },
  proposeForced: (random, { life }) => {
    const from = holderOf(random, life);
    return {
      kind: "proposeForced",
      from,
      to: random.pick(HOLDERS),
      units: drawUnits(random, life, from),
    };
  },
  approveForced: (random, { life }) => ({ kind: "approveForced", ...waitingForced(random, life) }),
  forced: (random, { life }) => ({ kind: "forced", ...waitingForced(random, life) }),
  proposeRecovery: (random) => ({ kind: "proposeRecovery", ...drawPair(random) }),
  approveRecovery: (random, { life }) => ({
    kind: "approveRecovery",
    ...waitingRecovery(random, life),
  }),
  recover: (random, { life }) => ({ kind: "recover", ...waitingRecovery(random, life) }),
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
