import { type NextRequest, NextResponse } from "next/server";
import { PAGE_HEADER } from "@/core/session/session";

/** Hash of `display:none`: on a slow answer the framework keeps a late drawing in the page so, until it is put in place. */
const HIDDEN_STYLE = "sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=";

/**
 * What a page may load and where it may send: only this site, and only scripts that carry the number of this very
 * answer or were started by one that does. A style that stands in the page, as open dialogs put one there, carries it too;
 * of styles on elements the one that hides is known.
 */
const policyFor = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-hashes' '${HIDDEN_STYLE}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");

/** Tells the pages their own address, so that signing in can lead back to it, and gives each answer a content policy. */
export function proxy(request: NextRequest): NextResponse {
  const policy = policyFor(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set(PAGE_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Pages, also those nobody made: no doors of programs, no files. */
export const config = { matcher: ["/((?!api/|_next/|[^/]+\\.(?:svg|ico|png|txt)$).*)"] };
