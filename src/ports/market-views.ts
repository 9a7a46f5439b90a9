import type { ChargeTerms } from "@/core/accrual/accrual";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { FundingPresets } from "@/core/funding/fund";
import type { MarketFilters } from "@/core/market/market-filters";
import type { Currency } from "@/core/money";
import type { ConfirmationStrength } from "@/core/payment/buyer-state";
import type { RefusalCode, RefusalDetail } from "@/core/refusal";
import type { PaymentHistory } from "@/core/risk/history";
import type { OrgScope } from "@/core/scope/scope";
import type { Hex } from "@/core/typed-data/typed-data";

/** A counterparty with what it did before and how much of the lender's own exposure it is. */
export type MarketParty = {
  readonly id: string;
  readonly name: string;
  readonly history: PaymentHistory;
  /** Share of the lender's own exposure in this currency, basis points; 0 when it holds nothing of it. */
  readonly shareBps: number;
};

/** One open offer. Amounts in minor units of `currency`. */
export type MarketRow = {
  readonly receivableId: string;
  readonly reference: string;
  readonly status: string;
  readonly currency: Currency;
  readonly amountDue: bigint;
  readonly wanted: bigint;
  readonly minimum: bigint;
  readonly left: bigint;
  readonly rateBps: number;
  readonly advanceBps: number;
  /** Days from today to the due date at the offer's offset; negative when it has passed. */
  readonly tenorDays: number;
  readonly dueDate: string;
  readonly dueDateSource: string;
  readonly fundBy: Date;
  readonly deliverBy: Date;
  readonly offeredAt: Date;
  readonly orderCount: number;
  readonly seller: MarketParty;
  readonly buyer: MarketParty;
  readonly warehouse: { readonly id: string; readonly name: string };
  /** When seller and warehouse's registration came into a block: both had signed it. */
  readonly countersignedAt: Date | null;
  readonly strength: ConfirmationStrength | null;
  /** Share of the goods whose delivery is attested, basis points. */
  readonly deliveredBps: number;
  readonly recourse: boolean;
};

export type MarketPage = {
  readonly rows: readonly MarketRow[];
  /** All offers that match, not only those on this page. */
  readonly count: number;
  readonly pageSize: number;
  /** The date by which tenors are counted. */
  readonly today: CalendarDate;
  /** Sums over all matching offers, per currency. */
  readonly totals: readonly {
    readonly currency: Currency;
    readonly count: number;
    readonly wanted: bigint;
    readonly left: bigint;
  }[];
  /** Counterparties with an open offer, for the filters. */
  readonly choices: {
    readonly sellers: readonly { readonly id: string; readonly name: string }[];
    readonly buyers: readonly { readonly id: string; readonly name: string }[];
    readonly warehouses: readonly { readonly id: string; readonly name: string }[];
  };
};

/** One funding of the lender as its page shows it, with the step of its chain write. */
export type FundingStep = {
  readonly id: string;
  readonly amount: bigint;
  readonly createdAt: Date;
  /** submitted, funded or failed. */
  readonly status: string;
  /** waiting, signed, sent, mined, final or failed. */
  readonly step: string;
  readonly txHash: string | null;
  readonly error: string | null;
};

/** Everything the fund panel needs to let a lender decide. Amounts in minor units. */
export type FundPanelView = {
  readonly offer: MarketRow;
  /** Names the exact terms shown; a funding passes it back. */
  readonly dealHash: Hex;
  /** How time is priced. */
  readonly terms: ChargeTerms;
  readonly feeBps: number;
  /** Days after grace before default can be declared. */
  readonly noticeDays: number;
  /** The moment the quote is for, and its date in Hong Kong. */
  readonly now: Date;
  readonly today: CalendarDate;
  readonly presets: FundingPresets;
  readonly custody: "platform" | "wallet";
  readonly account: string | null;
  /** Why this lender cannot fund now; null when it can. */
  readonly obstacle: { readonly code: RefusalCode; readonly detail: RefusalDetail } | null;
  readonly fundings: readonly FundingStep[];
};

/** Offers as a licensed lender sees them. */
export type MarketViews = {
  readonly list: (scope: OrgScope, filters: MarketFilters) => Promise<MarketPage>;
  /** Null when the receivable has no offer that this lender may see and no funding of its own. */
  readonly panel: (scope: OrgScope, receivableId: string) => Promise<FundPanelView | null>;
};
