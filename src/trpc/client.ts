import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/trpc/root";
import { transformer } from "@/trpc/transformer";

/** What each procedure answers, for components that draw it. */
export type Outputs = inferRouterOutputs<AppRouter>;

/** The browser's way in; same procedures, same refusals. */
export const trpc = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: "/api/trpc", maxItems: 10, transformer })],
});

/** What to show when a call failed: what happened and what to do now. */
export const wordsOf = (error: unknown): { says: string; next: string; refusal: string | null } => {
  if (error instanceof TRPCClientError && error.data)
    return {
      says: error.message,
      next: error.data.next ?? "",
      refusal: error.data.refusal ?? null,
    };
  return {
    says: "No answer came from the server.",
    next: "It may have been done all the same. Once the connection is back, this page shows how things stand: look before you try again.",
    refusal: null,
  };
};
