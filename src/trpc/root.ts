import { approvalRouter } from "@/trpc/approval-router";
import { auditRouter } from "@/trpc/audit-router";
import { bookRouter } from "@/trpc/book-router";
import { claimRouter } from "@/trpc/claim-router";
import { creditRouter } from "@/trpc/credit-router";
import { deliveryRouter } from "@/trpc/delivery-router";
import { fundingRouter } from "@/trpc/funding-router";
import { importRouter } from "@/trpc/import-router";
import { callerOf, router } from "@/trpc/init";
import { marketRouter } from "@/trpc/market-router";
import { offerRouter } from "@/trpc/offer-router";
import { operationsRouter } from "@/trpc/operations-router";
import { orderRouter } from "@/trpc/order-router";
import { organisationRouter } from "@/trpc/organisation-router";
import { paymentRouter } from "@/trpc/payment-router";
import { positionRouter } from "@/trpc/position-router";
import { receivableRouter } from "@/trpc/receivable-router";
import { registrationRouter } from "@/trpc/registration-router";
import { repaymentRouter } from "@/trpc/repayment-router";
import { sessionRouter } from "@/trpc/session-router";
import { verifyRouter } from "@/trpc/verify-router";

export const appRouter = router({
  import: importRouter,
  offer: offerRouter,
  operations: operationsRouter,
  order: orderRouter,
  receivable: receivableRouter,
  registration: registrationRouter,
  approval: approvalRouter,
  audit: auditRouter,
  book: bookRouter,
  claim: claimRouter,
  credit: creditRouter,
  delivery: deliveryRouter,
  funding: fundingRouter,
  market: marketRouter,
  organisation: organisationRouter,
  payment: paymentRouter,
  position: positionRouter,
  repayment: repaymentRouter,
  session: sessionRouter,
  verify: verifyRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = callerOf(appRouter);
