/** Every "no" about a seller's offer; part of the table of refusals. */
export const offerRefusals = {
  "offer.not_open": {
    says: "This receivable cannot be offered in its present state.",
    next: "Reload the page to see where it stands.",
  },
  "offer.changed": {
    says: "An offer was signed for this receivable since this page was drawn.",
    next: "Nothing more was signed. Reload the page to see the offer that stands.",
  },
  "offer.terms_invalid": {
    says: "These terms do not fit together.",
    next: "Correct the marked terms.",
  },
  "offer.rate_needs_override": {
    says: "With fees the yearly rate is above 30.74%.",
    next: "Lower the rate or fee, or tick that you accept a rate above 30.74%.",
  },
  "offer.rate_too_high": {
    says: "With fees the yearly rate is above 39.20%, which the contract refuses.",
    next: "Lower the rate or the fee.",
  },
  "offer.signature_wrong": {
    says: "The signature does not belong to your organisation's account.",
    next: "Connect the wallet of your organisation and sign again.",
  },
} as const;
