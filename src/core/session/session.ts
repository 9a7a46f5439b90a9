/** Fewest characters of a password a person chooses. */
export const PASSWORD_LENGTH_MIN = 12;

/** Most characters accepted, so that hashing stays bounded. */
export const PASSWORD_LENGTH_MAX = 200;

/** Seconds a sign-in lasts when nobody ends it earlier. */
export const SESSION_SECONDS = 43_200;

/** Failed sign-ins allowed per account in one window; the next ones are refused unchecked. */
export const ACCOUNT_ATTEMPTS_MAX = 5;

/** Failed sign-ins allowed per network address in one window. */
export const ADDRESS_ATTEMPTS_MAX = 20;

/** Length of the window in which failed sign-ins are counted. */
export const ATTEMPT_WINDOW_SECONDS = 900;

/** A path that reads the same to us and to a browser: browsers resolve dots, and two slashes name a host. */
const isPlain = (path: string): boolean =>
  !path.includes("//") && !path.includes("\\") && new URL(path, "http://here").pathname === path;

/**
 * A path of our own to go to after sign-in; "/home" for anything else.
 * Refuses other origins in every spelling: schemes, "//", dots that lead there, backslashes and control characters.
 */
export const safePath = (wanted: string | null | undefined): string =>
  wanted &&
  /^\/[\x21-\x7e]*$/.test(wanted) &&
  isPlain(wanted.replace(/[?#].*$/, "")) &&
  !/^\/(api|sign-in)(\/|\?|$)/.test(wanted)
    ? wanted
    : "/home";

/** The request header in which a page finds its own address, path and search. */
export const PAGE_HEADER = "x-quaynote-page";

/** Where somebody signs in who wanted to see `wanted`, and is led back to afterwards. */
export const signInPath = (wanted: string | null | undefined): string => {
  const path = safePath(wanted);
  return path === "/home" ? "/sign-in" : `/sign-in?${new URLSearchParams({ callbackUrl: path })}`;
};
