import type { CreditLine } from "@/core/credit/credit-list";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Currency } from "@/core/money";
import type { BuyerDebt } from "@/core/payment/buyer-state";
import type { LinkScope } from "@/core/scope/scope";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { DebtPromise } from "@/ports/buyer-link-store";

/** Money of the buyer on its way or arrived. Amount in minor units. */
export type PaymentLine = {
  readonly id: string;
  readonly amount: bigint;
  readonly at: Date;
  /** `wallet` was signed on the page, `transfer` arrived at the collection account by itself. */
  readonly way: "wallet" | "transfer";
  /** waiting, signed, sent, mined, final or failed. */
  readonly step: string;
  /** The payer's account; null for a plain transfer. */
  readonly payer: string | null;
  readonly txHash: string | null;
  readonly error: string | null;
  /** Part that was more than the debt and is parked for the buyer. */
  readonly surplus: bigint;
};

/** The debt behind a link, ready to be decided about and shown. */
export type DebtView = BuyerDebt & {
  readonly reference: string;
  readonly currency: Currency;
  readonly coin: string;
  /** Null until the receivable is on chain. */
  readonly collectionAccount: string | null;
  /** The deal as the chain needs it for a payment; null until the receivable is on chain. */
  readonly deal: JsonStruct | null;
  readonly sellerName: string;
  readonly buyerName: string;
  /** The buyer's account on chain, to which surplus is parked. */
  readonly buyerAccount: string;
  readonly dueDateSource: string;
  /** True once a lender has funded, so that the claim is assigned. */
  readonly assigned: boolean;
  readonly documents: readonly {
    readonly number: string;
    readonly issueDate: string | null;
    readonly orderNumber: string | null;
    readonly amountDue: bigint;
  }[];
  /** Credits that the chain has booked, oldest first. */
  readonly credits: readonly CreditLine[];
  readonly orderCount: number;
  readonly documentHash: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly promise: DebtPromise | null;
  readonly disputeReason: string | null;
  readonly expiresAt: Date;
  readonly payments: readonly PaymentLine[];
  readonly today: CalendarDate;
};

/** The debt of a link, read in or outside a transaction. */
export type PaymentStore = {
  /** `lock` holds the receivable until the transaction ends. Null only when the receivable has vanished. */
  readonly debt: (link: LinkScope, mode: "read" | "lock") => Promise<DebtView | null>;
  /** The payment already wished for this receivable under a business key; its amount in minor units. */
  readonly wished: (
    link: LinkScope,
    key: string,
  ) => Promise<{ readonly intentId: string; readonly amount: bigint } | null>;
};
