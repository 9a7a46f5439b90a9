/**
 * A wanted chain write. The relayer turns `kind` and `payload` into a contract call; the contracts make every act single-use.
 * Payload figures are decimal strings of minor units; bytes are 0x hex; deals, offers and terms are the structs as signed.
 */
export type IntentKind =
  | "register"
  | "fund"
  | "release"
  | "lodge"
  | "void-attestation"
  | "settle"
  | "sweep"
  | "sweep-other"
  | "pay-out"
  | "close-funding"
  | "close-release"
  | "cancel"
  | "buy-back"
  | "dilute"
  | "claim"
  | "declare-default"
  | "supersede-offers"
  | "set-participant"
  | "set-frozen"
  | "mint"
  | "attest-reserve"
  | "anchor-audit";

/** Writes that say how things stand: of two about the same account the later wish has to be the later one on the chain. */
export const STANDING_KINDS = [
  "set-participant",
  "set-frozen",
  "attest-reserve",
  "anchor-audit",
] as const satisfies readonly IntentKind[];

/**
 * Keys the platform sends with: the relayer carries others' acts, the operator enters participants and mints on a local
 * chain, compliance freezes.
 */
export const SENDER_LABELS = ["relayer", "operator", "compliance"] as const;

export type SenderLabel = (typeof SENDER_LABELS)[number];

/** So many wishes of people may wait for one key at once; more are refused until some were sent. */
export const WAITING_MAX = 250;

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export type IntentWish = {
  /** Business key: the same wish recorded twice is one row. */
  readonly key: string;
  readonly kind: IntentKind;
  readonly payload: { readonly [key: string]: Json };
  /** Label of the platform key that sends it. */
  readonly signer: SenderLabel;
  readonly receivableId?: string;
  readonly organisationId?: string;
};

/** waiting: recorded; signed: bytes stored; sent: a node took them or may have; mined; final; failed: refused or reverted. */
export type IntentStatus = "waiting" | "signed" | "sent" | "mined" | "final" | "failed";
