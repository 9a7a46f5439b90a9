import type { RetriedIntent } from "@/core/intent/retry";
import type { OrgScope } from "@/core/scope/scope";

/** Intents inside a transaction of operations. Reads lock the row. */
export type IntentStore = {
  /** Null for everybody but the platform. */
  readonly get: (scope: OrgScope, id: string) => Promise<RetriedIntent | null>;
  /** Puts it back in the queue with a clean slate. */
  readonly restart: (scope: OrgScope, intent: RetriedIntent) => Promise<void>;
};
