import type { BroadcastOutcome } from "@/ports/chain-sender";

/**
 * Wordings of geth, Erigon, Besu, Nethermind, Reth, Arbitrum, anvil and Hardhat, first match counts. A wording belongs in
 * the last two rows only where the node certainly kept nothing.
 */
const wordings: readonly (readonly [RegExp, BroadcastOutcome["kind"]])[] = [
  [
    /already ?known|already imported|known transaction|already in (the )?(tx)?pool|tx already exists|existing tx with same hash/i,
    "sent",
  ],
  [/nonce( is)? too low|noncetoolow|old ?nonce|nonce\b.*\bused\b/i, "nonce-used"],
  [
    /replacement ?(not ?allowed|transaction|tx)|could not replace|underpriced|fee too low|feetoolow|gas price (too low|below)|less than (the )?(block )?base ?fee|max fee per gas less|below (the )?(configured )?minimum|tip .*too low|maxfeepergas.*too low|supplied is too low/i,
    "underpriced",
  ],
  [
    /nonce( is)? too (high|far|distant)|noncetoofar|nonce ?gap|lower nonce|insufficient ?(funds|balance)|exceeds (account )?balance|enough funds|tx ?pool is full|(pool|queue) is full|account limit exceeded|tx fee .* exceeds|fee cap exceeded/i,
    "refused",
  ],
  [
    /intrinsic gas|requires at least \d+ gas|gas ?limit ?(reached|exceeded|too high)|exceeds block gas|gas too high|transaction gas limit|invalid sender|invalid signature|invalid ?chain ?id|chain ?id .*(mismatch|does not match)|wrong chain|incorrect chain|oversized|size ?exceeded|tx ?type|transaction type|max initcode|rlp/i,
    "unusable",
  ],
];

/** What a node's refusal of a broadcast means. Wording nobody knows counts as unknown, hence as sent. */
export const outcomeOfAnswer = (message: string): BroadcastOutcome => ({
  kind: wordings.find(([pattern]) => pattern.test(message))?.[1] ?? "unknown",
  says: message,
});

/** From the answer that decides to the one that says least. What certainly was not sent is so only when every node says it. */
const WEIGHT: readonly BroadcastOutcome["kind"][] = [
  "sent",
  "underpriced",
  "nonce-used",
  "unknown",
  "refused",
  "unusable",
];

/** What the answers of several nodes about the same bytes mean together. */
export const outcomeOfAll = (outcomes: readonly BroadcastOutcome[]): BroadcastOutcome => {
  const [first] = [...outcomes].sort(
    (left, right) => WEIGHT.indexOf(left.kind) - WEIGHT.indexOf(right.kind),
  );
  return first ?? { kind: "refused", says: "No node was asked." };
};
