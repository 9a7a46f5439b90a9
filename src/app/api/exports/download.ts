import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { headers } from "next/headers";
import { Refusal } from "@/core/refusal";
import { createContext } from "@/trpc/context";
import { wireCode } from "@/trpc/refusal-map";
import { reportFault } from "../guard";

const LIMIT = { max: 60, windowSeconds: 600 };

/** A text as a file to save. The name is made of plain characters only. */
export const download = (file: { name: string; mime: string; text: string }): Response =>
  new Response(file.text, {
    headers: {
      "content-type": `${file.mime}; charset=utf-8`,
      "content-disposition": `attachment; filename="${file.name.replace(/[^\w.-]+/g, "-")}"`,
      "cache-control": "private, no-store",
    },
  });

const plain = (status: number, text: string, more: Record<string, string> = {}): Response =>
  new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...more } });

/** What was refused on the way, in words; what nobody expected, as a number only. */
const worded = (error: unknown, requestId: string): Response => {
  if (error instanceof Refusal) {
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: wireCode[error.code] }));
    return plain(status, error.message);
  }
  if (error instanceof TRPCError && error.code === "BAD_REQUEST")
    return plain(400, "Something in the address is not right.");
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR")
    return plain(getHTTPStatusCodeFromError(error), error.message);
  reportFault({ id: requestId, door: "exports", error });
  return plain(500, `Something went wrong on our side. Tell the platform the number ${requestId}.`);
};

/** Runs a download, so many a person in ten minutes, and words what was refused on the way. */
export const downloading = async (work: () => Promise<Response>): Promise<Response> => {
  const { scope, address, attemptLimit, requestId } = await createContext({
    headers: await headers(),
  });
  if (!(await attemptLimit(`export:${scope?.userId ?? address}`, LIMIT)))
    return plain(429, "Too many downloads. Wait a few minutes.", {
      "retry-after": String(LIMIT.windowSeconds),
    });
  try {
    return await work();
  } catch (error) {
    return worded(error, requestId);
  }
};
