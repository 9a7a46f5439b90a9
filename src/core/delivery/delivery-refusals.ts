/** Every "no" about confirmations of delivery; part of the table of refusals. */
export const deliveryRefusals = {
  "delivery.not_funded": {
    says: "This receivable is not funded yet, so there is nothing to release.",
    next: "Nothing was signed. Confirm the delivery once the whole advance is in escrow.",
  },
  "delivery.over": {
    says: "This receivable is over, or its delivery has been confirmed.",
    next: "Nothing was signed. Its page shows what happened.",
  },
  "delivery.disputed": {
    says: "The buyer disputes this debt, so nothing can be released.",
    next: "Nothing was signed. The seller and the buyer have to settle the dispute first.",
  },
  "delivery.too_late": {
    says: "The time to confirm this delivery is over.",
    next: "Nothing was signed. What is left in escrow goes back to the lenders.",
  },
  "delivery.quantity_invalid": {
    says: "A quantity is not a number we can use.",
    next: "Write it as 12 or 12.5, with at most 6 decimals.",
  },
  "delivery.more_than_ordered": {
    says: "Delivered, short and rejected together are more than was ordered.",
    next: "Nothing was signed. Correct the marked line.",
  },
  "delivery.less_than_before": {
    says: "A line would have less delivered than was confirmed before.",
    next: "Nothing was signed. Goods that came back are a credit note of the seller.",
  },
  "delivery.line_unknown": {
    says: "A line does not belong to this receivable.",
    next: "Nothing was signed. Reload the page.",
  },
  "delivery.nothing_new": {
    says: "Nothing more was delivered than is confirmed already.",
    next: "Nothing was signed. Enter what arrived since, as the total so far.",
  },
  "delivery.nothing_to_release": {
    says: "This would release nothing: the buyer's payments cover it already, or it is too little.",
    next: "Nothing was signed. Confirm it together with the next delivery.",
  },
  "delivery.changed": {
    says: "A colleague confirmed something since you opened this page.",
    next: "Nothing was signed. Reload, look at the new quantities and confirm again.",
  },
} as const;
