import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { RefusalCode } from "@/core/refusal";

/** The one table at the door: each refusal's wire code. A code without a row does not compile. */
export const wireCode = {
  "session.required": "UNAUTHORIZED",
  "session.not_allowed": "FORBIDDEN",
  "object.not_found": "NOT_FOUND",
  "input.invalid": "BAD_REQUEST",
  "request.too_many": "TOO_MANY_REQUESTS",
} as const satisfies Record<RefusalCode, TRPC_ERROR_CODE_KEY>;
