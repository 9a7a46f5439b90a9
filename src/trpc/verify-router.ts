import { strictObject, string } from "zod";
import { QUERY_LENGTH_MAX } from "@/core/proof/proof-query";
import { Refusal } from "@/core/refusal";
import { publicProcedure, router } from "./init";

const LIMIT = { max: 120, windowSeconds: 600 };

export const verifyRouter = router({
  /** Checks a pasted id, reference, hash, transaction or order proof. Open to anyone; nothing is kept. */
  check: publicProcedure
    .input(strictObject({ text: string().max(QUERY_LENGTH_MAX + 1) }))
    .query(async ({ ctx, input }) => {
      if (!(await ctx.attemptLimit(`verify:${ctx.address}`, LIMIT)))
        throw new Refusal("request.too_many");
      return ctx.usecases.checkProof(input.text);
    }),
});
