import { createHash, randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import { isOwnPage } from "./origin";

/** The library as a function of a request and a response object, which spares it from reading Next's own headers. */
export type Library = (
  request: LibraryRequest,
  response: LibraryResponse,
  options: NextAuthOptions,
) => Promise<unknown>;

export type LibraryRequest = {
  method: string;
  query: Record<string, string | string[]>;
  cookies: Record<string, string>;
  headers: Record<string, string>;
  body: Record<string, string> | undefined;
};

/** The few methods of a response that the library calls; each gathers into one answer. */
export class LibraryResponse {
  private code = 200;
  private readonly headers = new Map<string, string | string[]>();
  private content: string | null = null;

  status(code: number): this {
    this.code = code;
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }
  send(body: unknown): void {
    this.content = typeof body === "string" ? body : body ? JSON.stringify(body) : null;
  }
  json(body: unknown): void {
    this.setHeader("content-type", "application/json");
    this.content = JSON.stringify(body);
  }
  end(): void {}

  /** The gathered answer. */
  answer(): Response {
    const headers = new Headers();
    for (const [name, value] of this.headers)
      for (const one of [value].flat()) headers.append(name, one);
    return new Response(this.content, { status: this.code, headers });
  }
}

/** Largest form that is read; what is longer is no sign-in. */
const FORM_BYTES_MAX = 16_384;

const formOf = async (request: Request): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > FORM_BYTES_MAX) return "";
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
};

const bodyOf = async (request: Request): Promise<Record<string, string> | undefined> => {
  if (request.method !== "POST") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!type.includes("application/x-www-form-urlencoded")) return {};
  return Object.fromEntries(new URLSearchParams(await formOf(request)));
};

const cookiesOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    (headers.get("cookie") ?? "").split(";").flatMap((part) => {
      const at = part.indexOf("=");
      return at > 0 ? [[part.slice(0, at).trim(), unescaped(part.slice(at + 1).trim())]] : [];
    }),
  );

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * A web request as the library takes it. A form of our own gets the pair of tokens the library wants to see,
 * so that forms are plain HTML and work before or without any script.
 */
export const libraryRequest = async (
  request: Request,
  path: string[],
  { secret, csrfCookie }: { secret: string; csrfCookie: string },
): Promise<LibraryRequest> => {
  const body = await bodyOf(request);
  const cookies = cookiesOf(request.headers);
  if (body && isOwnPage(request.headers)) {
    const token = randomBytes(32).toString("hex");
    const proof = createHash("sha256").update(`${token}${secret}`).digest("hex");
    cookies[csrfCookie] = `${token}|${proof}`;
    body.csrfToken = token;
  }
  return {
    method: request.method,
    query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: path },
    cookies,
    headers: Object.fromEntries(request.headers),
    body,
  };
};
