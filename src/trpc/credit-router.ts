import { number, object, enum as oneOf, string } from "zod";
import { CREDIT_CAUSES } from "@/core/credit/credit-note";
import { environmentOf } from "@/trpc/environment";
import { hashField, lineField, minorField, minorOrZeroField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";
import { signatureField } from "@/trpc/order-fields";
import { receivableIdField } from "@/trpc/receivable-fields";

const seller = memberProcedure({ kinds: ["seller"] });
const acting = memberProcedure({ kinds: ["seller"], roles: ["maker", "admin"] });

const creditInput = {
  receivableId: receivableIdField,
  /** Credited in all when the form was drawn, minor units. */
  before: minorOrZeroField,
  amount: minorField,
  words: object({
    number: lineField(60),
    cause: oneOf(CREDIT_CAUSES),
    note: lineField(300).nullable(),
    file: object({ name: string().min(1).max(300), hash: hashField })
      .strict()
      .nullable(),
  }).strict(),
};

/** A seller's credit notes: what the buyer owes less, within what is held back. */
export const creditRouter = router({
  /** What the form is drawn from: the figures of this moment, and the chain a wallet has to sign for. */
  form: seller
    .input(object({ receivableId: receivableIdField }).strict())
    .query(async ({ ctx, input }) => ({
      ...(await ctx.views.credits.form(ctx.scope, input.receivableId)),
      viewer: ctx.scope.role,
      chain: environmentOf(ctx).chain,
    })),
  prepare: acting
    .input(object(creditInput).strict())
    .mutation(({ ctx, input }) => ctx.usecases.prepareCreditNote(ctx.scope, input)),
  issue: acting
    .input(
      object({
        ...creditInput,
        signed: object({ signedAt: number().int().positive(), signature: signatureField })
          .strict()
          .optional(),
      }).strict(),
    )
    .mutation(({ ctx, input }) => ctx.usecases.issueCreditNote(ctx.scope, input)),
});
