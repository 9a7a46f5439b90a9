import { concat, getCreate2Address, keccak256 } from "ethers";

const BEFORE = "0x3d602d80600a3d3981f3363d3d373d3d3d363d73";
const AFTER = "0x5af43d82803e903d91602b57fd5bf3";

/**
 * Address of a receivable's collection account, deployed or not: an ERC-1167 clone of `collectionCode`, made by
 * Receivables with the receivable's id as salt. Checksummed.
 */
export const collectionAccountOf = (
  { receivables, collectionCode }: { receivables: string; collectionCode: string },
  receivableId: string,
): string =>
  getCreate2Address(receivables, receivableId, keccak256(concat([BEFORE, collectionCode, AFTER])));
