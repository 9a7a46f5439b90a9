/**
 * Keyed salt of a lot: HMAC of its canonical text with the warehouse organisation's key, as 0x and 64 hex digits.
 * Who holds the document and the salt can verify the lot; who does not cannot guess it.
 * @throws Refusal `object.not_found` when the organisation is no warehouse.
 */
export type LotSalt = (warehouseId: string, canonicalLot: string) => Promise<`0x${string}`>;
