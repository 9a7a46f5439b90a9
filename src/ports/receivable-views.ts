import type { CreditLine } from "@/core/credit/credit-list";
import type { Currency, Money } from "@/core/money";
import type { OrderProof } from "@/core/proof/order-proof";
import type {
  ReceivableFilter,
  ReceivableSort,
  ShownState,
} from "@/core/receivable/receivable-filter";
import type { ReceivableFact } from "@/core/receivable/timeline";
import type { OrgScope } from "@/core/scope/scope";
import type { Deal, Terms } from "@/core/typed-data/deal";

/** One receivable in a list. Amounts in minor units of `currency`. */
export type ReceivableRow = {
  readonly id: string;
  readonly reference: string;
  readonly seller: string;
  readonly buyer: string;
  readonly warehouse: string;
  readonly currency: Currency;
  readonly amountDue: bigint;
  /** Credited so far: the buyer owes `amountDue` less this. */
  readonly diluted: bigint;
  readonly funded: bigint;
  readonly released: bigint;
  readonly collected: bigint;
  readonly dueDate: string;
  readonly dueDateSource: string;
  readonly orderCount: number;
  readonly state: ShownState;
  readonly grade: "seen" | "final";
  readonly createdAt: Date;
};

/** Sums of all rows under a filter, of one currency. */
export type ReceivableSums = {
  readonly currency: Currency;
  readonly count: number;
  readonly amountDue: bigint;
  readonly funded: bigint;
  readonly released: bigint;
  readonly collected: bigint;
};

export type ReceivablePage = {
  readonly rows: readonly ReceivableRow[];
  readonly total: number;
  readonly sums: readonly ReceivableSums[];
};

export type ReceivableParty = {
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
};

/** The terms a lender would fund or has funded at. */
export type OfferView = {
  readonly id: string;
  readonly sequence: number;
  readonly status: "open" | "superseded" | "withdrawn" | "frozen";
  readonly advanceBps: number;
  readonly rateBps: number;
  readonly lateRateBps: number;
  readonly feeBps: number;
  readonly fundBy: Date;
  readonly deliverBy: Date;
  readonly maximum: bigint;
  readonly minimum: bigint;
  readonly recourse: boolean;
  readonly createdAt: Date;
  /** The deal this offer stands for, as lenders sign it. */
  readonly deal: Deal;
};

export type RegistrationView = {
  readonly id: string;
  readonly status: string;
  readonly declineReason: string | null;
  readonly createdAt: Date;
  readonly signedAt: Date | null;
  /** Unix seconds after which the seller's signature is worth nothing. */
  readonly expiry: number;
};

/** A chain write on its way, or refused. */
export type PendingWrite = {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly txHash: string | null;
  readonly error: string | null;
  readonly createdAt: Date;
};

export type BuyerLinkView = {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly firstSeenAt: Date | null;
  readonly strength: string | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
};

/** Everything the page of one receivable shows. */
export type ReceivableDetail = ReceivableRow & {
  readonly parties: {
    readonly seller: ReceivableParty;
    readonly buyer: ReceivableParty;
    readonly warehouse: ReceivableParty;
  };
  readonly dueAt: Date;
  readonly terms: Terms;
  readonly collectionAccount: string | null;
  readonly registeredAt: Date | null;
  readonly delivered: bigint;
  readonly escrow: bigint;
  readonly feePaid: bigint;
  readonly latePaid: bigint;
  readonly chargePaid: bigint;
  readonly principalPaid: bigint;
  readonly sellerPaid: bigint;
  readonly surplus: bigint;
  readonly orderedAt: Date;
  readonly files: readonly { readonly name: string; readonly hash: string }[];
  readonly offer: OfferView | null;
  readonly registration: RegistrationView | null;
  readonly facts: readonly ReceivableFact[];
  readonly pending: readonly PendingWrite[];
  readonly buyerLink: BuyerLinkView | null;
  /** Oldest first; refused ones only for the seller and the platform. */
  readonly credits: readonly CreditLine[];
  readonly lenders: readonly {
    readonly name: string | null;
    readonly account: string;
    readonly units: bigint;
    readonly paid: bigint;
    /** Part of `paid` that could not be paid out and waits as a claim. */
    readonly setAside: bigint;
  }[];
};

/** One order of a receivable. */
export type ReceivableOrder = {
  readonly id: string;
  readonly number: string;
  readonly orderNumber: string | null;
  readonly issueDate: string | null;
  readonly amountDue: Money;
  readonly orderKey: string;
  readonly contentHash: string;
};

export type ReceivableViews = {
  readonly list: (
    scope: OrgScope,
    input: { filter: ReceivableFilter; sort: ReceivableSort; page: number; pageSize: number },
  ) => Promise<ReceivablePage>;
  /** @throws Refusal `object.not_found` also for what the scope may not see. */
  readonly detail: (scope: OrgScope, id: string) => Promise<ReceivableDetail>;
  /** @throws Refusal `object.not_found`. */
  readonly orders: (
    scope: OrgScope,
    input: { id: string; search?: string; page: number; pageSize: number },
  ) => Promise<{ rows: readonly ReceivableOrder[]; total: number }>;
  /** @throws Refusal `object.not_found`. */
  readonly proof: (scope: OrgScope, input: { id: string; orderId: string }) => Promise<OrderProof>;
};
