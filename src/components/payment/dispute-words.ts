/** Words of the forms that load when a buyer disagrees, or agrees again. */
export const disputeWords = {
  disputeReason: "What is not right?",
  disputeHint: "For example: two pallets are missing, or the price differs.",
  disputeButton: "Tell the seller",
  settledHint: "The delivery can then be confirmed, and you can confirm the debt again.",
  settledButton: "Take the dispute back",
} as const;
