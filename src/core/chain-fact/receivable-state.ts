import {
  type ChainFact,
  type FactArgs,
  momentOf,
  statusOf,
  textOf,
  tiersOf,
  wholeOf,
} from "@/core/chain-fact/chain-fact";
import type { Json } from "@/core/intent/intent";
import { type ChainStatus, isClosed } from "@/core/receivable/chain-status";

/** What a holder of notes has. `units` and `fundedUnits` in minor units of principal, `paid` in minor units received. */
export type HolderState = {
  readonly units: bigint;
  readonly fundedUnits: bigint;
  readonly paid: bigint;
};

/** A receivable as the chain's facts tell it. Every figure is cumulative and in minor units of its coin. */
export type ReceivableState = {
  readonly status: ChainStatus;
  /** Checksummed coin address. */
  readonly coin: string | null;
  /** Checksummed accounts; null before the registration. */
  readonly parties: {
    readonly seller: string;
    readonly warehouse: string;
    readonly buyer: string;
  } | null;
  readonly collectionAccount: string | null;
  /** The deal to pass back to the contract; the offer is empty until the first funding. */
  readonly deal: Json;
  readonly dealHash: string | null;
  /** Sequence of the frozen offer. */
  readonly offerSequence: number | null;
  /** Offers below this sequence are void. */
  readonly offerFloor: number;
  readonly registeredAt: Date | null;
  readonly fundedAt: Date | null;
  readonly releasedAt: Date | null;
  readonly closedAt: Date | null;
  readonly funded: bigint;
  readonly released: bigint;
  readonly returned: bigint;
  readonly delivered: bigint;
  readonly collected: bigint;
  readonly diluted: bigint;
  readonly feePaid: bigint;
  readonly latePaid: bigint;
  readonly chargePaid: bigint;
  readonly principalPaid: bigint;
  readonly sellerPaid: bigint;
  readonly surplus: bigint;
  readonly releasedSequences: readonly number[];
  /** Attestations up to this sequence are void unless they were released. */
  readonly voidedUpTo: number;
  /** Credit notes in their order: credits in all after each, and the lower-case hash of its document. */
  readonly credits: readonly { readonly diluted: bigint; readonly documentHash: string }[];
  readonly holders: ReadonlyMap<string, HolderState>;
};

/** What is known before the chain has said anything. */
export const UNKNOWN_RECEIVABLE: ReceivableState = {
  status: "none",
  coin: null,
  parties: null,
  collectionAccount: null,
  deal: null,
  dealHash: null,
  offerSequence: null,
  offerFloor: 0,
  registeredAt: null,
  fundedAt: null,
  releasedAt: null,
  closedAt: null,
  funded: 0n,
  released: 0n,
  returned: 0n,
  delivered: 0n,
  collected: 0n,
  diluted: 0n,
  feePaid: 0n,
  latePaid: 0n,
  chargePaid: 0n,
  principalPaid: 0n,
  sellerPaid: 0n,
  surplus: 0n,
  releasedSequences: [],
  voidedUpTo: 0,
  credits: [],
  holders: new Map(),
};

/** Lenders' money not yet released and not yet given back, minor units. */
export const escrowOf = (state: ReceivableState): bigint =>
  state.funded - state.released - state.returned;

const NOBODY = "0x0000000000000000000000000000000000000000";
const NO_HOLDER: HolderState = { units: 0n, fundedUnits: 0n, paid: 0n };

const withHolder = (
  state: ReceivableState,
  address: string,
  change: (holder: HolderState) => HolderState,
): ReceivableState => {
  const holders = new Map(state.holders);
  holders.set(address, change(holders.get(address) ?? NO_HOLDER));
  return { ...state, holders };
};

const moved = (state: ReceivableState, status: ChainStatus, at: Date): ReceivableState => ({
  ...state,
  status,
  fundedAt: status === "funded" ? (state.fundedAt ?? at) : state.fundedAt,
  closedAt: isClosed(status) ? (state.closedAt ?? at) : state.closedAt,
});

const paidInTiers = (state: ReceivableState, args: FactArgs): ReceivableState => {
  const split = tiersOf(args);
  return {
    ...state,
    feePaid: state.feePaid + split.fee,
    latePaid: state.latePaid + split.late,
    chargePaid: state.chargePaid + split.charge,
    principalPaid: state.principalPaid + split.principal,
    sellerPaid: state.sellerPaid + split.remainder,
  };
};

const isNote = (args: FactArgs): boolean => (wholeOf(args, "id") & 1n) === 1n;

const noteMoved = (state: ReceivableState, args: FactArgs): ReceivableState => {
  if (!isNote(args)) return state;
  const [from, to, value] = [textOf(args, "from"), textOf(args, "to"), wholeOf(args, "value")];
  const left =
    from === NOBODY
      ? state
      : withHolder(state, from, (holder) => ({ ...holder, units: holder.units - value }));
  return to === NOBODY
    ? left
    : withHolder(left, to, (holder) => ({ ...holder, units: holder.units + value }));
};

type Step = (state: ReceivableState, args: FactArgs, at: Date) => ReceivableState;

const steps: Readonly<Record<string, Step>> = {
  // A cancelled lot may be registered anew: nothing of its first life remains.
  LotRegistered: (_state, args) => ({
    ...UNKNOWN_RECEIVABLE,
    status: "registered",
    coin: textOf(args, "coin"),
    parties: {
      seller: textOf(args, "seller"),
      warehouse: textOf(args, "warehouse"),
      buyer: textOf(args, "buyer"),
    },
    collectionAccount: textOf(args, "collectionAccount"),
    deal: args.deal ?? null,
    registeredAt: momentOf(args, "registeredAt"),
  }),
  OfferFloorRaised: (state, args) => ({ ...state, offerFloor: Number(wholeOf(args, "sequence")) }),
  Cancelled: (state, _args, at) => moved(state, "cancelled", at),
  OfferFrozen: (state, args) => ({
    ...state,
    deal: args.deal ?? state.deal,
    dealHash: textOf(args, "dealHash"),
    offerSequence: Number(wholeOf(args, "sequence")),
  }),
  Funded: (state, args, at) =>
    withHolder(
      { ...moved(state, statusOf(args), at), funded: wholeOf(args, "funded") },
      textOf(args, "lender"),
      (holder) => ({ ...holder, fundedUnits: holder.fundedUnits + wholeOf(args, "amount") }),
    ),
  FundingClosed: (state, args, at) => moved(state, statusOf(args), at),
  AttestationVoided: (state, args) => ({
    ...state,
    voidedUpTo: Math.max(state.voidedUpTo, Number(wholeOf(args, "seq"))),
  }),
  Released: (state, args, at) => ({
    ...moved(state, "released", at),
    released: wholeOf(args, "released"),
    delivered: wholeOf(args, "delivered"),
    releasedAt: state.releasedAt ?? at,
    releasedSequences: [...state.releasedSequences, Number(wholeOf(args, "seq"))],
  }),
  // A final attestation may release nothing; its value stands all the same.
  DeliveryClosed: (state, args) => ({
    ...state,
    delivered: wholeOf(args, "delivered"),
    releasedSequences: [...new Set([...state.releasedSequences, Number(wholeOf(args, "seq"))])],
  }),
  Returned: (state, args, at) => ({
    ...moved(state, statusOf(args), at),
    returned: wholeOf(args, "returned"),
  }),
  Diluted: (state, args) => {
    const diluted = wholeOf(args, "diluted");
    const documentHash = textOf(args, "documentHash").toLowerCase();
    return { ...state, diluted, credits: [...state.credits, { diluted, documentHash }] };
  },
  Collected: (state, args, at) => ({
    ...paidInTiers(moved(state, statusOf(args), at), args),
    collected: wholeOf(args, "collected"),
    surplus: state.surplus + tiersOf(args).surplus,
  }),
  BoughtBack: (state, args, at) => paidInTiers(moved(state, "boughtBack", at), args),
  Defaulted: (state, _args, at) => moved(state, "defaulted", at),
  PaidOut: (state, args) =>
    withHolder(state, textOf(args, "holder"), (holder) => ({
      ...holder,
      paid: holder.paid + wholeOf(args, "amount"),
    })),
  TransferSingle: noteMoved,
};

/** Applies one fact; facts that change nothing of a receivable leave it as it is. */
export const applyFact = (state: ReceivableState, fact: ChainFact): ReceivableState =>
  fact.contract === "Receivables"
    ? (steps[fact.name]?.(state, fact.args, fact.blockAt) ?? state)
    : state;

/** Tells a receivable from all its facts in chain order; undoing a block is telling it again without that block. */
export const receivableFrom = (facts: readonly ChainFact[]): ReceivableState =>
  facts.reduce(applyFact, UNKNOWN_RECEIVABLE);

/**
 * What is left of the lenders' share when the last units of a closed receivable have burned, in minor units:
 * the contract pays this dust to the seller without a fact of its own.
 */
export const dustOf = (state: ReceivableState): bigint => {
  const holders = [...state.holders.values()];
  const closed = state.status !== "cancelled" && isClosed(state.status);
  if (!closed || state.funded === 0n || holders.some(({ units }) => units !== 0n)) return 0n;
  const share = state.returned + state.latePaid + state.chargePaid + state.principalPaid;
  return holders.reduce((left, { paid }) => left - paid, share);
};
