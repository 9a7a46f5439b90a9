import { strictObject } from "zod";
import { typedDataJson } from "@/core/typed-data/typed-data";
import { environmentOf } from "./environment";
import { hashField, minorField, signatureField } from "./fields";
import { memberProcedure, router } from "./init";

const lender = memberProcedure({ kinds: ["lender"] });
const funder = memberProcedure({ kinds: ["lender"], roles: ["maker", "admin"] });

const wishFields = {
  receivableId: hashField,
  amount: minorField,
  salt: hashField,
  dealHash: hashField,
};

export const fundingRouter = router({
  /** What a lender needs to decide about one receivable; null when nothing is offered to it. */
  panel: lender.input(strictObject({ receivableId: hashField })).query(async ({ ctx, input }) => {
    const panel = await ctx.views.market.panel(ctx.scope, input.receivableId);
    return panel && { ...panel, chain: environmentOf(ctx).chain };
  }),

  /** The message a lender's own wallet has to sign, as the wallet takes it. */
  prepare: funder.input(strictObject(wishFields)).mutation(async ({ ctx, input }) => {
    const { account, message } = await ctx.usecases.prepareFunding(ctx.scope, input);
    return { account, typedData: typedDataJson(message) };
  }),

  submit: funder
    .input(strictObject({ ...wishFields, signature: signatureField.optional() }))
    .mutation(({ ctx, input }) => {
      const { signature, ...wish } = input;
      return ctx.usecases.fundReceivable(ctx.scope, signature ? { ...wish, signature } : wish);
    }),
});
