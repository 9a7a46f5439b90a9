import { type RefusalCode, type RefusalDetail, refusalText } from "@/core/refusal";
import { refusalWords } from "./words";

/** What went wrong and what to do now, as sentences. */
export type Failure = { says: string; next: string };

/** 32 random bytes as hex: makes one form one act, however often it is sent. */
export const newSalt = (): `0x${string}` => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

const isWorded = (error: unknown): error is Failure =>
  error instanceof Error && "says" in error && "next" in error;

const isKnown = (code: unknown): code is RefusalCode =>
  typeof code === "string" && code in refusalText;

/** Words for anything that a wallet or the server refused. */
export const failureOf = async (error: unknown, currency: string): Promise<Failure> => {
  if (isWorded(error)) return { says: error.says, next: error.next };
  const data = (error as { data?: { refusal?: unknown; detail?: RefusalDetail | null } }).data;
  if (data && isKnown(data.refusal))
    return refusalWords({ code: data.refusal, detail: data.detail ?? {} }, currency);
  const { wordsOf } = await import("@/trpc/client");
  return wordsOf(error);
};
