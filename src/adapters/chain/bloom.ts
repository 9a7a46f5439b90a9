import { getBytes, keccak256 } from "ethers";

const BLOOM_BYTES = 256;

/** Whether a block's bloom filter may contain an address; false is certain, true is a hint. */
export const mayContain = (logsBloom: string, address: string): boolean => {
  const bloom = getBytes(logsBloom);
  const hash = getBytes(keccak256(address));
  return [0, 2, 4].every((offset) => {
    const bit = (((hash[offset] ?? 0) << 8) | (hash[offset + 1] ?? 0)) & 2047;
    const byte = bloom[BLOOM_BYTES - 1 - (bit >> 3)] ?? 0;
    return (byte & (1 << (bit & 7))) !== 0;
  });
};
