import {
  discriminatedUnion,
  int,
  literal,
  enum as oneOf,
  type output,
  strictObject,
  string,
} from "zod";
import type { Proposal } from "@/core/approval/approval";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { expiryOf, LICENCE_CLASSES } from "@/core/licence/licence";
import { Refusal } from "@/core/refusal";
import { idField, lineField, reasonField, roleField } from "./fields";
import { memberProcedure, router } from "./init";

const platform = memberProcedure({ kinds: ["platform"] });
const maker = memberProcedure({ kinds: ["platform"], roles: ["maker", "admin"] });
const checker = memberProcedure({ kinds: ["platform"], roles: ["checker", "admin"] });

const change = discriminatedUnion("kind", [
  strictObject({ kind: literal("organisation.activate") }),
  strictObject({ kind: literal("organisation.suspend") }),
  strictObject({ kind: literal("organisation.reinstate") }),
  strictObject({
    kind: literal("licence.grant"),
    class: oneOf(LICENCE_CLASSES),
    number: lineField(60),
    regulator: lineField(120),
    /** Last day on which it holds, as a calendar date in Hong Kong. */
    lastDate: string().max(10),
  }),
  strictObject({ kind: literal("licence.revoke"), licenceId: idField, number: lineField(60) }),
  strictObject({
    kind: literal("member.appoint"),
    userId: idField,
    name: lineField(120),
    role: roleField,
  }),
]);

const proposalOf = (input: output<typeof change>): Proposal => {
  if (input.kind !== "licence.grant") return input;
  const { lastDate, ...licence } = input;
  const date = parseCalendarDate(lastDate);
  if (!date) throw new Refusal("licence.bad_date");
  return { ...licence, expiresAt: expiryOf(date).toISOString() };
};

export const approvalRouter = router({
  list: platform
    .input(
      strictObject({
        state: oneOf(["open", "approved", "rejected"]).optional(),
        organisationId: idField.optional(),
        page: int().min(1).max(10_000),
      }),
    )
    .query(async ({ ctx, input }) => ({
      ...(await ctx.views.approvals.list(ctx.scope, input)),
      /** What this person may do here; the decision itself asks again. */
      me: { id: ctx.scope.userId, mayDecide: ["checker", "admin"].includes(ctx.scope.role) },
    })),

  /** How many proposals wait for this person. */
  waiting: platform.query(({ ctx }) => ctx.views.approvals.waitingFor(ctx.scope)),

  propose: maker
    .input(strictObject({ organisationId: idField, reason: reasonField, change }))
    .mutation(({ ctx, input: { organisationId, reason, change: wanted } }) =>
      ctx.usecases.proposeChange(ctx.scope, {
        organisationId,
        reason,
        proposal: proposalOf(wanted),
      }),
    ),

  decide: checker
    .input(
      strictObject({
        approvalId: idField,
        decision: oneOf(["approved", "rejected"]),
        reason: reasonField,
      }),
    )
    .mutation(({ ctx, input }) => ctx.usecases.decideApproval(ctx.scope, input)),
});
