import { array, number, object, enum as oneOf, string } from "zod";
import { CURRENCIES } from "@/core/money";
import { environmentOf } from "@/trpc/environment";
import { hashField, idField, signatureField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { dateField, searchField } from "@/trpc/order-fields";

const warehouse = memberProcedure({ kinds: ["warehouse"] });
const acting = memberProcedure({ kinds: ["warehouse"], roles: ["maker", "admin"] });

const page = number().int().min(1).max(100_000).default(1);
const quantity = string().max(40);

const confirmation = {
  receivableId: hashField,
  after: number().int().min(0).max(1_000_000),
  said: object({
    others: oneOf(["delivered", "unchanged"]),
    lines: array(
      object({
        key: idField,
        delivered: quantity,
        short: quantity,
        rejected: quantity,
      }).strict(),
    ).max(5_000),
  }).strict(),
};

/** What a warehouse has to confirm, its confirmations, and everything it signed. */
export const deliveryRouter = router({
  list: warehouse
    .input(
      object({
        list: oneOf(["deliver", "hold"]),
        filter: object({
          sellerId: idField.optional(),
          currency: oneOf(CURRENCIES).optional(),
          search: searchField.optional(),
        })
          .strict()
          .default({}),
        page,
        pageSize: number().int().min(1).max(200).default(50),
      }).strict(),
    )
    .query(async ({ ctx, input }) => ({
      ...(await ctx.views.deliveries.list(ctx.scope, input)),
      now: ctx.clock.now(),
      viewer: ctx.scope.role,
    })),
  sellers: warehouse.query(({ ctx }) => ctx.views.deliveries.sellers(ctx.scope)),
  panel: warehouse
    .input(object({ receivableId: hashField }).strict())
    .query(async ({ ctx, input }) => ({
      ...(await ctx.views.deliveries.panel(ctx.scope, input.receivableId)),
      now: ctx.clock.now(),
      viewer: ctx.scope.role,
      chain: environmentOf(ctx).chain,
    })),
  form: warehouse
    .input(
      object({
        receivableId: hashField,
        search: searchField.optional(),
        page,
        pageSize: number().int().min(1).max(100).default(20),
      }).strict(),
    )
    .query(async ({ ctx, input }) => ({
      ...(await ctx.views.deliveries.form(ctx.scope, input)),
      now: ctx.clock.now(),
      viewer: ctx.scope.role,
      chain: environmentOf(ctx).chain,
    })),
  /** A question; it comes as a mutation because thousands of lines do not fit into an address. */
  quote: acting
    .input(object(confirmation).strict())
    .mutation(({ ctx, input }) => ctx.usecases.quoteDelivery(ctx.scope, input)),
  prepare: acting
    .input(object(confirmation).strict())
    .mutation(({ ctx, input }) => ctx.usecases.prepareDelivery(ctx.scope, input)),
  confirm: acting
    .input(
      object({
        ...confirmation,
        signed: object({ signedAt: number().int().positive(), signature: signatureField })
          .strict()
          .optional(),
      }).strict(),
    )
    .mutation(({ ctx, input }) => ctx.usecases.confirmDelivery(ctx.scope, input)),
  signed: warehouse
    .input(
      object({
        filter: object({
          kind: oneOf(["registration", "delivery"]).optional(),
          sellerId: idField.optional(),
          from: dateField.optional(),
          to: dateField.optional(),
          search: searchField.optional(),
        })
          .strict()
          .default({}),
        page,
        pageSize: number().int().min(1).max(20_000).default(50),
      }).strict(),
    )
    .query(({ ctx, input }) => ctx.views.deliveries.signed(ctx.scope, input)),
});
