import { ordersRoot } from "@/core/order-root/order-root";
import type { Hex } from "@/core/typed-data/typed-data";

/** One audit row under a day's root: its id as 32 bytes, and the row's hash. */
export type AuditLeaf = { readonly eventKey: Hex; readonly contentHash: Hex };

/** An audit row's id as the 32 bytes its leaf is made of. */
export const eventKeyOf = (id: bigint): Hex =>
  `0x${BigInt.asUintN(256, id).toString(16).padStart(64, "0")}`;

/** Merkle root of a day's audit rows: the tree every batch of the log on chain has. @throws Error on an empty day. */
export const auditRoot = (leaves: readonly AuditLeaf[]): Hex =>
  ordersRoot(leaves.map(({ eventKey, contentHash }) => ({ orderKey: eventKey, contentHash })));

/** The calendar day of a moment, UTC. */
export const auditDateOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** A batch of the log on chain as the contract takes it; the publisher sends it itself, so no signature and no end. */
export const auditBatch = (day: {
  readonly publisher: string;
  readonly root: string;
  readonly leaves: number;
  readonly sequence: number;
}) => ({
  publisher: day.publisher,
  kind: 1,
  root: day.root,
  leaves: String(day.leaves),
  sequence: String(day.sequence),
  expiry: String(2n ** 40n - 1n),
});
