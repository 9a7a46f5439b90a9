import { statusEntry } from "@/core/status/status";
import type { NextActor } from "@/core/status/status-entry";

/** Why a receivable or a chain write is not on its way by itself. */
export const EXCEPTION_KINDS = [
  "failed",
  "defaulted",
  "disputed",
  "overdue",
  "claim",
  "partPaid",
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** An exception as found; `lateDays` and `noticeDays` count whole days, `about` is the refusal or the buyer's words. */
export type Exception = {
  readonly kind: ExceptionKind;
  readonly lateDays: number | null;
  /** Days past due from which default may be declared, null while no offer is frozen. */
  readonly noticeDays: number | null;
  readonly intentKind: string | null;
};

const SIGNED_ACTS: Readonly<Record<string, NextActor>> = {
  register: "seller",
  fund: "lender",
  release: "warehouse",
  lodge: "warehouse",
  settle: "buyer",
  "buy-back": "seller",
  dilute: "seller",
  cancel: "seller",
};

/** Who has to act next on an exception. A refused write that rests on a signature goes back to who signed it. */
export const nextOn = ({ kind, lateDays, noticeDays, intentKind }: Exception): NextActor => {
  if (kind === "failed") return SIGNED_ACTS[intentKind ?? ""] ?? "platform";
  if (kind === "disputed") return "seller";
  if (kind === "claim") return "platform";
  if (kind === "overdue" && lateDays !== null && noticeDays !== null && lateDays > noticeDays)
    return "platform";
  return kind === "defaulted" ? statusEntry("receivable", "defaulted").next : "buyer";
};
