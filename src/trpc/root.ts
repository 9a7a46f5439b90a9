import { callerOf, router } from "@/trpc/init";

export const appRouter = router({});

export type AppRouter = typeof appRouter;

export const createCaller = callerOf(appRouter);
