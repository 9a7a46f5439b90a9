import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { refusalText } from "@/core/refusal";
import { PAGE_HEADER, signInPath } from "@/core/session/session";
import { api, me } from "./server";

const codeOf = (error: unknown): string | null => (error instanceof TRPCError ? error.code : null);

/** Who is signed in; null for a stranger. */
export const signedIn = () =>
  me().catch((error: unknown) => {
    if (codeOf(error) === "UNAUTHORIZED") return null;
    throw error;
  });

/** Leads a stranger to sign-in, and from there back to the page that was asked for. */
export const toSignIn = async (): Promise<never> =>
  redirect(signInPath((await headers()).get(PAGE_HEADER)));

/**
 * What a page reads: a stranger is led to sign-in, what the reader may not see does not exist, and neither does what
 * the address misspells (lists drop odd filters before they ask).
 */
export const pageRead = async <T>(read: Promise<T>): Promise<T> => {
  try {
    return await read;
  } catch (error) {
    const code = codeOf(error);
    if (code === "UNAUTHORIZED") return toSignIn();
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    throw error;
  }
};

/** A buyer's link: the debt it opens, or why it opens nothing. */
export const readLink = async (token: string) => {
  const caller = await api();
  try {
    return { state: "open" as const, debt: await caller.payment.debt({ token }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "TOO_MANY_REQUESTS") return { state: "too-many" as const };
    if (code !== "NOT_FOUND" && code !== "BAD_REQUEST") throw error;
  }
  if (!/^[\w-]{43}$/.test(token)) return { state: "unknown" as const };
  const glimpse = await caller.payment.glimpse({ token });
  return glimpse?.expired
    ? { state: "expired" as const, ...glimpse }
    : { state: "unknown" as const };
};

/** A public check: its answer, or why it was not made. */
export const readCheck = async (text: string) => {
  const caller = await api();
  try {
    return { state: "answered" as const, result: await caller.verify.check({ text }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "TOO_MANY_REQUESTS")
      return { state: "refused" as const, ...refusalText["request.too_many"] };
    if (code === "BAD_REQUEST")
      return { state: "refused" as const, ...refusalText["input.invalid"] };
    throw error;
  }
};
