import type { Hex, TypedData, TypedDomain } from "@/core/typed-data/typed-data";

/** One batch as its publisher signs it. */
export type OrderLogBatch = {
  readonly publisher: Hex;
  /** What its leaves are: 0 orders, 1 warehouse events. */
  readonly kind: number;
  /** Merkle root of the batch. */
  readonly root: Hex;
  readonly leaves: bigint;
  /** 1 for the publisher's first batch, then one more each time. */
  readonly sequence: bigint;
  /** Last second at which the signature may be brought in, unix seconds. */
  readonly expiry: number;
};

/** Domain of the order log. */
export const orderLogDomain = (chainId: number, verifyingContract: Hex): TypedDomain => ({
  name: "Quaynote Order Log",
  version: "1",
  chainId,
  verifyingContract,
});

/** What a publisher signs to put a batch on record. */
export const orderLogBatchTypedData = (
  domain: TypedDomain,
  message: OrderLogBatch,
): TypedData<OrderLogBatch> => ({
  domain,
  primaryType: "Batch",
  types: {
    Batch: [
      { name: "publisher", type: "address" },
      { name: "kind", type: "uint8" },
      { name: "root", type: "bytes32" },
      { name: "leaves", type: "uint64" },
      { name: "sequence", type: "uint64" },
      { name: "expiry", type: "uint40" },
    ],
  },
  message,
});
