import { type Failure, failureOf as plainFailureOf } from "@/components/wallet/failure";
import { type RefusalCode, type RefusalDetail, refusalText } from "@/core/refusal";
import { refusalWords } from "./words";

const isKnown = (code: unknown): code is RefusalCode =>
  typeof code === "string" && code in refusalText;

/** Words for anything that a wallet or the server refused, with the figures of the refusal. */
export const failureOf = async (error: unknown, currency: string): Promise<Failure> => {
  const data = (error as { data?: { refusal?: unknown; detail?: RefusalDetail | null } }).data;
  if (data && isKnown(data.refusal))
    return refusalWords({ code: data.refusal, detail: data.detail ?? {} }, currency);
  return plainFailureOf(error);
};
