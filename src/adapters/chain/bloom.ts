import { getBytes, hexlify, keccak256 } from "ethers";

const BLOOM_BYTES = 256;

/** Where an address or topic sets its three bits: byte and mask. */
const bitsOf = (value: string): { byte: number; mask: number }[] => {
  const hash = getBytes(keccak256(value));
  return [0, 2, 4].map((offset) => {
    const bit = (((hash[offset] ?? 0) << 8) | (hash[offset + 1] ?? 0)) & 2047;
    return { byte: BLOOM_BYTES - 1 - (bit >> 3), mask: 1 << (bit & 7) };
  });
};

/** Whether a block's bloom filter may contain an address; false is certain, true is a hint. */
export const mayContain = (logsBloom: string, address: string): boolean => {
  const bloom = getBytes(logsBloom);
  return bitsOf(address).every(({ byte, mask }) => ((bloom[byte] ?? 0) & mask) !== 0);
};

/** The bloom filter of a block with exactly these logs. */
export const bloomOf = (
  logs: readonly { readonly address: string; readonly topics: readonly string[] }[],
): string => {
  const bloom = new Uint8Array(BLOOM_BYTES);
  for (const value of new Set(logs.flatMap(({ address, topics }) => [address, ...topics])))
    for (const { byte, mask } of bitsOf(value)) bloom[byte] = (bloom[byte] ?? 0) | mask;
  return hexlify(bloom);
};
