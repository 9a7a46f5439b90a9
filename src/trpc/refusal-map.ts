import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { RefusalCode } from "@/core/refusal";

/** The one table at the door: each refusal's wire code. A code without a row does not compile. */
export const wireCode = {
  "session.required": "UNAUTHORIZED",
  "session.not_allowed": "FORBIDDEN",
  "object.not_found": "NOT_FOUND",
  "input.invalid": "BAD_REQUEST",
  "request.too_many": "TOO_MANY_REQUESTS",
  "funding.suspended": "FORBIDDEN",
  "funding.no_account": "FORBIDDEN",
  "funding.no_licence": "FORBIDDEN",
  "funding.licence_expired": "FORBIDDEN",
  "funding.licence_too_short": "FORBIDDEN",
  "funding.offer_closed": "CONFLICT",
  "funding.offer_expired": "CONFLICT",
  "funding.offer_changed": "CONFLICT",
  "funding.not_for_you": "FORBIDDEN",
  "funding.memorandum_missing": "FORBIDDEN",
  "funding.amount_invalid": "BAD_REQUEST",
  "funding.over_left": "CONFLICT",
  "funding.balance_short": "CONFLICT",
  "funding.salt_reused": "CONFLICT",
  "funding.signature_wrong": "BAD_REQUEST",
} as const satisfies Record<RefusalCode, TRPC_ERROR_CODE_KEY>;
