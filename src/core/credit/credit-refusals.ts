/** Every "no" about credit notes; part of the table of refusals. */
export const creditRefusals = {
  "credit.not_registered": {
    says: "The chain does not know this receivable yet.",
    next: "Nothing was signed. Issue the credit note once it is registered.",
  },
  "credit.over": {
    says: "This receivable is closed or in default, so nothing can be credited on it.",
    next: "Nothing was signed. Settle the difference with the buyer directly.",
  },
  "credit.amount_invalid": {
    says: "The credit must be more than zero.",
    next: "Nothing was signed. Write the amount that the buyer shall owe less.",
  },
  "credit.over_limit": {
    says: "This is more than what is held back: it would credit away what lenders are owed.",
    next: "Nothing was signed. Lower the amount; what goes beyond it you settle with the buyer directly.",
  },
  "credit.reason_missing": {
    says: "The reason is missing.",
    next: "Nothing was signed. Say in a few words what the credit is for.",
  },
  "credit.under_way": {
    says: "Another credit note on this receivable is still on its way to the chain.",
    next: "Nothing was signed. Wait until it is booked, then issue the next one.",
  },
  "credit.changed": {
    says: "Something was credited since you opened this page.",
    next: "Nothing was signed. Reload and look at the new figures.",
  },
} as const;
