import type { Patience } from "@/core/relay/next-step";
import type { ChainSender, SenderKeys } from "@/ports/chain-sender";
import type { Landmark } from "@/ports/landmark";
import type { RelayStore } from "@/ports/relay-store";
import type { Log } from "@/workers/log";

/** What the relayer works with. */
export type Relayer = {
  readonly store: RelayStore;
  readonly chain: ChainSender;
  readonly keys: SenderKeys;
  readonly headNumber: () => Promise<number>;
  /** Newest block the read model has told. */
  readonly seenNumber: () => Promise<number>;
  readonly patience: Patience;
  readonly landmark: Landmark;
  readonly log: Log;
};

/** One key's lane during one pass. */
export type LanePass = {
  readonly label: string;
  readonly signer: string;
  /** Asked of the chain before anything was asked of the database. */
  readonly minedNonce: number;
  /** Nothing is sent in a halted lane; what blocks say is still booked. */
  readonly halted: boolean;
};
