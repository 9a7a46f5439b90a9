import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/trpc/context";
import { appRouter } from "@/trpc/root";
import { isFromOwnPage, nestsTooDeep, readCapped, refusal, reportFault } from "../../guard";

/** Largest body of a call; files go through their own door. */
const BODY_BYTES_MAX = 1024 * 1024;
const RETRY_SECONDS = "600";

/** A body that was read already, as a request of its own. */
const withBody = (request: Request, body: string): Request =>
  new Request(request.url, { method: request.method, headers: request.headers, body });

/** The request as the procedures may see it, or why they do not. */
const admit = async (request: Request): Promise<Request | Response> => {
  if (request.method === "GET")
    return nestsTooDeep(new URL(request.url).searchParams.get("input") ?? "")
      ? refusal(400, "The input nests too deep.")
      : request;
  if (!isFromOwnPage(request)) return refusal(403, "Another site's page may not do this.");
  if (!request.headers.get("content-type")?.startsWith("application/json"))
    return refusal(415, "Only JSON is taken here.");
  const body = await readCapped(request, BODY_BYTES_MAX);
  if (!body) return refusal(413, "The input is too large.");
  const text = body.toString("utf8");
  return nestsTooDeep(text) ? refusal(400, "The input nests too deep.") : withBody(request, text);
};

const handle = async (request: Request): Promise<Response> => {
  const admitted = await admit(request);
  if (admitted instanceof Response) return admitted;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: admitted,
    router: appRouter,
    createContext: () => createContext(request),
    maxBatchSize: 10,
    responseMeta: ({ errors }) =>
      errors.some(({ code }) => code === "TOO_MANY_REQUESTS")
        ? { headers: { "retry-after": RETRY_SECONDS } }
        : {},
    onError: ({ error, path, ctx }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        reportFault({ id: ctx?.requestId ?? "none", door: `trpc ${path}`, error: error.cause });
    },
  });
};

export { handle as GET, handle as POST };
