import type { OrderedGoods } from "@/core/delivery/delivered-value";

/** An order of a test: amount due and lines as quantity and net. */
export const goods = (
  orderId: string,
  amountDue: bigint,
  lines: readonly (readonly [quantity: string, net: bigint])[],
): OrderedGoods => ({
  orderId,
  orderKey: `0x${orderId.padStart(64, "0")}`,
  amountDue,
  lines: lines.map(([quantity, net], position) => ({
    key: `${orderId}:${position}`,
    position,
    quantity,
    net,
  })),
});
