import { approvalRouter } from "@/trpc/approval-router";
import { auditRouter } from "@/trpc/audit-router";
import { callerOf, router } from "@/trpc/init";
import { organisationRouter } from "@/trpc/organisation-router";
import { sessionRouter } from "@/trpc/session-router";

export const appRouter = router({
  approval: approvalRouter,
  audit: auditRouter,
  organisation: organisationRouter,
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = callerOf(appRouter);
