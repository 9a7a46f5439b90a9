import { int, enum as oneOf, strictObject } from "zod";
import { isRetryable } from "@/core/intent/retry";
import { idField } from "./fields";
import { memberProcedure, router } from "./init";

const platform = memberProcedure({ kinds: ["platform"] });
const maker = memberProcedure({ kinds: ["platform"], roles: ["maker", "admin"] });

export const operationsRouter = router({
  /** Chain, workers, ledger, lanes and newest blocks: everything that tells whether the installation is well. */
  status: platform.query(async ({ ctx }) => {
    const { operations } = ctx.views;
    const [health, lanes, blocks, auditor, stops] = await Promise.all([
      operations.health(),
      operations.lanes(ctx.scope),
      operations.blocks(ctx.scope),
      operations.auditor(ctx.scope),
      operations.stops(ctx.scope),
    ]);
    return { ...health, lanes, blocks, auditor, stops };
  }),

  intents: platform
    .input(
      strictObject({
        status: oneOf(["open", "mined", "final", "failed"]),
        page: int().min(1).max(10_000),
      }),
    )
    .query(async ({ ctx, input }) => {
      const list = await ctx.views.operations.intents(ctx.scope, input);
      const mayRetry = ["maker", "admin"].includes(ctx.scope.role);
      return {
        ...list,
        rows: list.rows.map((row) => ({
          ...row,
          retryable: mayRetry && row.status === "failed" && isRetryable(row.kind),
        })),
      };
    }),

  retry: maker
    .input(strictObject({ intentId: idField }))
    .mutation(({ ctx, input }) => ctx.usecases.retryIntent(ctx.scope, input)),
});
