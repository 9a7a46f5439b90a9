import type { OrgScope } from "@/core/scope/scope";
import { type Wire, wire } from "@/wire";

/** What every procedure gets: the wired application and, when somebody is signed in, the proven scope. */
export type Context = Wire & {
  readonly scope: OrgScope | null;
  /** The session behind the scope, for acts on the session itself. */
  readonly sessionId: string | null;
  /** The caller's network address as far as it is known, for rate limits only. */
  readonly address: string;
  /** The number under which the log knows this request. */
  readonly requestId: string;
};

/** Builds the context of one request from its cookies and address. */
export const createContext = async (request: { headers: Headers }): Promise<Context> => {
  const app = wire();
  const session = await app.gate.sessionOf(request.headers);
  return {
    ...app,
    scope: session?.scope ?? null,
    sessionId: session?.id ?? null,
    address: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "local",
    requestId: request.headers.get("x-request-id") ?? "none",
  };
};
