import { FILE_BYTES_MAX } from "@/core/import/import-state";
import { Refusal, refusalText } from "@/core/refusal";
import { type Context, createContext } from "@/trpc/context";
import { wireCode } from "@/trpc/refusal-map";
import { isFromOwnPage, readCapped, refusal, reportFault } from "../guard";

const LIMIT = { max: 60, windowSeconds: 600 };

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
};

const answer = ({ code }: Refusal): Response => {
  const status = STATUS[wireCode[code]] ?? 400;
  const headers: Record<string, string> =
    status === 429 ? { "retry-after": String(LIMIT.windowSeconds) } : {};
  return Response.json({ refusal: code, ...refusalText[code] }, { status, headers });
};

const fileNameOf = (request: Request): string => {
  const raw = request.headers.get("x-file-name") ?? "";
  try {
    const name = decodeURIComponent(raw)
      .replace(/[\p{Cc}/\\]/gu, " ")
      .trim();
    return name.slice(0, 200).toWellFormed() || "upload";
  } catch {
    return "upload";
  }
};

/** Uploads that are on their way in this process, by person: each holds memory until it is there whole. */
const onTheWay = new Map<string, number>();
const AT_ONCE_MAX = 2;

const oneOfFew = async <T>(person: string, work: () => Promise<T>): Promise<T> => {
  const before = onTheWay.get(person) ?? 0;
  if (before >= AT_ONCE_MAX) throw new Refusal("request.too_many");
  onTheWay.set(person, before + 1);
  try {
    return await work();
  } finally {
    const left = (onTheWay.get(person) ?? 1) - 1;
    if (left > 0) onTheWay.set(person, left);
    else onTheWay.delete(person);
  }
};

const take = async (request: Request, context: Context): Promise<Response> => {
  const { scope, usecases, attemptLimit } = context;
  if (!scope) throw new Refusal("session.required");
  if (scope.kind !== "seller") throw new Refusal("object.not_found");
  if (scope.role !== "maker" && scope.role !== "admin") throw new Refusal("session.not_allowed");
  if (!request.headers.has("x-file-name")) throw new Refusal("input.invalid");
  if (!(await attemptLimit(`upload:${scope.userId}`, LIMIT))) throw new Refusal("request.too_many");
  if (Number(request.headers.get("content-length")) > FILE_BYTES_MAX)
    throw new Refusal("import.too_large");
  const content = await oneOfFew(scope.userId, () => readCapped(request, FILE_BYTES_MAX));
  if (!content) throw new Refusal("import.too_large");
  return Response.json(
    await usecases.planImport(scope, { fileName: fileNameOf(request), content }),
  );
};

/** Takes one file as the raw body, its name in `x-file-name` (URI-encoded); answers the id of its import. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isFromOwnPage(request)) return refusal(403, "Another site's page may not do this.");
  const context = await createContext(request);
  try {
    return await take(request, context);
  } catch (error) {
    if (error instanceof Refusal) return answer(error);
    if (request.signal.aborted) return new Response(null, { status: 400 });
    reportFault({ id: context.requestId, door: "uploads", error });
    return refusal(500, `Something went wrong on our side, number ${context.requestId}.`);
  }
};
