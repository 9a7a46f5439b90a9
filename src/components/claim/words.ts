import type { ClaimObstacle } from "@/core/claim/claim-standing";
import type { Tone } from "@/core/status/status-entry";

/** Everything that is said about money that could not be paid. */
export const claimWords = {
  own: "Money set aside for you",
  ownBefore: "Money that was set aside for you",
  ownSentence:
    "It could not be paid when it was due. It waits on chain under your account, and nobody else can take it.",
  obstacles: {
    listed: {
      word: "On the issuer's list",
      tone: "attention",
      says: (currency: string) =>
        `The issuer of the ${currency} coin has put your account on its list, so the coin refuses every payment to it. Ask the issuer; once your account is off the list, collect the money here.`,
    },
    frozen: {
      word: "Account frozen",
      tone: "attention",
      says: () =>
        "Your account is frozen on the platform. Ask the platform what has to be cleared; then collect the money here.",
    },
    paused: {
      word: "Coin stopped",
      tone: "attention",
      says: (currency: string) =>
        `The issuer has stopped all payments in the ${currency} coin. Collect the money here once it runs again.`,
    },
    free: {
      word: "Can be paid",
      tone: "fine",
      says: () => "Nothing stands in the way any more: it can be paid to your account now.",
    },
    unknown: {
      word: "Not known",
      tone: "neutral",
      says: () => "The chain did not answer what stands in the way. Reload in a moment.",
    },
  } satisfies Record<
    ClaimObstacle,
    { word: string; tone: Tone; says: (currency: string) => string }
  >,
  amount: "Set aside",
  why: "Why",
  collect: (sum: string) => `Collect ${sum}`,
  collecting: (sum: string) => `Payment of ${sum} to your account`,
  viewer: "Your role can look, not collect. A maker or an administrator of your organisation does.",
  payments: "Payments that could not be made",
  payment: (sum: string, reference: string) => `${sum} from ${reference}`,
  collected: "Paid to you since",
  waiting: "Money set aside",
  waitingSentence: "Payments that reached nobody: for whom they wait, why, and what can be done.",
  caption: "Money set aside, largest first",
  who: "For",
  since: "Since",
  from: "From",
  act: "Pay out",
  payOut: "Pay out",
  payOutTitle: (name: string) => `Pay ${name} what is set aside?`,
  payOutText: (sum: string, name: string) =>
    `${sum} goes to the account of ${name} and can go nowhere else.`,
  overpaid: "Paid too much",
  overpaidHint:
    "The buyer paid more than it owed. Only its own account can say where that goes back to.",
} as const;
