const TWO_DAYS = 172_800;

/**
 * Roles of the access manager. `delaySeconds` is how long a call of theirs waits on a chain that is not local;
 * `guardian` is the role that may cancel such a call while it waits. None of them can call what another one can.
 *
 * - root: the manager itself: who holds a role, and which role may call what
 * - admin: lasting settings of the contracts
 * - operator: enters participants
 * - compliance: freezes and lists accounts, proposes forced moves and recoveries
 * - checker: the second approval of what compliance proposes
 * - guardian: stops funding, release and the coin, and cancels what waits
 * - minterAdmin: who may mint a coin, and how much
 * - attesterAdmin: who attests the reserve
 * - redeemer: says that a redemption was paid, waits for a reason, or is turned down
 */
export const roles = {
  root: { id: 0n, delaySeconds: TWO_DAYS },
  operator: { id: 1n, delaySeconds: 0 },
  guardian: { id: 2n, delaySeconds: 0 },
  minterAdmin: { id: 3n, delaySeconds: 0 },
  compliance: { id: 4n, delaySeconds: 0 },
  checker: { id: 5n, delaySeconds: 0 },
  attesterAdmin: { id: 6n, delaySeconds: TWO_DAYS, guardian: "guardian" },
  redeemer: { id: 8n, delaySeconds: 0 },
  admin: { id: 7n, delaySeconds: TWO_DAYS, guardian: "guardian" },
} as const;

/** A role of the access manager. */
export type Role = keyof typeof roles;

/**
 * Which role may call what: the only place where this is written. What is not here and not open to all is refused.
 * Nobody can pause repayment, payout or claims: there is no such function.
 */
export const roleTable = {
  Participants: {
    setParticipant: "operator",
    foundSigners: "operator",
    setFrozen: "compliance",
    setFrozenBatch: "compliance",
  },
  Receivables: {
    setCoin: "admin",
    sunset: "admin",
    setFrozenTokens: "compliance",
    proposeForcedTransfer: "compliance",
    approveForcedTransfer: "checker",
    forcedTransfer: "compliance",
    proposeRecovery: "compliance",
    approveRecovery: "checker",
    withdrawProposal: "compliance",
    rejectProposal: "checker",
    pauseFunding: "guardian",
    pauseRelease: "guardian",
  },
  SettlementCoin: {
    configureMinter: "minterAdmin",
    removeMinter: "minterAdmin",
    blacklist: "compliance",
    unBlacklist: "compliance",
    pause: "guardian",
    unpause: "admin",
    approveIssuance: "admin",
    setAllowListMode: "admin",
    setAllowed: "admin",
    setAllowedCode: "admin",
    rescueERC20: "admin",
    holdRedemption: "redeemer",
    completeRedemption: "redeemer",
    rejectRedemption: "redeemer",
  },
  BusinessCalendar: { setHolidays: "admin" },
  ReserveAttestations: {
    setPolicy: "admin",
    addAttester: "attesterAdmin",
    setQuorum: "attesterAdmin",
    removeAttester: "guardian",
    withdrawReport: "guardian",
  },
} as const satisfies Record<string, Record<string, Role>>;

/**
 * Acts of root whose delay the guardian of `admin` can cut short. Taking a role away is not among them, so that a
 * guardian who cancels everything can still be removed.
 */
export const cancellable = [
  "grantRole",
  "setTargetFunctionRole",
  "setTargetAdminDelay",
  "setTargetClosed",
  "setRoleAdmin",
  "setRoleGuardian",
  "setGrantDelay",
  "updateAuthority",
] as const;
