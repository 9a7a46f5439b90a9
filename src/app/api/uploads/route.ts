import { FILE_BYTES_MAX } from "@/core/import/import-state";
import { Refusal, refusalText } from "@/core/refusal";
import { createContext } from "@/trpc/context";
import { wireCode } from "@/trpc/refusal-map";

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
};

const answer = (refusal: Refusal): Response =>
  Response.json(
    { refusal: refusal.code, ...refusalText[refusal.code] },
    { status: STATUS[wireCode[refusal.code]] ?? 400 },
  );

/** Reads a body piece by piece and stops at the limit, whatever length was announced. */
const readCapped = async (request: Request): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > FILE_BYTES_MAX) throw new Refusal("import.too_large");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const fileNameOf = (request: Request): string => {
  const raw = request.headers.get("x-file-name") ?? "";
  try {
    const name = decodeURIComponent(raw)
      .replace(/[\p{Cc}/\\]/gu, " ")
      .trim();
    return name.slice(0, 200) || "upload";
  } catch {
    return "upload";
  }
};

/** Takes one file as the raw body, its name in `x-file-name` (URI-encoded); answers the id of its import. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const { scope, usecases } = await createContext(request);
    if (!scope) throw new Refusal("session.required");
    if (scope.kind !== "seller") throw new Refusal("object.not_found");
    if (scope.role !== "maker" && scope.role !== "admin") throw new Refusal("session.not_allowed");
    if (!request.headers.has("x-file-name")) throw new Refusal("input.invalid");
    const content = await readCapped(request);
    return Response.json(
      await usecases.planImport(scope, { fileName: fileNameOf(request), content }),
    );
  } catch (error) {
    if (error instanceof Refusal) return answer(error);
    throw error;
  }
};
