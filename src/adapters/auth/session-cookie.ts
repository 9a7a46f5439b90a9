import { encode } from "next-auth/jwt";
import { SESSION_SECONDS } from "@/core/session/session";
import { cookieNames } from "./cookies";

/** The request headers of a browser that holds this session, for programs that act as a member. */
export const sessionHeaders =
  ({ secret, secure }: { secret: string; secure: boolean }) =>
  async (sessionId: string): Promise<Headers> => {
    const token = await encode({ token: { sid: sessionId }, secret, maxAge: SESSION_SECONDS });
    return new Headers({ cookie: `${cookieNames(secure).session}=${token}` });
  };
