import { bigint, strictObject, string } from "zod";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { expiryOf } from "@/core/licence/licence";
import { idField } from "./fields";
import { memberProcedure, router } from "./init";

const platform = memberProcedure({ kinds: ["platform"] });
const dateField = string().max(10).optional();
const DAY_MS = 86_400_000;

/** The moment after a calendar date in Hong Kong; undefined for anything that is no date. */
const endOf = (text: string | undefined): Date | undefined => {
  const date = text ? parseCalendarDate(text) : undefined;
  return date && expiryOf(date);
};

export const auditRouter = router({
  list: platform
    .input(
      strictObject({
        noun: string()
          .regex(/^[a-z-]{1,40}$/)
          .optional(),
        organisationId: idField.optional(),
        subject: string().max(100).optional(),
        /** Calendar dates in Hong Kong, both included; text that is no date does not filter. */
        fromDate: dateField,
        untilDate: dateField,
        before: bigint().positive().max(9_223_372_036_854_775_807n).optional(),
      }),
    )
    .query(({ ctx, input: { fromDate, untilDate, ...filter } }) => {
      const from = endOf(fromDate);
      return ctx.views.audit.list(ctx.scope, {
        ...filter,
        from: from && new Date(from.getTime() - DAY_MS),
        until: endOf(untilDate),
      });
    }),

  /** Recomputes the whole hash chain. */
  verify: platform.query(({ ctx }) => ctx.views.audit.verify(ctx.scope)),
});
