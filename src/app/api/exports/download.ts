import { TRPCError } from "@trpc/server";
import { Refusal } from "@/core/refusal";

/** A text as a file to save. The name is made of plain characters only. */
export const download = (file: { name: string; mime: string; text: string }): Response =>
  new Response(file.text, {
    headers: {
      "content-type": `${file.mime}; charset=utf-8`,
      "content-disposition": `attachment; filename="${file.name.replace(/[^\w.-]+/g, "-")}"`,
      "cache-control": "private, no-store",
    },
  });

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
};

/** Runs a download and words what was refused on the way. */
export const downloading = async (work: () => Promise<Response>): Promise<Response> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TRPCError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    if (error instanceof Refusal) return new Response(error.message, { status: 400 });
    throw error;
  }
};
