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
import { expiryOf } from "@/core/licence/licence";
import { LICENCE_CLASSES } from "@/core/licence/licence-class";
import { Refusal } from "@/core/refusal";
import type { OrganisationDetail } from "@/ports/organisation-views";
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
  strictObject({ kind: literal("licence.revoke"), licenceId: idField }),
  strictObject({
    kind: literal("member.appoint"),
    userId: idField,
    role: roleField,
  }),
]);

/** The proposal in full: what the form names by id is looked up, so that the words are the database's own. */
const proposalOf = (input: output<typeof change>, organisation: OrganisationDetail): Proposal => {
  switch (input.kind) {
    case "licence.grant": {
      const { lastDate, ...licence } = input;
      const date = parseCalendarDate(lastDate);
      if (!date) throw new Refusal("licence.bad_date");
      return { ...licence, expiresAt: expiryOf(date).toISOString() };
    }
    case "licence.revoke": {
      const licence = organisation.licences.find(({ id }) => id === input.licenceId);
      if (!licence) throw new Refusal("object.not_found");
      return { ...input, number: licence.number };
    }
    case "member.appoint": {
      const person = organisation.people.find(({ userId }) => userId === input.userId);
      if (!person || organisation.kind !== "platform") throw new Refusal("object.not_found");
      return { ...input, name: person.name };
    }
    default:
      return input;
  }
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
    .mutation(async ({ ctx, input: { organisationId, reason, change: wanted } }) => {
      const organisation = await ctx.views.organisations.get(ctx.scope, organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      const proposal = proposalOf(wanted, organisation);
      return ctx.usecases.proposeChange(ctx.scope, { organisationId, reason, proposal });
    }),

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
