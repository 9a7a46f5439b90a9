import { initTRPC, TRPCError } from "@trpc/server";
import { Refusal, refusalText } from "@/core/refusal";
import type { MemberRole, OrganisationKind } from "@/core/scope/scope";
import type { Context } from "@/trpc/context";
import { wireCode } from "@/trpc/refusal-map";
import { transformer } from "@/trpc/transformer";

/** Who may call a procedure; read by the authorisation matrix test. */
export type Meta = {
  readonly allowed: {
    readonly kinds: readonly OrganisationKind[];
    readonly roles?: readonly MemberRole[];
  };
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer,
    errorFormatter: ({ shape, error, ctx }) => {
      const refusal = error.cause instanceof Refusal ? error.cause : null;
      const known = refusal !== null || error.code === "BAD_REQUEST";
      const text = refusal
        ? refusalText[refusal.code]
        : error.code === "BAD_REQUEST"
          ? refusalText["input.invalid"]
          : null;
      return {
        message:
          text?.says ??
          (known ? shape.message : "Something went wrong on our side. Nothing was changed."),
        code: shape.code,
        data: {
          code: error.code,
          httpStatus: shape.data.httpStatus,
          refusal: refusal?.code ?? null,
          detail: refusal?.detail ?? null,
          next:
            text?.next ??
            `Try again; if it stays, tell the platform the number ${ctx?.requestId ?? "none"}.`,
        },
      };
    },
  });

/** Turns a refusal thrown by a use-case into its wire code; everything else stays an internal error without words. */
const worded = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof Refusal)
    throw new TRPCError({ code: wireCode[result.error.cause.code], cause: result.error.cause });
  return result;
});

const isStorable = (value: unknown): boolean => {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every((entry) => entry.every(isStorable));
};

/** PostgreSQL keeps neither NUL nor half a character in a text, so none comes in: one check instead of one per field. */
const storable = t.middleware(async ({ getRawInput, next }) => {
  if (!isStorable(await getRawInput())) throw new TRPCError({ code: "BAD_REQUEST" });
  return next();
});

export const router = t.router;
export const callerOf = t.createCallerFactory;

/** Open to anyone. */
export const publicProcedure = t.procedure.use(worded).use(storable);

/**
 * For members of organisations of the given kinds with one of the given roles.
 * Another kind of organisation gets "not found": it shall not learn what exists.
 */
export const memberProcedure = (allowed: Meta["allowed"]) =>
  publicProcedure.meta({ allowed }).use(({ ctx, next }) => {
    const { scope } = ctx;
    if (!scope)
      throw new TRPCError({ code: "UNAUTHORIZED", cause: new Refusal("session.required") });
    if (!allowed.kinds.includes(scope.kind))
      throw new TRPCError({ code: "NOT_FOUND", cause: new Refusal("object.not_found") });
    if (allowed.roles && !allowed.roles.includes(scope.role))
      throw new TRPCError({ code: "FORBIDDEN", cause: new Refusal("session.not_allowed") });
    return next({ ctx: { ...ctx, scope } });
  });
