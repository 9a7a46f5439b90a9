/** Roles of the access manager. `delaySeconds` is how long a call of theirs waits on a chain that is not local. */
export const roles = {
  admin: { id: 0n, delaySeconds: 172_800 },
  operator: { id: 1n, delaySeconds: 0 },
  guardian: { id: 2n, delaySeconds: 0 },
  minterAdmin: { id: 3n, delaySeconds: 0 },
} as const;

/** A role of the access manager. */
export type Role = keyof typeof roles;

/**
 * Which role may call what: the only place where this is written. What is not here and not open to all is refused.
 * Nobody can pause repayment, payout or claims: there is no such function.
 */
export const roleTable = {
  Participants: { setParticipant: "operator", setFrozen: "operator" },
  Receivables: { setCoin: "admin", pauseFunding: "guardian", pauseRelease: "guardian" },
  SettlementCoin: {
    configureMinter: "minterAdmin",
    removeMinter: "minterAdmin",
    blacklist: "operator",
    unBlacklist: "operator",
    pause: "guardian",
    unpause: "admin",
    approveIssuance: "admin",
  },
} as const satisfies Record<string, Record<string, Role>>;
