import { boolean, number, object } from "zod";
import { idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { signatureField } from "@/trpc/order-fields";
import { receivableIdField } from "@/trpc/receivable-fields";

const acting = memberProcedure({ kinds: ["seller"], roles: ["maker", "admin"] });

const bps = (least: number) => number().int().min(least).max(10_000);

const offerInput = {
  receivableId: receivableIdField,
  after: number().int().min(0).max(1_000_000),
  lenderId: idField.optional(),
  terms: object({
    advanceBps: bps(1),
    rateBps: bps(0),
    lateRateBps: bps(0),
    minimumBps: bps(1),
    fundDays: number().int().min(1).max(90),
    deliverDays: number().int().min(1).max(365),
    recourse: boolean(),
    rateOverride: boolean(),
  }).strict(),
};

/** The seller's financing terms: signed off chain, carried in with the first funding. */
export const offerRouter = router({
  prepare: acting
    .input(object(offerInput).strict())
    .mutation(({ ctx, input }) => ctx.usecases.prepareOffer(ctx.scope, input)),
  sign: acting
    .input(
      object({
        ...offerInput,
        signed: object({ signedAt: number().int().positive(), signature: signatureField })
          .strict()
          .optional(),
      }).strict(),
    )
    .mutation(({ ctx, input }) => ctx.usecases.signOffer(ctx.scope, input)),
  withdraw: acting
    .input(object({ receivableId: receivableIdField }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.withdrawOffer(ctx.scope, input)),
});
