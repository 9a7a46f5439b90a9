import type { NextAuthOptions, RequestInternal } from "next-auth";
import type CredentialsProvider from "next-auth/providers/credentials";
import { Refusal } from "@/core/refusal";
import { ATTEMPT_WINDOW_SECONDS, SESSION_SECONDS, safePath } from "@/core/session/session";
import {
  type Library,
  type LibraryRequest,
  LibraryResponse,
  libraryRequest,
} from "./auth-exchange";
import { cookieNames, networkAddressOf } from "./cookies";

/** What signing in and out needs from the use-cases. Each sign-in answers a session id or throws a refusal. */
export type SignInPorts = {
  readonly byPassword: (input: {
    email: string;
    password: string;
    address: string;
  }) => Promise<string>;
  readonly byWallet: (input: {
    text: string;
    signature: string;
    address: string;
  }) => Promise<string>;
  readonly end: (sessionId: string) => Promise<void>;
};

type Parts = {
  readonly secret: string;
  readonly secure: boolean;
  readonly ports: SignInPorts;
  /** Tells the log about failures that are no refusals. */
  readonly report: (what: string, error: unknown) => void;
};

const addressOf = (request: Pick<RequestInternal, "headers">): string =>
  networkAddressOf(new Headers(request.headers as Record<string, string>));

/** A refusal reaches the sign-in page as its code; anything else as an unexplained failure. */
const authorised = async (
  signIn: Promise<string>,
  report: Parts["report"],
): Promise<{ id: string }> => {
  try {
    return { id: await signIn };
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.code);
    report("sign-in", error);
    throw new Error("failed");
  }
};

const optionsOf = (
  { secret, secure, ports, report }: Parts,
  Credentials: typeof CredentialsProvider,
): NextAuthOptions => {
  const names = cookieNames(secure);
  const shared = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  return {
    secret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: names.session, options: shared },
      csrfToken: { name: names.csrf, options: shared },
      callbackUrl: { name: names.callback, options: shared },
    },
    providers: [
      Credentials({
        id: "password",
        credentials: { email: {}, password: {} },
        authorize: (input, request) =>
          authorised(
            ports.byPassword({
              email: String(input?.email ?? ""),
              password: String(input?.password ?? ""),
              address: addressOf(request),
            }),
            report,
          ),
      }),
      Credentials({
        id: "wallet",
        credentials: { text: {}, signature: {} },
        authorize: (input, request) =>
          authorised(
            ports.byWallet({
              text: String(input?.text ?? "").replaceAll("\r\n", "\n"),
              signature: String(input?.signature ?? ""),
              address: addressOf(request),
            }),
            report,
          ),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => new URL(safePath(pathOf(url)), baseUrl).toString(),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await ports.end(token.sid);
      },
    },
    logger: {
      error: (code, metadata) => {
        if (code !== "SIGNIN_CREDENTIALS_ERROR") report(code, metadata);
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
};

const pathOf = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
};

/** The way back goes along to the page that says why a sign-in failed, so that the next try leads there. */
const withWayBack = (path: string, wanted: string | undefined): string => {
  const back = safePath(wanted);
  if (back === "/home" || !/^\/(api\/auth\/error|sign-in)\?error=/.test(path)) return path;
  return `${path}&${new URLSearchParams({ callbackUrl: back })}`;
};

/** A redirect without its origin: it can lead nowhere but to this host, under whatever name it was reached. */
const stayHere = (response: Response, wanted: string | undefined): Response => {
  const target = response.headers.get("location");
  if (target) {
    const path = URL.canParse(target) ? pathOf(target) : target;
    response.headers.set("location", withWayBack(path, wanted));
  }
  return response;
};

/** Who tried too often: a person reads it on the page the redirect leads to, a program is told in its own terms. */
const withPatience = (response: Response, asked: LibraryRequest): Response => {
  const target = response.headers.get("location") ?? "";
  if (!target.includes("error=request.too_many")) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(ATTEMPT_WINDOW_SECONDS));
  const status = asked.headers.accept?.includes("text/html") ? response.status : 429;
  return new Response(null, { status, headers });
};

const wantedIn = ({ body, query }: LibraryRequest): string | undefined =>
  body?.callbackUrl ?? [query.callbackUrl].flat()[0];

export type AuthHandler = (
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
) => Promise<Response>;

/** Answers everything under /api/auth. The library loads with the first request: programs without a web door skip it. */
export const authHandler = (parts: Parts): AuthHandler => {
  const names = cookieNames(parts.secure);
  const load = async () => {
    const [library, provider] = await Promise.all([
      import("next-auth"),
      import("next-auth/providers/credentials"),
    ]);
    const answer = callable<Library>(library.default);
    const options = optionsOf(parts, callable<typeof CredentialsProvider>(provider.default));
    return { answer, options };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (request, context) => {
    loaded ??= load();
    const { answer, options } = await loaded;
    const { nextauth } = await context.params;
    const tokens = { secret: parts.secret, csrfCookie: names.csrf };
    const response = new LibraryResponse();
    const asked = await libraryRequest(request, nextauth, tokens);
    await answer(asked, response, options);
    return withPatience(stayHere(response.answer(), wantedIn(asked)), asked);
  };
};

/** A CommonJS default export, which some loaders wrap once more. */
const callable = <T>(loaded: unknown): T =>
  (typeof loaded === "function" ? loaded : (loaded as { default: unknown }).default) as T;
