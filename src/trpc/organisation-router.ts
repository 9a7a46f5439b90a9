import { int, enum as oneOf, strictObject, string } from "zod";
import { ONBOARDED_KINDS } from "@/core/organisation/draft";
import { permissionOn } from "@/core/organisation/permission";
import { Refusal } from "@/core/refusal";
import { PASSWORD_LENGTH_MAX } from "@/core/session/session";
import { accountStatement } from "@/core/session/sign-in-text";
import { everyKind, idField, kindField, lineField, roleField, signedTextFields } from "./fields";
import { memberProcedure, router } from "./init";

const platform = memberProcedure({ kinds: ["platform"] });
const platformMaker = memberProcedure({ kinds: ["platform"], roles: ["maker", "admin"] });
const member = memberProcedure({ kinds: everyKind });
const administrator = memberProcedure({ kinds: everyKind, roles: ["admin"] });
const noAccountYet = memberProcedure({ kinds: everyKind, roles: ["admin", "viewer"] });

export const organisationRouter = router({
  list: platform
    .input(
      strictObject({
        kind: kindField.optional(),
        status: oneOf(["draft", "active", "suspended"]).optional(),
        search: string().max(100).optional(),
        page: int().min(1).max(10_000),
      }),
    )
    .query(({ ctx, input }) => ctx.views.organisations.list(ctx.scope, input)),

  /** One organisation: any for the platform, the own one for everybody else. */
  get: member.input(strictObject({ id: idField })).query(async ({ ctx, input }) => {
    const organisation = await ctx.views.organisations.get(ctx.scope, input.id);
    if (!organisation) throw new Refusal("object.not_found");
    return { organisation, may: permissionOn(ctx.scope, organisation) };
  }),

  draft: platformMaker
    .input(
      strictObject({
        kind: oneOf(ONBOARDED_KINDS),
        name: lineField(120),
        legalId: lineField(60).nullable(),
        country: string()
          .regex(/^[A-Z]{2}$/)
          .nullable(),
        custody: oneOf(["platform", "wallet"]),
      }),
    )
    .mutation(({ ctx, input }) => ctx.usecases.draftOrganisation(ctx.scope, input)),

  addMember: administrator
    .input(
      strictObject({
        organisationId: idField,
        email: string().max(254),
        name: lineField(120),
        role: roleField,
        password: string().max(PASSWORD_LENGTH_MAX * 4),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { created } = await ctx.usecases.addMember(ctx.scope, input);
      return { created };
    }),

  changeMember: administrator
    .input(strictObject({ organisationId: idField, userId: idField, role: roleField.nullable() }))
    .mutation(({ ctx, input }) => ctx.usecases.changeMember(ctx.scope, input)),

  /** A challenge for the wallet that shall act for the own organisation. */
  accountChallenge: noAccountYet.mutation(async ({ ctx }) => {
    const own = await ctx.views.organisations.get(ctx.scope, ctx.scope.organisationId);
    if (!own) throw new Refusal("object.not_found");
    return ctx.usecases.issueChallenge({ ...ctx.place, statement: accountStatement(own.name) });
  }),

  proveAccount: noAccountYet
    .input(strictObject(signedTextFields))
    .mutation(({ ctx, input }) => ctx.usecases.proveAccount(ctx.scope, input, ctx.place)),
});
