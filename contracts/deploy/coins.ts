import { keccak256, Wallet } from "ethers";
import {
  type ReserveReport,
  reserveDomain,
  reserveReportTypedData,
} from "../../src/core/typed-data/reserve";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { devAttesters, devKey } from "./dev-accounts";
import { faceOf } from "./pieces";

/** Who attests the reserves, and how many of them must sign. */
export type Attesters = { readonly accounts: readonly string[]; readonly quorum: number };

/** Held above the supply: 1 %. */
export const BUFFER_BPS = 100;
/** A report a day is the rule; the second day is for the day on which it comes late. */
export const MAX_AGE_SECONDS = 172_800;
/** What stands behind each coin of a local chain, in its smallest unit: as worthless as the chain itself. */
const DEV_RESERVE = 2n * 10n ** 18n;
/** Named where there is no licence. */
export const NO_LICENCE = "Reference coin of a local chain, issued under no licence";

/** What a minimal clone of a contract hashes to. */
export const cloneHash = (implementation: string): string =>
  keccak256(
    `0x363d3d373d3d3d363d73${implementation.slice(2).toLowerCase()}5af43d82803e903d91602b57fd5bf3`,
  );

/** The attesters of a local chain: any two of three. */
export const localAttesters = (): Attesters => ({
  accounts: devAttesters.map((who) => new Wallet(devKey(who)).address),
  quorum: 2,
});

/** A call of the reserve register: the development attesters say what stands behind a coin of a local chain. */
export const localAttestation = async (
  currency: string,
  {
    chainId,
    reserves,
    asOf,
    total = DEV_RESERVE,
  }: { chainId: number; reserves: string; asOf: number; total?: bigint },
): Promise<string> => {
  const report: ReserveReport = {
    currency,
    total,
    lines: [{ assetClass: 0, currency, amount: total }],
    asOf,
    reportHash: keccak256("0x") as Hex,
  };
  const data = reserveReportTypedData(reserveDomain(chainId, reserves as Hex), report);
  const wallets = devAttesters
    .slice(0, 2)
    .map((who) => new Wallet(devKey(who)))
    .sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  const signatures = await Promise.all(
    wallets.map(async (wallet) => {
      const types = JSON.parse(JSON.stringify(data.types));
      const signature = await wallet.signTypedData(data.domain, types, data.message);
      return { attester: wallet.address, signature };
    }),
  );
  return faceOf("ReserveAttestations").encodeFunctionData("attest", [report, signatures]);
};
