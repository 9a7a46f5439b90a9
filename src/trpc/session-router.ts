import { strictObject, string } from "zod";
import { Refusal } from "@/core/refusal";
import { PASSWORD_LENGTH_MAX } from "@/core/session/session";
import { LINK_STATEMENT, SIGN_IN_STATEMENT } from "@/core/session/sign-in-text";
import { environmentOf } from "./environment";
import { everyKind, idField, signedTextFields } from "./fields";
import { memberProcedure, publicProcedure, router } from "./init";

const member = memberProcedure({ kinds: everyKind });
const secretField = string().min(1).max(PASSWORD_LENGTH_MAX);

const sessionOf = (sessionId: string | null): string => {
  if (!sessionId) throw new Refusal("session.required");
  return sessionId;
};

export const sessionRouter = router({
  /** What a page may say about this installation. The node's address is given on a local chain only. */
  environment: publicProcedure.query(({ ctx }) => environmentOf(ctx)),

  /** Who is signed in, for which organisation, and which others there are. */
  me: member.query(({ ctx }) => ctx.views.session.signedIn(ctx.scope)),

  /** A challenge for a wallet to sign in with. */
  challenge: publicProcedure.mutation(async ({ ctx }) => {
    const window = { max: 60, windowSeconds: 900 };
    if (!(await ctx.attemptLimit(`challenge:${ctx.address}`, window)))
      throw new Refusal("request.too_many");
    return ctx.usecases.issueChallenge({ ...ctx.place, statement: SIGN_IN_STATEMENT });
  }),

  /** A challenge for a wallet that shall become a way to sign in. */
  walletChallenge: member.mutation(({ ctx }) =>
    ctx.usecases.issueChallenge({ ...ctx.place, statement: LINK_STATEMENT }),
  ),

  linkWallet: member
    .input(strictObject(signedTextFields))
    .mutation(({ ctx, input }) => ctx.usecases.linkWallet(ctx.scope, input, ctx.place)),

  switchOrganisation: member
    .input(strictObject({ organisationId: idField }))
    .mutation(({ ctx, input }) =>
      ctx.usecases.switchOrganisation(ctx.scope, { ...input, sessionId: sessionOf(ctx.sessionId) }),
    ),

  changePassword: member
    .input(strictObject({ current: secretField, next: string().max(PASSWORD_LENGTH_MAX * 4) }))
    .mutation(({ ctx, input }) =>
      ctx.usecases.changePassword(ctx.scope, { ...input, sessionId: sessionOf(ctx.sessionId) }),
    ),
});
