import { array, number, object } from "zod";
import { idField, reasonField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { groupingField, selectionField, signatureField } from "@/trpc/order-fields";

const sellerActs = memberProcedure({ kinds: ["seller"], roles: ["maker", "admin"] });
const warehouseActs = memberProcedure({ kinds: ["warehouse"], roles: ["maker", "admin"] });
const either = memberProcedure({ kinds: ["seller", "warehouse", "platform"] });

const chosen = { selection: selectionField, grouping: groupingField };
const one = object({ registrationId: idField }).strict();

/** From chosen orders to receivables on chain: the seller signs, the warehouse countersigns. */
export const registrationRouter = router({
  awaiting: either.query(({ ctx }) => ctx.views.registrations.awaiting(ctx.scope)),
  detail: either
    .input(one)
    .query(({ ctx, input }) => ctx.views.registrations.detail(ctx.scope, input.registrationId)),
  prepare: sellerActs
    .input(object(chosen).strict())
    .mutation(({ ctx, input }) => ctx.usecases.prepareRegistration(ctx.scope, input)),
  propose: sellerActs
    .input(
      object({
        ...chosen,
        signed: object({
          issuedAt: number().int().positive(),
          signatures: array(signatureField).min(1).max(50),
        })
          .strict()
          .optional(),
      }).strict(),
    )
    .mutation(({ ctx, input }) => ctx.usecases.proposeRegistration(ctx.scope, input)),
  withdraw: sellerActs
    .input(one)
    .mutation(({ ctx, input }) => ctx.usecases.withdrawRegistration(ctx.scope, input)),
  prepareCountersign: warehouseActs
    .input(one)
    .mutation(({ ctx, input }) => ctx.usecases.prepareCountersign(ctx.scope, input)),
  countersign: warehouseActs
    .input(object({ registrationId: idField, signature: signatureField.optional() }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.countersignRegistration(ctx.scope, input)),
  decline: warehouseActs
    .input(object({ registrationId: idField, reason: reasonField }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.declineRegistration(ctx.scope, input)),
});
