import { createHmac } from "node:crypto";
import { Refusal } from "@/core/refusal";
import type { LotSalt } from "@/ports/lot-salt";
import type { Seal } from "@/ports/seal";

/** Looks up the sealed lot key of an active warehouse; null when there is none. */
type SealedLotKey = (warehouseId: string) => Promise<string | null>;

/** HMAC-SHA-256 of the canonical lot under the warehouse's own key. */
export const lotSalt =
  ({ seal, sealedKeyOf }: { seal: Seal; sealedKeyOf: SealedLotKey }): LotSalt =>
  async (warehouseId, canonicalLot) => {
    const sealed = await sealedKeyOf(warehouseId);
    if (!sealed) throw new Refusal("object.not_found");
    const key = seal.open(sealed, warehouseId);
    return `0x${createHmac("sha256", key).update(canonicalLot, "utf8").digest("hex")}`;
  };
