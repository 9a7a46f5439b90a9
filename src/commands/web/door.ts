import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { answerHeaders, cleanHeaders, PART_HEADER } from "./headers";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Rules = {
  isHttps: boolean;
  /** Proxies of our own in front, each of which adds its word to x-forwarded-for. */
  trustedProxies: number;
  handle: Handle;
  /** Tells the log about what nobody expected. */
  report: (what: { id: string; path: string; error: unknown }) => void;
};

/** A request has to be there whole within this time. */
const REQUEST_MS = 30_000;
const HEADERS_MS = 10_000;
/** How long a refused sender may go on before its line is cut. */
const GRACE_MS = 2_000;

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

const isPage = (path: string): boolean => !path.startsWith("/api/");

const isReadable = (path: string): boolean => {
  try {
    decodeURIComponent(path.replace(/\?.*$/s, ""));
    return true;
  } catch {
    return false;
  }
};

/**
 * What needs no look: an address that no text was ever written as, and methods that no page knows. The doors of
 * programs say themselves which they know.
 */
const refusalOf = ({ method = "", url = "" }: IncomingMessage): number | null => {
  if (!isReadable(url)) return 400;
  const isKnown = isPage(url) ? ["GET", "HEAD"].includes(method) : method !== "TRACE";
  return isKnown ? null : 405;
};

/** Who is answered before everything was sent would go on sending: the line is cut soon after. */
const cutWhenAnswered = (request: IncomingMessage, response: ServerResponse): void => {
  const { socket } = request;
  const cut = (): void => {
    if (!request.complete) socket.destroy();
  };
  response.once("finish", () => {
    if (!request.complete) setTimeout(cut, GRACE_MS).unref();
  });
};

const refuse = (response: ServerResponse, status: number): void => {
  response.statusCode = status;
  response.setHeader("connection", "close");
  response.end();
};

/** Puts the headers on an answer, and takes those off again that a script or a style of the build does not need. */
const dress = (
  response: ServerResponse,
  path: string,
  headers: Readonly<Record<string, string>>,
): void => {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!path.startsWith("/_next/static/")) return;
  const { writeHead } = response;
  response.writeHead = ((...told: Parameters<typeof writeHead>) => {
    if (told[0] < 400)
      for (const name of Object.keys(headers))
        if (name !== PART_HEADER) response.removeHeader(name);
    return writeHead.apply(response, told);
  }) as typeof writeHead;
};

const answerMalformed =
  (headers: Readonly<Record<string, string>>) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const status = STATUS[error.code ?? ""] ?? "400 Bad Request";
    socket.end(
      `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n${lines.join("")}\r\n`,
    );
  };

/**
 * The server around the framework: what holds for every request and every answer stands here once. A sender gets
 * bounded time and cannot speak for a proxy; every answer, errors too, carries the protective headers and a number.
 */
export const openDoor = ({ isHttps, trustedProxies, handle, report }: Rules): Server => {
  const headers = answerHeaders(isHttps);
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, connectionsCheckingInterval: 2_000 },
    (request, response) => {
      const id = randomUUID();
      const path = request.url ?? "";
      cleanHeaders(request.headers, {
        socket: request.socket.remoteAddress ?? "unknown",
        trustedProxies,
        id,
      });
      dress(response, path, { ...headers, "x-request-id": id });
      if (!isPage(path)) response.setHeader("cache-control", "no-store");
      cutWhenAnswered(request, response);
      const status = refusalOf(request);
      if (status !== null) return refuse(response, status);
      handle(request, response).catch((error: unknown) => {
        report({ id, path, error });
        if (response.headersSent) response.destroy();
        else refuse(response, 500);
      });
    },
  );
  server.on("clientError", answerMalformed(headers));
  return server;
};
