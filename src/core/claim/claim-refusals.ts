/** Every "no" about money that is set aside; part of the table of refusals. */
export const claimRefusals = {
  "claim.nothing": {
    says: "No money is set aside for this account.",
    next: "Nothing was sent. Reload the page: it may have been paid already.",
  },
  "claim.listed": {
    says: "The issuer of the coin still has this account on its list.",
    next: "Nothing was sent; the money stays where it is. Only the issuer can take the account off its list.",
  },
  "claim.frozen": {
    says: "This account is frozen on the platform.",
    next: "Nothing was sent; the money stays where it is. Ask the platform what has to be cleared.",
  },
  "claim.paused": {
    says: "The issuer has stopped all payments in this coin.",
    next: "Nothing was sent; the money stays where it is. Try again once the coin runs.",
  },
  "claim.unknown": {
    says: "The chain did not answer whether this account can be paid.",
    next: "Nothing was sent. Try again in a moment.",
  },
} as const;
