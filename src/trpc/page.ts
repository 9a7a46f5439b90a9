import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { api } from "./server";

const codeOf = (error: unknown): string | null => (error instanceof TRPCError ? error.code : null);

/** Who is signed in; null for a stranger. */
export const signedIn = async () => {
  const caller = await api();
  return caller.session.me().catch((error: unknown) => {
    if (codeOf(error) === "UNAUTHORIZED") return null;
    throw error;
  });
};

/** What a page reads: a stranger is led to sign-in, what the reader may not see does not exist. */
export const pageRead = async <T>(read: Promise<T>): Promise<T> => {
  try {
    return await read;
  } catch (error) {
    const code = codeOf(error);
    if (code === "UNAUTHORIZED") redirect("/sign-in");
    if (code === "NOT_FOUND") notFound();
    throw error;
  }
};
