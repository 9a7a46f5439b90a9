import type { IntentKind, Json } from "@/core/intent/intent";
import type { Fees, RevertReason, SignedTransaction } from "@/ports/chain-sender";

/** Signed bytes whose nonce their intent has given up: after a reorganisation they may come to a block all the same. */
export type FormerBytes = { readonly hash: string; readonly raw: string };

/**
 * Where an intent stood when a worker read it. What the worker then says of it is written only where it still stands there:
 * one that slept meanwhile, or was slow, overwrites nothing.
 */
export type Stand = {
  readonly id: string;
  readonly status: "waiting" | "signed" | "sent" | "mined";
  readonly blockNumber: number | null;
};

/** An intent that waits for its first signature. */
export type WaitingIntent = Stand & {
  readonly kind: IntentKind;
  readonly payload: { readonly [key: string]: Json };
  readonly signer: string;
  readonly receivableId: string | null;
  /** Note holders of its receivable, those with most due first; at most 100. */
  readonly holders: readonly string[];
  /** True while an older intent that could be its ground is still under way. */
  readonly follows: boolean;
  /** None unless it is tried again. */
  readonly former: readonly FormerBytes[];
};

/** Signed bytes of an intent. */
export type Attempt = {
  readonly id: string;
  readonly attempt: number;
  readonly nonce: number;
  readonly signer: string;
  readonly raw: string;
  readonly hash: string;
  readonly fees: Fees;
  readonly createdAt: Date;
  readonly broadcastAt: Date | null;
};

/** An intent whose bytes exist and whose fate is not final. */
export type OpenIntent = Stand & {
  readonly status: "signed" | "sent" | "mined";
  readonly kind: IntentKind;
  readonly signer: string;
  readonly txHash: string | null;
  /** Oldest first; never empty. */
  readonly attempts: readonly Attempt[];
  /** Those with nonces before its present one. */
  readonly former: readonly FormerBytes[];
  /** When this was read, by the clock that wrote the moments of the attempts: the database's, whatever a worker's own says. */
  readonly asOf: Date;
};

/** A signer's lane. */
export type Lane = {
  readonly signer: string;
  /** One above every nonce that ever got signed bytes. */
  readonly nextNonce: number;
  readonly haltReason: string | null;
};

/** A nonce whose bytes exist, but whose intent is over or uses another nonce by now. */
export type OwnerlessNonce = {
  readonly intentId: string;
  /** Label of the key. */
  readonly label: string;
  /** False where the intent failed: then its bytes must not be sent again. */
  readonly stands: boolean;
  /** Oldest first; never empty. */
  readonly attempts: readonly Attempt[];
  /** When this was read, by the clock that wrote the moments of the attempts. */
  readonly asOf: Date;
};

/** What `assign` did with a waiting intent. */
export type Assignment =
  | { readonly kind: "signed"; readonly attempt: Attempt }
  | { readonly kind: "taken" }
  | { readonly kind: "halted"; readonly reason: string };

/** Intents, lanes and signed bytes. Each method is one transaction. */
export type RelayStore = {
  /** Oldest first; one per receivable, none before its time, and none that was put off a moment ago. */
  readonly waiting: (ask: {
    readonly label: string;
    readonly chainTime: Date;
    readonly limit: number;
  }) => Promise<readonly WaitingIntent[]>;
  /** In the order of their nonces. */
  readonly open: (label: string) => Promise<readonly OpenIntent[]>;
  /** Nonces from `from` on that have bytes and no intent under way. */
  readonly ownerless: (ask: {
    readonly chainId: number;
    readonly signer: string;
    readonly from: number;
  }) => Promise<readonly OwnerlessNonce[]>;
  /**
   * Takes the lane's row lock, gives the intent the next nonce, signs, and stores bytes and hash before anything is sent.
   * `minedNonce` above the lane's next nonce means somebody else uses the key: the lane is halted. Counts as taken while an
   * older write of `STANDING_KINDS` about the same account has no nonce yet.
   */
  readonly assign: (ask: {
    readonly intentId: string;
    readonly chainId: number;
    readonly signer: string;
    readonly minedNonce: number;
    readonly fees: Fees;
    readonly sign: (nonce: number) => Promise<SignedTransaction>;
  }) => Promise<Assignment>;
  /** Stores a further attempt with the same nonce; null when another worker was first. */
  readonly bump: (ask: {
    readonly intentId: string;
    readonly chainId: number;
    readonly latest: Attempt;
    readonly fees: Fees;
    readonly sign: () => Promise<SignedTransaction>;
  }) => Promise<Attempt | null>;
  /** It stays waiting, is passed over for a moment, and says why. */
  readonly putOff: (intentId: string, reason: RevertReason) => Promise<void>;
  /** A node took the attempt; nothing is written where another worker noted that, or a block, meanwhile. */
  readonly sent: (intentId: string, attempt: Pick<Attempt, "id" | "broadcastAt">) => Promise<void>;
  readonly mined: (
    stand: Stand,
    at: { readonly hash: string; readonly blockNumber: number; readonly final: boolean },
  ) => Promise<void>;
  /** The block that held it is gone: it is under way again. */
  readonly lost: (stand: Stand) => Promise<void>;
  /**
   * The block that holds this nonce refused it: it gives the nonce up and waits for another. False where it has used
   * as many as it may. Nothing happens where another worker was first.
   */
  readonly tryAgain: (
    stand: Stand,
    used: { readonly nonce: number; readonly noncesMax: number },
  ) => Promise<boolean>;
  /**
   * Marks it failed and, in the same transaction, whatever waited for it. `mined` names the reverted transaction. Where its
   * very effect stands on the chain by another transaction it is done instead, and names that one.
   */
  readonly failed: (
    stand: Stand,
    reason: RevertReason,
    mined?: { readonly hash: string; readonly blockNumber: number },
  ) => Promise<void>;
  readonly halt: (lane: {
    readonly chainId: number;
    readonly signer: string;
    readonly reason: string;
  }) => Promise<void>;
  /** Opens a halted lane with the chain's nonce; these intents lose theirs and wait for another. One audit row tells of it. */
  readonly resume: (ask: {
    readonly chainId: number;
    readonly signer: string;
    readonly minedNonce: number;
    readonly requeued: readonly string[];
  }) => Promise<void>;
  readonly lanes: (chainId: number) => Promise<readonly Lane[]>;
  /** Null while nothing was ever signed with the key. */
  readonly lane: (chainId: number, signer: string) => Promise<Lane | null>;
};
