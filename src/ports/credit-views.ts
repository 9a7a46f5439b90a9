import type { CreditBooks } from "@/core/credit/credit-note";
import type { Currency } from "@/core/money";
import type { ShownState } from "@/core/receivable/receivable-filter";
import type { OrgScope } from "@/core/scope/scope";

/** What the form of a credit note is drawn from; amounts in minor units of `currency`. */
export type CreditForm = {
  readonly receivableId: string;
  readonly reference: string;
  readonly buyer: string;
  readonly currency: Currency;
  readonly state: ShownState;
  /** With what is owed at `asOf`. */
  readonly books: CreditBooks;
  /** What the charges grow by in a day from now on; 0 while nothing is out. */
  readonly dailyCharge: bigint;
  /** The open offer's least funding, null without one: a credit may put it out of reach. */
  readonly openMinimum: bigint | null;
  readonly openAdvanceBps: number | null;
  readonly underWay: boolean;
  readonly custody: "platform" | "wallet";
  readonly asOf: Date;
};

/** What a seller reads before it credits; to everybody else it does not exist. */
export type CreditViews = {
  /** @throws Refusal `object.not_found`. */
  readonly form: (scope: OrgScope, receivableId: string) => Promise<CreditForm>;
};
