import { boolean, number, object, enum as oneOf } from "zod";
import { CURRENCIES } from "@/core/money";
import { AGEING_BUCKETS } from "@/core/position/ageing";
import { OPEN_ACTS } from "@/core/repayment/open-acts";
import { REPAYMENT_SHOWS, REPAYMENT_SORTS } from "@/core/repayment/repayment-filter";
import { hashField, idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { searchField } from "@/trpc/order-fields";

const platform = memberProcedure({ kinds: ["platform"] });
const acting = memberProcedure({ kinds: ["platform"], roles: ["maker", "admin"] });

const one = object({ receivableId: hashField }).strict();

/** Is everything being repaid, and if not, where? */
export const repaymentRouter = router({
  overview: platform.query(async ({ ctx }) => ({
    currencies: await ctx.views.repayments.overview(ctx.scope),
    now: ctx.clock.now(),
  })),
  list: platform
    .input(
      object({
        filter: object({
          show: oneOf(REPAYMENT_SHOWS),
          bucket: oneOf(AGEING_BUCKETS).optional(),
          currency: oneOf(CURRENCIES).optional(),
          buyerId: idField.optional(),
          sellerId: idField.optional(),
          lenderId: idField.optional(),
          search: searchField.optional(),
        }).strict(),
        sort: object({ by: oneOf(REPAYMENT_SORTS), descending: boolean() })
          .strict()
          .default({ by: "due", descending: false }),
        page: number().int().min(1).max(100_000).default(1),
        pageSize: number().int().min(1).max(20_000).default(50),
      }).strict(),
    )
    .query(({ ctx, input }) => ctx.views.repayments.list(ctx.scope, input)),
  exceptions: platform.query(({ ctx }) => ctx.views.repayments.exceptions(ctx.scope)),
  /** The receivable in our books beside what the contract answers; `chain` is null while the node does not answer. */
  book: platform.input(one).query(async ({ ctx, input }) => {
    const [book, chain] = await Promise.all([
      ctx.views.repayments.book(ctx.scope, input.receivableId),
      ctx.chainFacts.receivable(input.receivableId).catch(() => null),
    ]);
    return { ...book, chain, viewer: ctx.scope.role };
  }),
  push: acting
    .input(object({ receivableId: hashField, act: oneOf(OPEN_ACTS) }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.pushReceivable(ctx.scope, input)),
});
