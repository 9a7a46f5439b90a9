import type { IntentKind, IntentStatus } from "@/core/intent/intent";
import { type Decision, decide, refuse } from "@/core/refusal";

/** An intent as far as a second try is concerned. */
export type RetriedIntent = {
  readonly id: string;
  readonly kind: IntentKind;
  readonly status: IntentStatus;
  /** A later wish says otherwise how the same account stands. */
  readonly isOvertaken: boolean;
};

/**
 * Acts that need nobody's fresh word: anyone may do them, or the platform's own key does.
 * What a person signed is signed again by that person instead: its time or its ground is over.
 */
const RETRYABLE: ReadonlySet<IntentKind> = new Set([
  "sweep",
  "sweep-other",
  "pay-out",
  "close-funding",
  "close-release",
  "declare-default",
  "claim",
  "set-participant",
  "set-frozen",
  "mint",
  "anchor-audit",
]);

/** Whether operations may try this kind again. */
export const isRetryable = (kind: IntentKind): boolean => RETRYABLE.has(kind);

/** Puts a failed intent back in the queue. Refuses `intent.not_failed`, `intent.not_retryable` and `intent.overtaken`. */
export const retry = (intent: RetriedIntent): Decision<RetriedIntent> => {
  if (intent.status !== "failed") return refuse("intent.not_failed");
  if (!isRetryable(intent.kind)) return refuse("intent.not_retryable", { kind: intent.kind });
  if (intent.isOvertaken) return refuse("intent.overtaken");
  return decide({ ...intent, status: "waiting" });
};
