import type { ChainStatus } from "@/core/receivable/chain-status";
import type { Attestation, Offer } from "@/core/typed-data/deal";
import type { Book } from "@/core/waterfall/waterfall";

/** Who has money or notes in a life; `taker` is a lender that never funds, `outside` takes part in nothing. */
export const PARTIES = [
  "seller",
  "buyer",
  "lenderA",
  "lenderB",
  "lenderC",
  "taker",
  "outside",
] as const;

/** One of `PARTIES`. */
export type Party = (typeof PARTIES)[number];

/** Those that may hold notes. */
export const HOLDERS = ["lenderA", "lenderB", "lenderC", "taker"] as const;

/** Who can confirm delivery. */
export type Attester = "warehouse" | "carrier";

/** Terms and offer of one life; `lender` names the only one that may fund, if any. */
export type Agreement = {
  readonly amountDue: bigint;
  readonly dueAt: number;
  readonly offer: Omit<Offer, "lender" | "memorandumHash"> & {
    readonly lender: Party | null;
    readonly hasMemorandum: boolean;
  };
  readonly attesters: readonly Attester[];
};

/** A holder's notes. `paid` counts on its present units, `credit` fell due before they moved. */
export type Holding = {
  units: bigint;
  paid: bigint;
  credit: bigint;
  frozen: bigint;
  /** Of `paid`, what rounding took when units moved. */
  lost: bigint;
};

/** An account as participants and the coin know it. */
export type Standing = {
  balance: bigint;
  claim: bigint;
  isListed: boolean;
  isFrozen: boolean;
  /** Last second of its licence; 0 for no lender. */
  licensedUntil: number;
  readonly isMoneyLender: boolean;
};

/** What both sides' disputes come to: the larger amount, the later end. */
export type Dispute = {
  readonly byBuyer: boolean;
  readonly bySeller: boolean;
  readonly amount: bigint;
  /** Last second in which it is open. */
  readonly until: number;
  /** Ended by a resolution, or its end was booked. */
  readonly isClosed: boolean;
};

/** A forced transfer or a recovery that waits for its approval (`approvedAt` 0) or for its delay. */
export type Proposal = { readonly proposedAt: number; readonly approvedAt: number };

/**
 * Everything a receivable and its parties are at one moment, amounts in the coin's smallest unit. Mutable on purpose:
 * an act works on a copy (see `playAct`), which is thrown away when it is refused.
 */
export type Life = {
  readonly agreement: Agreement;
  status: ChainStatus;
  registeredAt: number;
  cancelledAt: number;
  /** Offers below this sequence are void. */
  floor: number;
  fundedAt: number;
  funded: bigint;
  returned: bigint;
  delivered: bigint;
  collected: bigint;
  diluted: bigint;
  tiers: Book;
  /** Attestations up to this number are void. */
  voided: number;
  /** Number of the attestation lodged last. */
  lodgedSeq: number;
  lodged: Attestation | null;
  /** A final attestation was used. */
  isDeliveryClosed: boolean;
  dispute: Dispute | null;
  /** The buyer has promised to pay without set-off. */
  isPromised: boolean;
  /** One of its orders is also in a receivable that comes first. */
  isDuplicate: boolean;
  proposals: Readonly<Record<string, Proposal>>;
  holdings: Record<Party, Holding>;
  burntUnits: bigint;
  burntPaid: bigint;
  accounts: Record<Party, Standing>;
  /** Claim of the platform's treasury. */
  treasury: bigint;
  /** What lies on the collection account. */
  arrived: bigint;
  /** The same in another coin, and what of it the buyer can claim. */
  arrivedOther: bigint;
  claimOther: bigint;
  /** Coin the core holds for this receivable: escrow, what holders are due, claims. */
  held: bigint;
};

/** What is common to all receivables of one core. */
export type Switches = {
  fundingPaused: boolean;
  releasePaused: boolean;
  releasePausedAt: number;
  releaseResumedAt: number;
};

/** The moment of an act, unix seconds, and how the switches stand. */
export type Scene = { readonly now: number; readonly switches: Readonly<Switches> };

const each = <T>(make: (party: Party) => T): Record<Party, T> =>
  Object.fromEntries(PARTIES.map((party) => [party, make(party)])) as Record<Party, T>;

const emptyTiers = (): Book => ({
  released: 0n,
  principalRepaid: 0n,
  chargePaid: 0n,
  latePaid: 0n,
  feePaid: 0n,
  principalDays: 0n,
  lateDays: 0n,
  accruedDay: 0n,
});

/** A lot nobody has registered, and accounts with that balance each. */
export const newLife = (
  agreement: Agreement,
  world: { readonly balance: bigint; readonly licensedUntil: number },
): Life => ({
  agreement,
  status: "none",
  ...{ registeredAt: 0, cancelledAt: 0, floor: 0, fundedAt: 0 },
  ...{ funded: 0n, returned: 0n, delivered: 0n, collected: 0n, diluted: 0n },
  tiers: emptyTiers(),
  ...{ voided: 0, lodgedSeq: 0, lodged: null, isDeliveryClosed: false },
  ...{ dispute: null, isPromised: false, isDuplicate: false, proposals: {} },
  holdings: each(() => ({ units: 0n, paid: 0n, credit: 0n, frozen: 0n, lost: 0n })),
  ...{ burntUnits: 0n, burntPaid: 0n },
  accounts: each((party) => ({
    balance: world.balance,
    claim: 0n,
    isListed: false,
    isFrozen: false,
    licensedUntil: HOLDERS.some((holder) => holder === party) ? world.licensedUntil : 0,
    isMoneyLender: party === "lenderC",
  })),
  ...{ treasury: 0n, arrived: 0n, arrivedOther: 0n, claimOther: 0n, held: 0n },
});

/** A copy that can be worked on. */
export const copyLife = (life: Life): Life => ({
  ...life,
  holdings: each((party) => ({ ...life.holdings[party] })),
  accounts: each((party) => ({ ...life.accounts[party] })),
});
