import { boolean, date, number, object, enum as oneOf } from "zod";
import { RECEIVABLE_SORTS } from "@/core/receivable/receivable-filter";
import { everyKind, idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { searchField } from "@/trpc/order-fields";
import { receivableFilterField, receivableIdField } from "@/trpc/receivable-fields";

const member = memberProcedure({ kinds: everyKind });
const acting = memberProcedure({ kinds: ["seller"], roles: ["maker", "admin"] });

const one = object({ receivableId: receivableIdField }).strict();
const page = number().int().min(1).max(100_000).default(1);

/** Receivables as each side may see them; the seller's link for the buyer. */
export const receivableRouter = router({
  home: member.query(({ ctx }) => ctx.views.home.home(ctx.scope)),
  list: member
    .input(
      object({
        filter: receivableFilterField.default({}),
        sort: object({ by: oneOf(RECEIVABLE_SORTS), descending: boolean() })
          .strict()
          .default({ by: "created", descending: true }),
        page,
        pageSize: number().int().min(1).max(20_000).default(50),
      }).strict(),
    )
    .query(({ ctx, input }) => ctx.views.receivables.list(ctx.scope, input)),
  detail: member.input(one).query(async ({ ctx, input }) => ({
    ...(await ctx.views.receivables.detail(ctx.scope, input.receivableId)),
    now: ctx.clock.now(),
    viewer: { kind: ctx.scope.kind, role: ctx.scope.role },
  })),
  orders: member
    .input(
      object({
        receivableId: receivableIdField,
        search: searchField.optional(),
        page,
        pageSize: number().int().min(1).max(200).default(25),
      }).strict(),
    )
    .query(({ ctx, input: { receivableId: id, ...input } }) =>
      ctx.views.receivables.orders(ctx.scope, { id, ...input }),
    ),
  proof: member
    .input(object({ receivableId: receivableIdField, orderId: idField }).strict())
    .query(({ ctx, input: { receivableId: id, orderId } }) =>
      ctx.views.receivables.proof(ctx.scope, { id, orderId }),
    ),
  createBuyerLink: acting
    .input(object({ receivableId: receivableIdField, replaces: date().nullable() }).strict())
    .mutation(async ({ ctx, input }) => {
      const { path, expiresAt } = await ctx.usecases.createBuyerLink(ctx.scope, input);
      return { url: `${ctx.settings.appUrl}${path}`, expiresAt };
    }),
  extendBuyerLink: acting
    .input(one)
    .mutation(({ ctx, input }) => ctx.usecases.extendBuyerLink(ctx.scope, input)),
});
