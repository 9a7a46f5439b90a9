import { type BuyerDebt, openAmount } from "@/core/payment/buyer-state";
import { type Decision, decide, refuse } from "@/core/refusal";

/**
 * May this amount be paid from a wallet now? At most what is open and not already on its way: a second click must not
 * become a second payment. Minor units.
 * Refuses with `payment.not_ready` or `payment.amount_invalid` (detail `open`).
 */
export const pay = (
  debt: Pick<BuyerDebt, "amountDue" | "diluted" | "collected" | "arriving"> & {
    readonly onChain: boolean;
  },
  amount: bigint,
): Decision<{ readonly openAfter: bigint }> => {
  if (!debt.onChain) return refuse("payment.not_ready");
  const open = openAmount(debt) - debt.arriving;
  if (amount <= 0n || amount > open)
    return refuse("payment.amount_invalid", { open: (open > 0n ? open : 0n).toString() });
  return decide({ openAfter: open - amount });
};
