import { number, object } from "zod";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { groupingField, orderFilterField, selectionField } from "@/trpc/order-fields";

const seller = memberProcedure({ kinds: ["seller"] });

/** The seller's orders, and what signing a selection of them would make. */
export const orderRouter = router({
  list: seller
    .input(
      object({
        filter: orderFilterField.default({}),
        page: number().int().min(1).max(100_000).default(1),
        pageSize: number().int().min(1).max(20_000).default(50),
      }).strict(),
    )
    .query(({ ctx, input }) => ctx.views.orders.list(ctx.scope, input)),
  choices: seller.query(({ ctx }) => ctx.views.orders.choices(ctx.scope)),
  proposal: seller
    .input(object({ selection: selectionField, grouping: groupingField }).strict())
    .query(({ ctx, input }) =>
      ctx.views.orders.proposal(ctx.scope, {
        ...input,
        today: calendarDateAt(ctx.clock.now(), HONG_KONG_OFFSET_SECONDS),
      }),
    ),
  lines: seller
    .input(object({ id: idField }).strict())
    .query(({ ctx, input }) => ctx.views.orders.lines(ctx.scope, input.id)),
});
