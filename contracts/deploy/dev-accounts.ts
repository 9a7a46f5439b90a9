import { HDNodeWallet } from "ethers";

const PHRASE = "test test test test test test test test test test test junk";

/**
 * Which account of the phrase every local chain knows does what; 8 and 9 are the practice wallet's. Worthless on any
 * other chain.
 */
export const devAccountIndex = {
  admin: 0,
  relayer: 1,
  operator: 2,
  guardian: 3,
  minterAdmin: 4,
  treasury: 5,
  compliance: 6,
  checker: 7,
  attesterAdmin: 10,
  attesterA: 11,
  attesterB: 12,
  attesterC: 13,
  redeemer: 14,
} as const;

/** Who attests the reserves of a local chain's coins. */
export const devAttesters = ["attesterA", "attesterB", "attesterC"] as const;

/** The key of a development account; only for chains that fund this phrase. */
export const devKey = (who: keyof typeof devAccountIndex): string =>
  HDNodeWallet.fromPhrase(PHRASE, undefined, `m/44'/60'/0'/0/${devAccountIndex[who]}`).privateKey;
