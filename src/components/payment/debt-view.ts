import { money } from "@/core/money";
import { type BuyerState, buyerStateOf, openAmount } from "@/core/payment/buyer-state";
import type { Outputs } from "@/trpc/client";
import type { StateFigures } from "./words";

/** The debt as the buyer's procedure answers it. */
export type Debt = Outputs["payment"]["debt"];

/** The state a page shows. */
export const stateOf = (debt: Debt): BuyerState => buyerStateOf(debt, debt.today);

/** The figures that the words of a state use. */
export const figuresOf = (debt: Debt): StateFigures => ({
  open: money(debt.currency, openAmount(debt)),
  paid: money(debt.currency, debt.collected),
  surplus: money(debt.currency, debt.surplus),
  arriving: money(debt.currency, debt.arriving),
  due: debt.dueDate,
  seller: debt.sellerName,
});

/** What can still be paid here without paying twice, minor units. */
export const payableOf = (debt: Debt): bigint => {
  const rest = openAmount(debt) - debt.arriving;
  return rest > 0n ? rest : 0n;
};
