import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { Hex } from "@/core/typed-data/typed-data";

/** One order as the tree holds it: its key and the hash of its content, 32 bytes each. */
export type OrderLeaf = { readonly orderKey: Hex; readonly contentHash: Hex };

const LEAF = ["bytes32", "bytes32"];

const treeOf = (orders: readonly OrderLeaf[]) =>
  StandardMerkleTree.of(
    orders.map(({ orderKey, contentHash }) => [orderKey, contentHash]),
    LEAF,
  );

/** Merkle root of a receivable's orders; their sequence does not matter. Throws on an empty list. */
export const ordersRoot = (orders: readonly OrderLeaf[]): Hex => treeOf(orders).root as Hex;

/** Proof that the order at `index` is under the root of all orders. Throws when there is no such order. */
export const orderProof = (orders: readonly OrderLeaf[], index: number): readonly Hex[] =>
  treeOf(orders).getProof(index) as Hex[];

/** Whether a proof places an order under a root. False for anything malformed. */
export const isOrderUnder = (root: Hex, order: OrderLeaf, proof: readonly Hex[]): boolean => {
  try {
    return StandardMerkleTree.verify(root, LEAF, [order.orderKey, order.contentHash], [...proof]);
  } catch {
    return false;
  }
};
