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
  "funding.suspended": {
    says: "Your organisation is suspended, so it cannot fund.",
    next: "What you hold is still repaid. Ask the platform what has to be cleared.",
  },
  "funding.no_account": {
    says: "Your organisation has no account on chain yet.",
    next: "Finish onboarding, or connect a wallet under Organisation.",
  },
  "funding.no_licence": {
    says: "Your organisation has no licence to lend in force.",
    next: "Send the licence to the platform; funding opens when two administrators have approved it.",
  },
  "funding.licence_expired": {
    says: "Your licence to lend has expired.",
    next: "Send the renewed licence to the platform. What you hold is still repaid.",
  },
  "funding.licence_too_short": {
    says: "Your licence ends before this offer's delivery deadline.",
    next: "Renew the licence first, or pick an offer with an earlier deadline.",
  },
  "funding.offer_closed": {
    says: "This offer is closed.",
    next: "Nothing was signed or moved. Open the market for other offers.",
  },
  "funding.offer_expired": {
    says: "The time to fund this offer is over.",
    next: "Nothing was signed or moved. The seller can make a new offer.",
  },
  "funding.offer_changed": {
    says: "The seller signed newer terms while you were deciding.",
    next: "Nothing was signed or moved. Read the new terms and decide again.",
  },
  "funding.not_for_you": {
    says: "The seller made this offer to another lender.",
    next: "Open the market for offers to every lender.",
  },
  "funding.memorandum_missing": {
    says: "A money lender needs a signed memorandum, and this offer has none.",
    next: "Ask the seller to sign a memorandum and make a new offer.",
  },
  "funding.amount_invalid": {
    says: "The amount must be more than zero.",
    next: "Enter an amount up to what is left.",
  },
  "funding.over_left": {
    says: "Less is left than you want to fund: somebody was faster.",
    next: "Nothing was signed or moved. Choose an amount up to what is left.",
  },
  "funding.balance_short": {
    says: "Your account does not hold enough of the coin.",
    next: "Nothing was signed or moved. Bring in coin or choose a smaller amount.",
  },
  "funding.salt_reused": {
    says: "This form was already used for another amount.",
    next: "Your first funding stands. Reload the page to fund again.",
  },
  "funding.signature_wrong": {
    says: "The signature does not belong to your organisation's account.",
    next: "Nothing was moved. Switch the wallet to your organisation's account and sign again.",
  },
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
