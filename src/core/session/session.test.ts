import { describe, expect, test } from "vitest";
import { canonicalEmail } from "./email";
import { acceptPassword } from "./password";
import { safePath, signInPath } from "./session";
import { checkSignInText, readSignInText } from "./sign-in-message";
import { signInText } from "./sign-in-text";

describe("after sign-in", () => {
  test.each([
    "/home",
    "/orders?page=2&status=ready",
    "/organisations/a-b",
    "/",
    "/orders?q=a//../b",
  ])("%s is ours", (path) => {
    expect(safePath(path)).toBe(path);
  });
  test.each([
    "",
    "home",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    "/ /evil.test",
    "/a\nb",
    "/..//evil.test",
    "/.//evil.test",
    "/a/../..//evil.test",
    "/%2e%2e//evil.test",
    "/a//b",
    "javascript:alert(1)",
    "/api/auth/signout",
    "/sign-in",
    "/sign-in?callbackUrl=/sign-in",
    null,
    undefined,
  ])("%j leads home", (path) => {
    expect(safePath(path)).toBe("/home");
  });
});

describe("to sign-in", () => {
  test("the way back goes along, whole and once encoded", () => {
    const path = signInPath("/orders?page=2&status=ready");
    expect(path).toBe("/sign-in?callbackUrl=%2Forders%3Fpage%3D2%26status%3Dready");
    expect(new URL(path, "http://x").searchParams.get("callbackUrl")).toBe(
      "/orders?page=2&status=ready",
    );
  });
  test.each(["/home", "//evil.test", "/sign-in?callbackUrl=/x", null])(
    "%j needs no way back",
    (wanted) => {
      expect(signInPath(wanted)).toBe("/sign-in");
    },
  );
});

describe("email", () => {
  test.each([
    ["Seller@Demo.Test", "seller@demo.test"],
    ["  a.b+c@x-y.co.uk ", "a.b+c@x-y.co.uk"],
  ])("%j is %s", (text, address) => {
    expect(canonicalEmail(text)).toBe(address);
  });
  test.each([
    "seller＠demo.test",
    "sеller@demo.test",
    "a@b",
    "a b@c.de",
    "a@c.de,b@c.de",
    "a@c.de\nb@c.de",
    "@c.de",
    ".a@c.de",
    `${"a".repeat(300)}@c.de`,
  ])("%j is none", (text) => {
    expect(canonicalEmail(text)).toBeUndefined();
  });
});

describe("password", () => {
  test("twelve characters are enough, in any script", () => {
    expect(acceptPassword({ next: "一二三四五六七八九十十一" })).toMatchObject({ ok: true });
    expect(acceptPassword({ next: "elevenchars" })).toMatchObject({
      code: "password.wrong_length",
    });
    expect(acceptPassword({ next: "x".repeat(201) })).toMatchObject({
      code: "password.wrong_length",
    });
    expect(acceptPassword({ next: "same-as-before", current: "same-as-before" })).toMatchObject({
      code: "password.unchanged",
    });
  });
});

describe("text to sign", () => {
  const challenge = {
    domain: "quaynote.test",
    uri: "https://quaynote.test/sign-in",
    chainId: 31_337,
    statement: "Sign in.",
    nonce: "0123456789abcdef0123456789abcdef",
    issuedAt: "2026-11-21T12:00:00.000Z",
    expiresAt: "2026-11-21T12:05:00.000Z",
  };
  const address = `0x${"aB".repeat(20)}`;
  const text = signInText(challenge, address);

  test("reads back as it was written", () => {
    expect(readSignInText(text)).toEqual({ address, challenge });
  });
  test.each([
    ["a line more", `${text}\nResources:`],
    ["a line end", `${text}\n`],
    ["other line ends", text.replaceAll("\n", "\r\n")],
    ["a port written twice", text.replace("Chain ID: 31337", "Chain ID: 031337")],
    ["another version", text.replace("Version: 1", "Version: 2")],
    ["letters beyond ASCII", text.replace("Sign in.", "Sign іn.")],
    ["a short address", text.replace(address, address.slice(0, -1))],
    ["nothing", ""],
  ])("%s is refused", (_case, bent) => {
    expect(readSignInText(bent)).toBeUndefined();
  });

  test.each([
    ["at once", 0, true],
    ["at a server whose clock is five minutes behind", -300_000, true],
    ["at one that is further behind", -301_000, false],
    ["after its five minutes", 300_000, false],
  ])("answered %s", (_case, laterMs, ok) => {
    const now = new Date(Date.parse(challenge.issuedAt) + laterMs);
    expect(checkSignInText(text, challenge, now).ok).toBe(ok);
  });
});
