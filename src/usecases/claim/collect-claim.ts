import { mayCollect } from "@/core/claim/claim-standing";
import type { Currency } from "@/core/money";
import { orThrow } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { ChainConfig } from "@/ports/chain-config";
import type { ClaimStore } from "@/ports/claim-store";
import type { Transact } from "@/ports/transact";
import type { ChainFacts } from "@/ports/verify-views";

export type ClaimNeeds = {
  readonly transact: Transact<{ claims: ClaimStore }>;
  readonly chainConfig: ChainConfig;
  readonly standing: ChainFacts["standing"];
};

/** Whose money, in which coin. */
export type ClaimInput = { readonly organisationId: string; readonly currency: Currency };

/**
 * Asks the chain to pay an account the money set aside for it, to itself and nowhere else. While that is under way,
 * asking again answers the same chain write.
 * @throws Refusal `object.not_found`, `claim.nothing`, `claim.listed`, `claim.frozen`, `claim.paused` or
 * `claim.unknown` (no node answered whether the account can be paid).
 */
export const collectClaim =
  ({ transact, chainConfig, standing }: ClaimNeeds) =>
  async (scope: OrgScope, input: ClaimInput): Promise<{ intentId: string }> => {
    const { organisationId, currency } = input;
    const coin = chainConfig.coins[currency] ?? "";
    const read = await transact(({ claims }) => claims.find(scope, input));
    const payable =
      read.minor > 0n && !read.underWay
        ? await standing(coin, read.account).catch(() => null)
        : null;
    return transact(async ({ claims, journal }) => {
      const { account, minor, underWay, asked } = await claims.find(scope, input); // load
      if (underWay) return { intentId: underWay };
      orThrow(mayCollect(minor, payable)); // decide
      const intentId = await journal.wish({
        key: `claim:${coin}:${account}:asked:${asked}`,
        kind: "claim",
        payload: { coin, account, currency },
        signer: "relayer",
        organisationId,
      }); // save
      await journal.record({
        name: "claim.collected",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: organisationId,
        data: { account, currency, minor: minor.toString(), intentId },
      });
      await journal.announce(`organisation:${organisationId}`); // announce
      return { intentId };
    });
  };
