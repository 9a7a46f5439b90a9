import { int, looseObject, enum as oneOf, strictObject, string } from "zod";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { CONFIRMATION_STRENGTHS } from "@/core/payment/buyer-state";
import { Refusal } from "@/core/refusal";
import { typedDataJson } from "@/core/typed-data/typed-data";
import { environmentOf } from "./environment";
import { accountField, hashField, minorField, minorOrZeroField, signatureField } from "./fields";
import { publicProcedure, router } from "./init";

const tokenField = string().regex(/^[\w-]{43}$/);
const READS = { max: 300, windowSeconds: 600 };
const WRITES = { max: 40, windowSeconds: 600 };

/** For whoever holds a valid link: the link's own scope, with its requests counted. */
const holder = (limit: typeof READS) =>
  publicProcedure.input(looseObject({ token: tokenField })).use(async ({ ctx, input, next }) => {
    const link = await ctx.gate.linkScopeOf(input.token);
    const key = link ? `link:${link.linkId}:${limit.max}` : `link-miss:${ctx.address}`;
    if (!(await ctx.attemptLimit(key, limit))) throw new Refusal("request.too_many");
    if (!link) throw new Refusal("link.not_found");
    return next({ ctx: { ...ctx, link } });
  });

const reader = holder(READS);
const writer = holder(WRITES);

const wishFields = { payer: accountField, amount: minorField, salt: hashField };

export const paymentRouter = router({
  /** Whom to ask when a link no longer opens; null for an unknown one. */
  glimpse: publicProcedure
    .input(strictObject({ token: tokenField }))
    .query(async ({ ctx, input }) => {
      if (!(await ctx.attemptLimit(`link-glimpse:${ctx.address}`, READS)))
        throw new Refusal("request.too_many");
      return ctx.views.linkGlimpse(input.token);
    }),

  /** The debt behind the link. */
  debt: reader.query(async ({ ctx }) => {
    const debt = await ctx.views.debts.debt(ctx.link, "read");
    if (!debt) throw new Refusal("link.not_found");
    const { deal, ...shown } = debt;
    return { ...shown, onChain: deal !== null, chain: environmentOf(ctx).chain };
  }),

  /** Keeps the first visit. */
  open: writer.mutation(({ ctx }) => ctx.usecases.openBuyerLink(ctx.link)),

  confirm: writer
    .input(
      strictObject({
        token: tokenField,
        strength: oneOf(CONFIRMATION_STRENGTHS),
        name: string().max(200),
        amount: minorOrZeroField.nullable(),
        date: string().max(10).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => {
      const date = input.date === null ? undefined : parseCalendarDate(input.date);
      const promise = input.amount !== null && date ? { amount: input.amount, date } : null;
      const { strength, name } = input;
      return ctx.usecases.confirmBuyerDebt(ctx.link, { strength, name, promise });
    }),

  dispute: writer
    .input(
      strictObject({
        token: tokenField,
        name: string().max(200),
        reason: string().max(2_100),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.usecases.disputeBuyerDebt(ctx.link, { name: input.name, reason: input.reason }),
    ),

  withdrawDispute: writer
    .input(strictObject({ token: tokenField, name: string().max(200) }))
    .mutation(({ ctx, input }) =>
      ctx.usecases.withdrawBuyerDispute(ctx.link, { name: input.name }),
    ),

  /** The message a paying wallet has to sign, as the wallet takes it. */
  prepare: writer
    .input(strictObject({ token: tokenField, ...wishFields }))
    .mutation(async ({ ctx, input: { token: _proven, ...wish } }) => {
      const { message, validBefore } = await ctx.usecases.preparePayment(ctx.link, wish);
      return { typedData: typedDataJson(message), validBefore };
    }),

  pay: writer
    .input(
      strictObject({
        token: tokenField,
        ...wishFields,
        validBefore: int().min(0),
        signature: signatureField,
      }),
    )
    .mutation(({ ctx, input: { token: _proven, ...wish } }) =>
      ctx.usecases.payReceivable(ctx.link, wish),
    ),
});
