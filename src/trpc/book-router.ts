import { strictObject, string } from "zod";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { expiryOf } from "@/core/licence/licence";
import { Refusal } from "@/core/refusal";
import { idField } from "./fields";
import { memberProcedure, router } from "./init";

const platform = memberProcedure({ kinds: ["platform"] });
const anyMember = memberProcedure({
  kinds: ["seller", "lender", "warehouse", "buyer", "platform"],
});

/** A calendar date in Hong Kong, that day included. */
const asOfField = string().max(10);

const beforeOf = (asOf: string): Date => {
  const date = parseCalendarDate(asOf);
  if (!date) throw new Refusal("input.invalid");
  return expiryOf(date);
};

export const bookRouter = router({
  /** Debits and credits by account at the end of a day. */
  trialBalance: platform
    .input(strictObject({ asOf: asOfField }))
    .query(({ ctx, input }) => ctx.views.books.trialBalance(ctx.scope, beforeOf(input.asOf))),

  /** What an organisation put in and got, to the end of a day. */
  statement: anyMember
    .input(strictObject({ organisationId: idField, asOf: asOfField }))
    .query(({ ctx, input: { organisationId, asOf } }) =>
      ctx.views.books.statement(ctx.scope, { organisationId, before: beforeOf(asOf) }),
    ),
});
