import { array, number, object, enum as oneOf, record, string } from "zod";
import { idField } from "@/trpc/fields";
import { memberProcedure, router } from "@/trpc/init";

const seller = memberProcedure({ kinds: ["seller"] });
const acting = memberProcedure({ kinds: ["seller"], roles: ["maker", "admin"] });

const verdict = oneOf(["financeable", "hold", "reject", "duplicate"]);
const page = number().int().min(1).max(100_000).default(1);

const included = object({
  document: number().int().min(0).max(1_000_000),
  dueDate: string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
}).strict();

/** Uploaded files, their plans, and what a commit makes of them. The upload itself is a plain route. */
export const importRouter = router({
  list: seller
    .input(object({ page, pageSize: number().int().min(1).max(100).default(25) }).strict())
    .query(({ ctx, input }) => ctx.views.imports.list(ctx.scope, input)),
  detail: seller
    .input(
      object({
        id: idField,
        warehouseId: idField.optional(),
        verdict: verdict.optional(),
        page,
        pageSize: number().int().min(1).max(200).default(50),
      }).strict(),
    )
    .query(({ ctx, input }) => ctx.views.imports.detail(ctx.scope, input)),
  failedRows: seller
    .input(object({ id: idField, warehouseId: idField.optional() }).strict())
    .query(({ ctx, input }) => ctx.views.imports.failedRows(ctx.scope, input)),
  warehouses: seller.query(({ ctx }) => ctx.views.imports.warehouses(ctx.scope)),
  replan: acting
    .input(
      object({
        importId: idField,
        columns: record(string().max(200), string().max(60).nullable()).optional(),
        decimalMark: oneOf([".", ","]).optional(),
        dateOrder: oneOf(["day-first", "month-first"]).optional(),
      }).strict(),
    )
    .mutation(({ ctx, input: { importId, ...choices } }) =>
      ctx.usecases.replanImport(ctx.scope, { importId, choices }),
    ),
  commit: acting
    .input(
      object({
        importId: idField,
        warehouseId: idField,
        included: array(included).max(5_000),
        expected: number().int().min(1).max(1_000_000),
      }).strict(),
    )
    .mutation(({ ctx, input }) => ctx.usecases.commitImport(ctx.scope, input)),
  discard: acting
    .input(object({ importId: idField }).strict())
    .mutation(({ ctx, input }) => ctx.usecases.discardImport(ctx.scope, input)),
});
