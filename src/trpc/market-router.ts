import { boolean, int, enum as oneOf, strictObject } from "zod";
import { MARKET_SORTS } from "@/core/market/market-filters";
import { CURRENCIES } from "@/core/money";
import { CONFIRMATION_STRENGTHS } from "@/core/payment/buyer-state";
import { idField } from "./fields";
import { memberProcedure, router } from "./init";

const lender = memberProcedure({ kinds: ["lender"] });

export const marketRouter = router({
  /** Open offers that this lender may fund. */
  list: lender
    .input(
      strictObject({
        currency: oneOf(CURRENCIES).nullable(),
        rateBpsMin: int().min(0).max(10_000).nullable(),
        tenorDaysMax: int().min(0).max(3_650).nullable(),
        sellerId: idField.nullable(),
        buyerId: idField.nullable(),
        warehouseId: idField.nullable(),
        strength: oneOf(CONFIRMATION_STRENGTHS).nullable(),
        sort: oneOf(MARKET_SORTS),
        descending: boolean(),
        page: int().min(1).max(100_000),
      }),
    )
    .query(({ ctx, input }) => ctx.views.market.list(ctx.scope, input)),
});
