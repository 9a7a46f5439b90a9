import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Exposures } from "@/core/exposure/exposure";
import type { Currency } from "@/core/money";
import type { AgeingLine } from "@/core/position/ageing";
import type { ShownState } from "@/core/receivable/receivable-filter";
import type { ExceptionKind } from "@/core/repayment/exception";
import type { OpenAct } from "@/core/repayment/open-acts";
import type { REPAYMENT_SORTS, RepaymentFilter } from "@/core/repayment/repayment-filter";
import type { OrgScope } from "@/core/scope/scope";
import type { NextActor } from "@/core/status/status-entry";

/** How many receivables, and how much of them; minor units. */
export type Counted = { readonly count: number; readonly minor: bigint };

/** Repayment of one currency. "Owed" is what buyers still owe on receivables whose advance is out. */
export type RepaymentOverview = {
  readonly currency: Currency;
  readonly outstanding: Counted;
  /** Lenders' principal that is out behind the outstanding. */
  readonly principal: bigint;
  readonly dueToday: Counted;
  readonly dueWeek: Counted;
  readonly overdue: Counted;
  readonly collectedMonth: Counted;
  /** Sums to `outstanding`. */
  readonly ageing: readonly AgeingLine[];
  /** Per week: what was or is due in it, and what arrived in it. */
  readonly weeks: {
    readonly dates: readonly CalendarDate[];
    readonly expected: readonly bigint[];
    readonly collected: readonly bigint[];
  };
  /** Of the outstanding. */
  readonly buyers: Exposures;
  readonly sellers: Exposures;
  /** Of the principal. */
  readonly lenders: Exposures;
};

/** One receivable in the list; amounts in minor units of `currency`. */
export type RepaymentRow = {
  readonly id: string;
  readonly reference: string;
  readonly seller: string;
  readonly buyer: string;
  readonly currency: Currency;
  readonly state: ShownState;
  readonly dueDate: CalendarDate;
  /** Days past due; negative while it is not due. */
  readonly lateDays: number;
  readonly amountDue: bigint;
  readonly collected: bigint;
  /** What the buyer still owes. */
  readonly open: bigint;
  readonly principal: bigint;
  readonly lenders: number;
};

export type RepaymentSums = {
  readonly currency: Currency;
  readonly count: number;
  readonly amountDue: bigint;
  readonly collected: bigint;
  readonly open: bigint;
  readonly principal: bigint;
};

export type RepaymentSort = {
  readonly by: (typeof REPAYMENT_SORTS)[number];
  readonly descending: boolean;
};

/** Something that does not go on by itself. */
export type ExceptionRow = {
  readonly key: string;
  readonly kind: ExceptionKind;
  readonly receivableId: string | null;
  readonly reference: string | null;
  /** Whom it concerns: the buyer, or whose claim it is. */
  readonly party: string | null;
  readonly currency: Currency | null;
  readonly minor: bigint | null;
  readonly lateDays: number | null;
  readonly intentKind: string | null;
  /** Words of the refusal or of the buyer; for money set aside, whether a buyer, seller or lender it is for. */
  readonly about: string | null;
  readonly since: Date;
  readonly next: NextActor;
};

export type BookIntent = {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly txHash: string | null;
  readonly blockNumber: number | null;
  readonly error: string | null;
  readonly createdAt: Date;
};

/** One balanced entry; debits positive, credits negative, minor units. */
export type BookJournal = {
  readonly id: bigint;
  readonly name: string;
  readonly happenedAt: Date;
  readonly blockNumber: number | null;
  readonly reverses: bigint | null;
  readonly postings: readonly {
    readonly code: string;
    readonly party: string | null;
    readonly amount: bigint;
  }[];
};

/** A receivable as the platform looks at it. */
export type ReceivableBook = {
  readonly id: string;
  readonly reference: string;
  readonly currency: Currency;
  readonly model: {
    readonly status: string;
    readonly amountDue: bigint;
    readonly grade: "seen" | "final";
    readonly funded: bigint;
    readonly released: bigint;
    readonly delivered: bigint;
    readonly diluted: bigint;
    readonly collected: bigint;
    readonly principalRepaid: bigint;
    readonly escrow: bigint;
    readonly updatedAt: Date;
  };
  readonly intents: readonly BookIntent[];
  readonly claims: readonly {
    readonly party: string;
    readonly name: string | null;
    readonly minor: bigint;
  }[];
  readonly journals: readonly BookJournal[];
  /** Acts open to anybody, with the one that is under way. */
  readonly acts: readonly (OpenAct & { readonly underWay: boolean })[];
};

/** What the platform reads; to everybody else it does not exist. */
export type RepaymentViews = {
  /** One per currency that has or had money out. */
  readonly overview: (scope: OrgScope) => Promise<readonly RepaymentOverview[]>;
  readonly list: (
    scope: OrgScope,
    ask: { filter: RepaymentFilter; sort: RepaymentSort; page: number; pageSize: number },
  ) => Promise<{
    readonly rows: readonly RepaymentRow[];
    readonly total: number;
    readonly sums: readonly RepaymentSums[];
  }>;
  /** The gravest first, at most 200. */
  readonly exceptions: (scope: OrgScope) => Promise<readonly ExceptionRow[]>;
  /** @throws Refusal `object.not_found`. */
  readonly book: (scope: OrgScope, receivableId: string) => Promise<ReceivableBook>;
};
