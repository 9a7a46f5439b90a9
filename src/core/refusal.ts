/**
 * Every expected "no" of Quaynote: what it says to a person and what to do next.
 * Codes are noun, dot, reason. The door (trpc/refusal-map.ts) gives each its wire code; a code without a row there does not compile.
 */
export const refusalText = {
  "session.required": { says: "You are not signed in.", next: "Sign in and try again." },
  "session.not_allowed": {
    says: "Your role does not allow this.",
    next: "Ask an administrator of your organisation.",
  },
  "object.not_found": {
    says: "There is nothing here that you can see.",
    next: "Check the link, or go back to the list.",
  },
  "input.invalid": {
    says: "Something in the form is not right.",
    next: "Correct the marked fields.",
  },
  "request.too_many": { says: "Too many attempts.", next: "Wait a few minutes and try again." },
} as const satisfies Record<string, { says: string; next: string }>;

export type RefusalCode = keyof typeof refusalText;

/** Figures and names that explain a refusal; never secrets, never another organisation's data. */
export type RefusalDetail = Readonly<Record<string, string | number>>;

/** The one error a use-case throws on purpose: it rolls the transaction back and the door words it once. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
  ) {
    super(refusalText[code].says);
    this.name = "Refusal";
  }
}

/** What a pure decision returns: the new value, or the reason why not. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: RefusalDetail };

/** A decision that went through. */
export const decide = <T>(value: T): Decision<T> => ({ ok: true, value });

/** A decision that was refused. */
export const refuse = (code: RefusalCode, detail: RefusalDetail = {}): Decision<never> => ({
  ok: false,
  code,
  detail,
});

/** Unwraps a decision inside a use-case. @throws Refusal when the decision was refused. */
export const orThrow = <T>(decision: Decision<T>): T => {
  if (decision.ok) return decision.value;
  throw new Refusal(decision.code, decision.detail);
};
