import type { IntentKind } from "@/core/intent/intent";

/** What each chain write does, as a short phrase for people. */
export const kindWords: Readonly<Record<IntentKind, string>> = {
  register: "Register receivables",
  fund: "Fund",
  release: "Release the advance",
  lodge: "Lodge a delivery confirmation",
  "void-attestation": "Take back a confirmation",
  settle: "Take the buyer's payment",
  sweep: "Sweep the collection account",
  "sweep-other": "Set a foreign coin aside",
  "pay-out": "Pay holders",
  "close-funding": "Close funding",
  "close-release": "Close release",
  cancel: "Cancel",
  "buy-back": "Buy back",
  dilute: "Book a credit note",
  claim: "Pay a claim",
  "declare-default": "Declare default",
  "supersede-offers": "Withdraw offers",
  "set-participant": "Enter a participant",
  "set-frozen": "Freeze or free a participant",
  mint: "Mint coins",
  "attest-reserve": "Attest a reserve",
  "anchor-audit": "Anchor a day of the audit trail",
};
