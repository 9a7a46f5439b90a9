import { headers } from "next/headers";
import { cache } from "react";
import { createContext } from "@/trpc/context";
import { createCaller } from "@/trpc/root";

/** The caller for server components; one context per request. */
export const api = cache(async () =>
  createCaller(await createContext({ headers: await headers() })),
);

/** Who is signed in; layout and page ask the database once. */
export const me = cache(async () => (await api()).session.me());
