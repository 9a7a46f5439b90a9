import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "../../src/trpc/root";
import { transformer } from "../../src/trpc/transformer";
import type { Signed } from "./people";

export type Caller = TRPCClient<AppRouter>;

/** Headers that act for a signed-in person. */
export const headersOf = (base: string, state: Signed): Record<string, string> => ({
  origin: base,
  cookie:
    typeof state === "object"
      ? state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
      : "",
});

/** The procedures of an installation, called for a signed-in person. */
export const callerFor = (base: string, state: Signed): Caller =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${base}/api/trpc`, transformer, headers: headersOf(base, state) })],
  });
