import { object, enum as oneOf } from "zod";
import { obstacleOf } from "@/core/claim/claim-standing";
import { CURRENCIES } from "@/core/money";
import type { WaitingClaim } from "@/ports/claim-views";
import type { Context } from "@/trpc/context";
import { idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";

const payee = memberProcedure({ kinds: ["lender", "seller"] });
const payeeActs = memberProcedure({ kinds: ["lender", "seller"], roles: ["maker", "admin"] });
const platform = memberProcedure({ kinds: ["platform"] });
const platformActs = memberProcedure({ kinds: ["platform"], roles: ["maker", "admin"] });

const currencyField = oneOf(CURRENCIES);

/** Each claim with what the chain says stands in its way at this moment. */
const judged = ({ chainFacts, chainConfig }: Context, claims: readonly WaitingClaim[]) =>
  Promise.all(
    claims.map(async (claim) => {
      const coin = chainConfig.coins[claim.currency] ?? "";
      const standing = await chainFacts.standing(coin, claim.account).catch(() => null);
      return { ...claim, obstacle: obstacleOf(standing) };
    }),
  );

/** Money that could not be paid when it was due: why it waits, and its payment once nothing stands in the way. */
export const claimRouter = router({
  own: payee.query(async ({ ctx }) => {
    const { waiting, collected } = await ctx.views.claims.own(ctx.scope);
    return { waiting: await judged(ctx, waiting), collected, viewer: ctx.scope.role };
  }),
  waiting: platform.query(async ({ ctx }) => ({
    claims: await judged(ctx, await ctx.views.claims.waiting(ctx.scope)),
    viewer: ctx.scope.role,
  })),
  collect: payeeActs
    .input(object({ currency: currencyField }).strict())
    .mutation(({ ctx, input: { currency } }) => {
      const { organisationId } = ctx.scope;
      return ctx.usecases.collectClaim(ctx.scope, { organisationId, currency });
    }),
  /** For an account that does not do it itself; the money can only go to that account. */
  payOut: platformActs
    .input(object({ organisationId: idField, currency: currencyField }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.collectClaim(ctx.scope, input)),
});
