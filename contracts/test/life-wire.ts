import type { Act, ActKind, ActOf } from "../../src/core/life/act";
import {
  accruedAt,
  entitlementOf,
  isDisputed,
  owedAt,
  recourseOf,
} from "../../src/core/life/figures";
import {
  type Agreement,
  type Attester,
  type Life,
  PARTIES,
  type Party,
} from "../../src/core/life/life";
import { CHAIN_STATUSES } from "../../src/core/receivable/chain-status";
import { accrue } from "../../src/core/waterfall/waterfall";

/** How acts and agreements go to LifeStage.sol and what comes back: whole words, packed by hand for speed. */
const NUMBERS: Readonly<Record<ActKind, number>> = {
  ...{ register: 1, raiseOfferFloor: 2, cancel: 3, fund: 4, closeFunding: 5 },
  ...{ lodge: 6, voidAttestation: 7, release: 8, closeRelease: 9, dilute: 10 },
  ...{ settle: 11, transfer: 12, sweep: 13, transferOther: 14, sweepOther: 15 },
  ...{ buyBack: 16, declareDefault: 17, payOut: 18, payRecourse: 19, moveNote: 20 },
  ...{ freezeUnits: 21, list: 22, freeze: 23, license: 24, claim: 25, claimTo: 26 },
  ...{ dispute: 27, resolveDispute: 28, closeDispute: 29, promisePayment: 30 },
  ...{ proveDuplicate: 31, buyNotes: 32, proposeForced: 33, approveForced: 34, forced: 35 },
  ...{ proposeRecovery: 36, approveRecovery: 37, recover: 38 },
};

const ATTESTERS: readonly Attester[] = ["warehouse", "carrier"];
const RESOLVERS: readonly ActOf<"resolveDispute">["by"][] = [
  ...(["sides", "arbiters", "buyer", "buyerAndArbiter"] as const),
];

type Fields = {
  readonly a?: number;
  readonly b?: number;
  readonly list?: number;
  readonly amount?: bigint;
  readonly number?: number;
  readonly from?: number;
  readonly until?: number;
  readonly isSpecial?: boolean;
};

const partyOf = (party: Party): number => PARTIES.indexOf(party);
const listOf = (places: readonly number[]): number =>
  places.reduce((sum, place, index) => sum | ((place + 1) << (4 * index)), 0);
const namesOf = (payees: readonly Party[]): number => listOf(payees.map(partyOf));

const fieldsOf = (act: Act): Fields => {
  switch (act.kind) {
    case "register":
      return { from: act.issuedAt, until: act.expiry };
    case "raiseOfferFloor":
      return { number: act.sequence, until: act.expiry };
    case "cancel":
      return { until: act.expiry };
    case "fund":
      return { a: partyOf(act.lender), amount: act.amount };
    case "lodge":
    case "release": {
      const { delivered, seq, notBefore, expiry, isFinal } = act.attestation;
      const list = listOf(act.signers.map((signer) => ATTESTERS.indexOf(signer)));
      const times = { from: notBefore, until: expiry };
      return { list, amount: delivered, number: seq, ...times, isSpecial: isFinal };
    }
    case "voidAttestation":
      return { a: ATTESTERS.indexOf(act.signer), number: act.seq, until: act.expiry };
    case "dilute":
      return { amount: act.diluted, until: act.expiry, list: namesOf(act.consents) };
    case "settle":
    case "buyBack":
    case "payRecourse":
      return { a: partyOf(act.payer), amount: act.amount, list: namesOf(act.payees) };
    case "transfer":
    case "transferOther":
      return { a: partyOf(act.payer), amount: act.amount };
    case "closeFunding":
    case "closeRelease":
    case "sweep":
    case "declareDefault":
    case "payOut":
      return { list: namesOf(act.payees) };
    case "moveNote":
      return { a: partyOf(act.from), b: partyOf(act.to), amount: act.units };
    case "freezeUnits":
      return { a: partyOf(act.holder), amount: act.units };
    case "list":
    case "freeze":
      return { a: partyOf(act.party), b: act.isOn ? 1 : 0 };
    case "license":
      return { a: partyOf(act.lender), until: act.until };
    case "claim":
      return { a: partyOf(act.account) };
    case "claimTo":
      return { a: partyOf(act.account), b: partyOf(act.to), until: act.expiry };
    case "dispute":
      return { a: partyOf(act.party), amount: act.amount, until: act.expiry };
    case "resolveDispute": {
      const list = namesOf(act.holders);
      return { amount: act.undelivered, until: act.expiry, b: RESOLVERS.indexOf(act.by), list };
    }
    case "promisePayment":
      return { from: act.payBy, until: act.expiry };
    case "buyNotes":
      return {
        ...{ a: partyOf(act.holder), b: partyOf(act.buyer), amount: act.units },
        ...{ list: act.lender === null ? 0 : partyOf(act.lender) + 1, until: act.expiry },
        ...{ number: Number(act.price & 0xffff_ffffn), from: Number(act.price >> 32n) },
        isSpecial: act.isOutdated,
      };
    case "proposeForced":
    case "approveForced":
    case "forced":
      return { a: partyOf(act.from), b: partyOf(act.to), amount: act.units };
    case "proposeRecovery":
    case "approveRecovery":
    case "recover":
      return { a: partyOf(act.account), b: partyOf(act.to) };
    case "proveDuplicate":
    case "closeDispute":
    case "sweepOther":
      return {};
  }
};

const hexWord = (value: bigint): string => value.toString(16).padStart(64, "0");

/** The word of an act, 64 hex digits. `isDirect`: the party calls itself and signs nothing. */
export const actWord = (act: Act, isDirect: boolean): string => {
  const {
    a = 0,
    b = 0,
    list = 0,
    amount = 0n,
    number = 0,
    from = 0,
    until = 0,
    isSpecial,
  } = fieldsOf(act);
  const isCaller = isDirect && !act.isUnsigned;
  const special = isSpecial || (act.kind === "proveDuplicate" && isDirect) ? 8 : 0;
  const flags = (isCaller ? 1 : 0) | (act.isUnsigned ? 2 : 0) | (act.isForeign ? 4 : 0) | special;
  const low = NUMBERS[act.kind] + a * 2 ** 8 + b * 2 ** 16 + flags * 2 ** 24 + list * 2 ** 32;
  const middle = (BigInt(number) << 64n) | amount;
  const high = (BigInt(until) << 40n) | BigInt(from);
  return hexWord((high << 144n) | (middle << 48n) | BigInt(low));
};

/** No act. */
export const IDLE = hexWord(0n);

const packed = (...fields: readonly (readonly [number | bigint, number])[]): string => {
  let word = 0n;
  let shift = 0n;
  for (const [value, bits] of fields) {
    word |= BigInt.asUintN(bits, BigInt(value)) << shift;
    shift += BigInt(bits);
  }
  return hexWord(word);
};

/** The two words of an agreement. */
export const agreementWords = ({ amountDue, dueAt, offer, attesters }: Agreement): string => {
  const lender = offer.lender === null ? 0 : partyOf(offer.lender) + 1;
  const named = attesters.reduce((sum, each) => sum + ATTESTERS.indexOf(each) + 1, 0);
  const first = packed(
    [amountDue, 64],
    [dueAt, 40],
    [offer.fundBy, 40],
    [offer.deliverBy, 40],
    [offer.minimum, 72],
  );
  const second = packed(
    ...([offer.advanceBps, offer.rateBps, offer.lateRateBps, offer.feeBps] as const).map(
      (bps) => [bps, 16] as const,
    ),
    [offer.dayCount, 16],
    [offer.dayOffset, 32],
    [offer.graceDays, 16],
    [offer.noticeDays, 16],
    [offer.quorum, 8],
    [offer.sequence, 40],
    [lender, 4],
    [offer.recourse ? 1 : 0, 1],
    [offer.rateOverride ? 1 : 0, 1],
    [offer.hasMemorandum ? 1 : 0, 1],
    [0, 9],
    [named, 2],
  );
  return first + second;
};

const FIGURES = [
  ...["status", "sequence", "fundedAt", "funded", "released", "returned", "delivered"],
  ...["collected", "principalRepaid", "chargePaid", "latePaid", "feePaid", "diluted"],
  ...["principalDays", "lateDays", "accruedDay"],
];
const OF_PARTY = ["balance", "claim", "units", "paid", "credit", "frozen", "due"];
const REST = [
  ...["arrived", "arrivedOther", "claimOther", "title"],
  ...["owedFee", "owedLate", "owedCharge", "owedPrincipal", "recourseDue"],
  ...["isPromised", "isDuplicate", "isDeliveryClosed", "isDisputed"],
  ...["byBuyer", "bySeller", "undelivered", "until"],
];

/** Names of the words LifeStage reports for a slot, in order. */
export const REPORT_WORDS: readonly string[] = [
  ...FIGURES,
  ...PARTIES.flatMap((party) => OF_PARTY.map((name) => `${party}.${name}`)),
  ...REST,
];

/** Stands for the whole amount due where escrow was released against it. */
const ALL_DELIVERED = 2n ** 56n - 1n;

const bit = (is: boolean | undefined): bigint => (is ? 1n : 0n);

const expectedStanding = (life: Life, moment: number): readonly bigint[] => {
  const { dispute, isPromised, isDuplicate, isDeliveryClosed } = life;
  return [
    ...[isPromised, isDuplicate, isDeliveryClosed, isDisputed(life, moment)].map(bit),
    ...[bit(dispute?.byBuyer), bit(dispute?.bySeller)],
    ...[dispute?.amount ?? 0n, BigInt(dispute?.until ?? 0)],
  ];
};

/** What the chain ought to report of a life at a moment. */
export const expectedReport = (life: Life, moment: number): readonly bigint[] => {
  const { status, tiers } = life;
  const isFixed = !["none", "registered", "cancelled"].includes(status);
  const isOpen = isFixed && !["settled", "refunded", "boughtBack"].includes(status);
  const accrued = accruedAt(life, moment);
  const owed = owedAt(life, moment);
  return [
    BigInt(CHAIN_STATUSES.indexOf(status)),
    BigInt(status === "registered" ? life.floor : 0),
    BigInt(isFixed ? life.fundedAt : 0),
    life.funded,
    tiers.released,
    life.returned,
    life.delivered,
    life.collected,
    tiers.principalRepaid,
    tiers.chargePaid,
    tiers.latePaid,
    tiers.feePaid,
    life.diluted,
    ...(isOpen ? [accrued.principalDays, accrued.lateDays, accrued.accruedDay] : [0n, 0n, 0n]),
    ...PARTIES.flatMap((party) => {
      const { balance, claim } = life.accounts[party];
      const { units, paid, credit, frozen } = life.holdings[party];
      const entitled = entitlementOf(life, units);
      const due = credit + (entitled > paid ? entitled - paid : 0n);
      return [balance, claim, units, paid, credit, frozen, due];
    }),
    ...[life.arrived, life.arrivedOther, life.claimOther],
    status === "registered" || isOpen ? 1n : 0n,
    ...[owed.fee, owed.late, owed.charge, owed.principal, recourseOf(life, moment)],
    ...expectedStanding(life, moment),
  ];
};

/** The chain's words of one slot, its principal days run up to the moment as anybody can do; they end with a life. */
export const readReport = (
  words: readonly bigint[],
  life: Life,
  moment: number,
): readonly bigint[] => {
  const status = CHAIN_STATUSES[Number(words[0])] ?? "none";
  const isRunning = status === "released" || status === "defaulted";
  const [principalDays = 0n, lateDays = 0n, accruedDay = 0n] = words.slice(13, 16);
  const { tiers } = life;
  // The first day at the late rate is not stored: taken from the twin, whose arithmetic is compared elsewhere.
  const book = { ...tiers, released: words[4] ?? 0n, principalRepaid: words[8] ?? 0n };
  const { dueAt, offer } = life.agreement;
  const day = (at: number) => (BigInt(at) + BigInt(offer.dayOffset)) / 86_400n;
  const run = accrue(
    { ...book, principalDays, lateDays, accruedDay },
    day(dueAt) + BigInt(offer.graceDays),
    day(moment),
  );
  const sums = isRunning ? [run.principalDays, run.lateDays, run.accruedDay] : [0n, 0n, 0n];
  const delivered = words[6] === ALL_DELIVERED ? life.agreement.amountDue : (words[6] ?? 0n);
  return [...words.slice(0, 6), delivered, ...words.slice(7, 13), ...sums, ...words.slice(16)];
};
