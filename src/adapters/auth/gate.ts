import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import {
  type LinkScope,
  type MemberRole,
  mintLinkScope,
  mintScope,
  type OrganisationKind,
  type OrgScope,
} from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import { cookieNames, cookieOf } from "./cookies";
import { isForeign, isOwnPage } from "./origin";

/** What the database knows of a session that stands at `now`; null for any other. */
export type LiveSession = {
  readonly userId: string;
  readonly organisationId: string;
  readonly role: MemberRole;
  readonly kind: OrganisationKind;
  readonly account: string | null;
  readonly status: "draft" | "active" | "suspended";
};

/** What the database knows of a buyer's link. */
export type KnownLink = {
  readonly linkId: string;
  readonly receivableId: string;
  readonly buyerId: string;
  readonly expiresAt: Date;
};

export type Gate = {
  /** Whether a page of this very site sent a request; true only where a browser says so. */
  readonly isOwnPage: (headers: Headers) => boolean;
  /** The proven scope of a request; null for a stranger. Asks the database every time. */
  readonly scopeOf: (headers: Headers) => Promise<OrgScope | null>;
  /** The session behind a request together with its scope. */
  readonly sessionOf: (headers: Headers) => Promise<{ id: string; scope: OrgScope } | null>;
  /** The scope of a buyer's link; null when unknown or expired. */
  readonly linkScopeOf: (token: string) => Promise<LinkScope | null>;
};

type Parts = {
  secret: string;
  secure: boolean;
  /** Wall time, for sessions. */
  wallClock: Clock;
  /** The application's time, for links. */
  clock: Clock;
  sessionAt: (id: string, now: Date) => Promise<LiveSession | null>;
  linkByHash: (tokenHash: string) => Promise<KnownLink | null>;
};

const sessionIdOf = async (headers: Headers, parts: Parts): Promise<string | null> => {
  const token = cookieOf(headers, cookieNames(parts.secure).session);
  if (!token || token.length > 2000) return null;
  const claims = await decode({ token, secret: parts.secret }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
};

/**
 * The only place that turns a request into a proven scope. The cookie carries a session's id and nothing else,
 * so sign-out, another role or a new password hold from the next request on. Members of an organisation that is
 * not active may look but not act.
 */
export const gateWith = (parts: Parts): Gate => {
  const sessionOf: Gate["sessionOf"] = async (headers) => {
    if (isForeign(headers)) return null;
    const id = await sessionIdOf(headers, parts);
    const live = id ? await parts.sessionAt(id, parts.wallClock.now()) : null;
    if (!id || !live) return null;
    const { status, role, ...facts } = live;
    return { id, scope: mintScope({ ...facts, role: status === "active" ? role : "viewer" }) };
  };
  return {
    isOwnPage,
    sessionOf,
    scopeOf: async (headers) => (await sessionOf(headers))?.scope ?? null,
    linkScopeOf: async (token) => {
      if (!/^[\w-]{43}$/.test(token)) return null;
      const link = await parts.linkByHash(createHash("sha256").update(token).digest("hex"));
      if (!link || link.expiresAt <= parts.clock.now()) return null;
      const { expiresAt: _checked, ...facts } = link;
      return mintLinkScope(facts);
    },
  };
};
