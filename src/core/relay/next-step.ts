/** A receipt of one of an intent's attempts. */
export type FoundReceipt = {
  readonly hash: string;
  readonly blockNumber: number;
  readonly succeeded: boolean;
};

/** What is known about an intent that has signed bytes. */
export type Outlook = {
  readonly status: "signed" | "sent" | "mined";
  readonly txHash: string | null;
  readonly blockNumber: number | null;
  readonly nonce: number;
  readonly attempts: number;
  /** When the newest attempt was signed, and when a node last took it. */
  readonly signedAt: Date;
  readonly broadcastAt: Date | null;
  /** The receipt of any attempt, or null. */
  readonly receipt: FoundReceipt | null;
  /** The signer's transactions in blocks, asked before the receipts were. */
  readonly minedNonce: number;
  readonly headNumber: number;
  readonly now: Date;
};

/** When to send again, when to pay more, and from how deep a block counts as final. */
export type Patience = {
  readonly resendAfterMs: number;
  readonly bumpAfterMs: number;
  readonly attemptsMax: number;
  readonly finalityDepth: number;
};

/** What to do next with it. */
export type Step =
  | { readonly kind: "wait" }
  /** Send the stored bytes of the newest attempt. */
  | { readonly kind: "broadcast" }
  /** Sign again with the same nonce and higher fees. */
  | { readonly kind: "bump" }
  /** As many attempts as may be: send the newest again, and call somebody. */
  | { readonly kind: "exhausted" }
  | { readonly kind: "mined"; readonly receipt: FoundReceipt; readonly final: boolean }
  | { readonly kind: "reverted"; readonly receipt: FoundReceipt }
  /** Its block is gone. */
  | { readonly kind: "lost" }
  /** The nonce is spent by bytes that are not ours. */
  | { readonly kind: "foreign" };

const inBlock = (outlook: Outlook, receipt: FoundReceipt, patience: Patience): Step => {
  if (!receipt.succeeded) return { kind: "reverted", receipt };
  const final = receipt.blockNumber <= outlook.headNumber - patience.finalityDepth;
  const known =
    outlook.status === "mined" &&
    outlook.txHash === receipt.hash &&
    outlook.blockNumber === receipt.blockNumber;
  return known && !final ? { kind: "wait" } : { kind: "mined", receipt, final };
};

/**
 * Decides the next step of an intent under way. An attempt that was mined counts, whichever it is;
 * a spent nonce is no failure as long as one of our own hashes spent it; a nonce is never given up. Only the lane's lowest
 * nonce pays more: those behind it wait for it, not for a higher fee.
 */
export const nextStep = (outlook: Outlook, patience: Patience): Step => {
  if (outlook.receipt) return inBlock(outlook, outlook.receipt, patience);
  if (outlook.status === "mined") return { kind: "lost" };
  if (outlook.minedNonce > outlook.nonce) return { kind: "foreign" };
  if (!outlook.broadcastAt) return { kind: "broadcast" };
  const since = (moment: Date): number => outlook.now.getTime() - moment.getTime();
  const isNext = outlook.minedNonce === outlook.nonce;
  const isStuck = isNext && since(outlook.signedAt) >= patience.bumpAfterMs;
  const mayPayMore = outlook.attempts < patience.attemptsMax;
  if (isStuck && mayPayMore) return { kind: "bump" };
  if (since(outlook.broadcastAt) < patience.resendAfterMs) return { kind: "wait" };
  return { kind: isStuck ? "exhausted" : "broadcast" };
};
