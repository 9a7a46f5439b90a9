import { type NextRequest, NextResponse } from "next/server";
import { PAGE_HEADER } from "@/core/session/session";

/** Tells the pages their own address, so that signing in can lead back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(PAGE_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

/** Pages only: no doors of programs, no files. */
export const config = { matcher: ["/((?!api/|_next/|.*\\.).*)"] };
