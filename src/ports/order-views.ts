import type { Currency, Money } from "@/core/money";
import type { OrderFilter, OrderSelection, OrderState } from "@/core/order/order-filter";
import type { Grouping } from "@/core/registration/group-orders";
import type { OrgScope } from "@/core/scope/scope";

/** One order in the list. */
export type OrderRow = {
  readonly id: string;
  readonly number: string;
  readonly orderNumber: string | null;
  readonly buyer: string;
  readonly warehouse: string;
  readonly issueDate: string | null;
  readonly dueDate: string;
  readonly dueDateSource: string;
  readonly amountDue: Money;
  readonly status: OrderState;
  readonly receivableId: string | null;
  readonly reference: string | null;
};

export type OrderPage = {
  readonly rows: readonly OrderRow[];
  readonly total: number;
  /** One sum per currency, of all rows under the filter. */
  readonly sums: readonly Money[];
};

/** One receivable that a selection of orders would make. */
export type ProposedLot = {
  readonly buyer: string;
  readonly warehouse: string;
  readonly amountDue: Money;
  readonly dueDate: string;
  readonly orders: number;
  readonly firstNumber: string;
};

/** What signing a selection would do. */
export type Proposal = {
  readonly orders: number;
  readonly sums: readonly Money[];
  /** Signatures: one per warehouse and currency. */
  readonly batches: number;
  readonly lots: readonly ProposedLot[];
  /** Set when the selection cannot be signed: what is wrong and what to do. */
  readonly refusal: { readonly says: string; readonly next: string } | null;
};

/** What the filters of the list offer to choose from. */
export type OrderChoices = {
  readonly buyers: readonly { id: string; name: string }[];
  readonly warehouses: readonly { id: string; name: string }[];
  readonly currencies: readonly Currency[];
};

/** One line of an order. */
export type OrderLineView = {
  readonly position: number;
  readonly description: string;
  readonly sku: string | null;
  readonly quantity: string;
  readonly unit: string | null;
  readonly net: Money;
};

export type OrderViews = {
  readonly list: (
    scope: OrgScope,
    input: { filter: OrderFilter; page: number; pageSize: number },
  ) => Promise<OrderPage>;
  readonly choices: (scope: OrgScope) => Promise<OrderChoices>;
  readonly proposal: (
    scope: OrgScope,
    input: { selection: OrderSelection; grouping: Grouping; today: string },
  ) => Promise<Proposal>;
  /** @throws Refusal `object.not_found`. */
  readonly lines: (scope: OrgScope, orderId: string) => Promise<readonly OrderLineView[]>;
};
