import { claimRefusals } from "@/core/claim/claim-refusals";
import { creditRefusals } from "@/core/credit/credit-refusals";
import { deliveryRefusals } from "@/core/delivery/delivery-refusals";
import { offerRefusals } from "@/core/offer/offer-refusals";

/**
 * Every expected "no" of Quaynote: what it says to a person and what to do next.
 * Codes are noun, dot, reason. The door (trpc/refusal-map.ts) gives each its wire code; a code without a row there does not compile.
 */
export const refusalText = {
  ...creditRefusals,
  ...claimRefusals,
  ...deliveryRefusals,
  ...offerRefusals,
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
  "funding.account_listed": {
    says: "The issuer of the coin has your account on its list, so it cannot pay.",
    next: "Nothing was signed or moved. Ask the issuer; what is owed to you meanwhile is kept for you.",
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
    says: "This form was already used for another amount or other terms.",
    next: "Your first funding stands. Reload the page to fund again.",
  },
  "funding.signature_wrong": {
    says: "The signature does not belong to your organisation's account.",
    next: "Nothing was moved. Switch the wallet to your organisation's account and sign again.",
  },
  "import.too_large": {
    says: "The file is larger than 10 MB.",
    next: "Split it and upload the parts; nothing was saved.",
  },
  "import.not_planned": {
    says: "This import was committed or discarded already.",
    next: "Open the list of imports to see what it did.",
  },
  "import.changed": {
    says: "Other orders arrived since you looked, so this import would do something else now.",
    next: "Nothing was saved. Look at the new counts and press the button again.",
  },
  "import.nothing": {
    says: "There is nothing to import: no document is financeable.",
    next: "Mend the reasons shown beside each document, or try the sample file.",
  },
  "order.none": {
    says: "No order is selected.",
    next: "Select at least one order that is ready.",
  },
  "order.too_many": {
    says: "That is more than fits into one signature.",
    next: "Select fewer orders; the rest can follow in a second step.",
  },
  "order.not_ready": {
    says: "One of the orders is part of a receivable already.",
    next: "Nothing was changed. Reload the list and select again.",
  },
  "order.past_due": {
    says: "One of the orders is due today or earlier.",
    next: "Nothing was changed. Leave it out: only money that is still to come can be financed.",
  },
  "receivable.link_changed": {
    says: "A link was made for this receivable since this page was drawn.",
    next: "Nothing more was made. Reload the page; if nobody kept that link, make a new one.",
  },
  "receivable.over": {
    says: "This receivable is over; the buyer has nothing left to confirm or pay.",
    next: "The statement on its page stays open to you.",
  },
  "registration.no_account": {
    says: "Your organisation, or the warehouse, has no account on chain yet.",
    next: "Finish onboarding first; an administrator sees what is missing.",
  },
  "registration.no_coin": {
    says: "There is no settlement coin for this currency.",
    next: "Choose orders in another currency.",
  },
  "registration.duplicate": {
    says: "These orders are registered already, by you or by somebody else.",
    next: "Nothing was changed. Ask the warehouse which seller the orders belong to.",
  },
  "registration.not_waiting": {
    says: "This registration was signed, declined or withdrawn already.",
    next: "Reload the page to see where it stands.",
  },
  "registration.expired": {
    says: "The seller's signature has expired.",
    next: "Decline it with that reason; the seller can sign again.",
  },
  "link.not_found": {
    says: "This link is not known.",
    next: "Check that the whole link was copied, or ask the seller for a new one.",
  },
  "link.expired": {
    says: "This link has expired.",
    next: "Ask the seller for a new one. Money already sent is safe and the account stays the same.",
  },
  "debt.nothing_open": {
    says: "Nothing is open on this debt.",
    next: "There is nothing more to confirm or to pay.",
  },
  "debt.disputed": {
    says: "You told the seller that this debt is not right.",
    next: "The seller answers first. You can still pay what you accept.",
  },
  "debt.not_disputed": {
    says: "No dispute is open on this debt.",
    next: "Nothing was changed. You can confirm the debt or pay it.",
  },
  "debt.weaker": {
    says: "The debt was already confirmed more firmly.",
    next: "The earlier confirmation stands; a firmer one can still be given.",
  },
  "debt.name_missing": {
    says: "Your name is needed.",
    next: "Write the full name of the person who confirms, 2 to 120 characters.",
  },
  "debt.reason_missing": {
    says: "A reason is needed.",
    next: "Say in a sentence what is not right, at least 5 characters.",
  },
  "debt.promise_invalid": {
    says: "The promise is not complete.",
    next: "Give an amount up to what is open and a date from today on.",
  },
  "debt.promised": {
    says: "You promised to pay without set-off, so the debt cannot be disputed here.",
    next: "Speak to the seller directly about a credit note.",
  },
  "payment.amount_invalid": {
    says: "The amount must be more than zero and at most what is open.",
    next: "Nothing was signed or moved. Correct the amount.",
  },
  "payment.salt_reused": {
    says: "This form already paid another amount.",
    next: "Your first payment stands. Reload the page to pay again.",
  },
  "payment.signature_wrong": {
    says: "The signature does not belong to the paying account.",
    next: "Nothing was moved. Choose the account again and sign once more.",
  },
  "payment.balance_short": {
    says: "The paying account does not hold enough of the coin.",
    next: "Nothing was moved. Use another account or pay a part.",
  },
  "payment.not_ready": {
    says: "This receivable cannot take a payment from a wallet yet.",
    next: "Nothing was moved. Wait until it is registered on chain.",
  },
  "session.wrong_credentials": {
    says: "The email or the password is not right.",
    next: "Check both and try again; after five tries the account pauses for 15 minutes.",
  },
  "session.unknown_wallet": {
    says: "This wallet belongs to nobody here.",
    next: "Choose another account in the wallet, or sign in by password.",
  },
  "session.wallet_taken": {
    says: "Somebody else signs in with this wallet.",
    next: "Choose another account in the wallet.",
  },
  "session.no_organisation": {
    says: "You are not a member of an organisation.",
    next: "Ask an administrator of your organisation to add you.",
  },
  "signature.wrong_text": {
    says: "The wallet signed something else than we asked for.",
    next: "Start again from this page and sign the text as it is shown.",
  },
  "signature.expired": {
    says: "The request to sign is no longer valid.",
    next: "Start again; each request can be signed once within five minutes.",
  },
  "signature.wrong_signer": {
    says: "The signature does not belong to the address in the text.",
    next: "Choose the right account in the wallet and sign again.",
  },
  "password.wrong_length": {
    says: "The new password must have 12 to 200 characters.",
    next: "Choose a longer one; a short sentence is good.",
  },
  "password.unchanged": {
    says: "The new password is the old one.",
    next: "Choose another one.",
  },
  "key.not_kept": {
    says: "The platform keeps no key for this account.",
    next: "Sign with the wallet that holds it.",
  },
  "organisation.not_draft": {
    says: "The organisation is already active.",
    next: "Reload the page to see its state.",
  },
  "organisation.not_active": {
    says: "The organisation is not active.",
    next: "Activate it first.",
  },
  "organisation.not_suspended": {
    says: "The organisation is not suspended.",
    next: "Reload the page to see its state.",
  },
  "organisation.account_missing": {
    says: "The organisation has not proven the account it will act with.",
    next: "One of its administrators signs in and proves the wallet on the organisation's page.",
  },
  "organisation.account_kept": {
    says: "The platform keeps this organisation's account.",
    next: "Nothing has to be proven.",
  },
  "organisation.account_taken": {
    says: "Another organisation acts with this account.",
    next: "Choose another account in the wallet.",
  },
  "licence.not_a_lender": {
    says: "Only lenders have licences.",
    next: "Choose a lender.",
  },
  "licence.already_revoked": {
    says: "The licence is already revoked.",
    next: "Reload the page to see its state.",
  },
  "licence.already_granted": {
    says: "The lender has exactly this licence already.",
    next: "Reload the page to see it; a renewal has another last day.",
  },
  "licence.bad_date": {
    says: "The last day of the licence is not a date.",
    next: "Write it as 2027-12-31.",
  },
  "approval.already_decided": {
    says: "Somebody has already decided this.",
    next: "Reload the page to see the decision.",
  },
  "approval.own_proposal": {
    says: "You proposed this, so somebody else must decide it.",
    next: "Ask a second administrator.",
  },
  "approval.pending": {
    says: "The same change already waits for approval.",
    next: "Open the approvals to decide it.",
  },
  "member.already": {
    says: "This person is already a member.",
    next: "Change the role instead.",
  },
  "member.same_role": {
    says: "This person has that role already.",
    next: "Reload the page to see it.",
  },
  "member.last_admin": {
    says: "An organisation needs one administrator, the platform two.",
    next: "Make somebody else administrator first.",
  },
  "member.needs_approval": {
    says: "A role that can act on the platform needs two administrators.",
    next: "Add the person as viewer, then propose the role for approval.",
  },
  "member.bad_email": {
    says: "This is not an email address we can use.",
    next: "Plain letters, as in name@company.com.",
  },
  "funding.nothing_left": {
    says: "Other lenders have taken the whole advance.",
    next: "Nothing was signed or moved. Open the market for other offers.",
  },
  "intent.not_failed": {
    says: "This chain write has not failed.",
    next: "Look at its state again: it may be under way.",
  },
  "repayment.not_due": {
    says: "Nobody may do this now: its deadline has not passed, or there is nothing to do.",
    next: "Nothing was sent. The panel says from when on it is possible.",
  },
  "intent.queue_full": {
    says: "Too many writes wait for the chain at this moment.",
    next: "Nothing was saved. Try again in a few minutes.",
  },
  "intent.overtaken": {
    says: "A later chain write about the same account was wished since.",
    next: "Look at that one. If this state is still wanted, propose it anew.",
  },
  "intent.not_retryable": {
    says: "This chain write rests on somebody's signature and cannot be repeated for them.",
    next: "Ask them to do the step again.",
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

  /**
   * Told by its name: a server is built into several bundles that each hold a copy of this class, and a refusal thrown
   * in one is caught in another.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "Refusal" && "code" in value;
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
