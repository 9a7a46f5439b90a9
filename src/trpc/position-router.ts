import { enum as oneOf, strictObject } from "zod";
import { CURRENCIES } from "@/core/money";
import { memberProcedure, router } from "./init";

const lender = memberProcedure({ kinds: ["lender"] });

export const positionRouter = router({
  /** What the lender holds, held or has on its way. */
  list: lender
    .input(
      strictObject({
        currency: oneOf(CURRENCIES).nullable(),
        state: oneOf(["open", "late", "closed", "submitted"]).nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.views.positions.list(ctx.scope, input)),
});
