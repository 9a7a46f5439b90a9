import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeDemoWorld } from "@/commands/demo-world";
import { DEMO_PASSWORD, practiceKeys } from "@/core/demo/demo";
import { SIGN_IN_STATEMENT, signInText } from "@/core/session/sign-in-text";
import { wire } from "@/wire";

const app = wire();
const HOST = new URL(app.settings.appUrl).host;

beforeAll(() => makeDemoWorld(app, async () => []));
beforeEach(() => app.prisma.attemptCount.deleteMany());
afterAll(async () => {
  await app.prisma.$disconnect();
  await app.pool.end();
});

type Form = Record<string, string>;

const post = (path: string, form: Form, headers: Form = {}) =>
  app.authHandler(
    new Request(`http://${HOST}/api/auth/${path}`, {
      method: "POST",
      headers: {
        host: HOST,
        origin: `http://${HOST}`,
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    }),
    { params: Promise.resolve({ nextauth: path.split("/") }) },
  );

const byPassword = (form: Form, headers?: Form) => post("callback/password", form, headers);

const sessionCookie = (response: Response): string =>
  response.headers.getSetCookie().find((cookie) => cookie.startsWith("quaynote.session=")) ?? "";

const asHeaders = (response: Response, more: Form = {}): Headers =>
  new Headers({ cookie: sessionCookie(response).split(";")[0] ?? "", host: HOST, ...more });

const errorOf = (response: Response): string | null =>
  new URL(response.headers.get("location") ?? "", "http://x").searchParams.get("error");

const seller = { email: "seller@demo.quaynote.test", password: DEMO_PASSWORD };

describe("password", () => {
  test("a plain form signs in, and the cookie opens the gate", async () => {
    const response = await byPassword({ ...seller, callbackUrl: "/orders?page=2" });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/orders?page=2");
    expect(sessionCookie(response)).toMatch(/HttpOnly/i);
    expect(sessionCookie(response)).toMatch(/SameSite=Lax/i);
    const scope = await app.gate.scopeOf(asHeaders(response));
    expect(scope).toMatchObject({ kind: "seller", role: "admin" });
  });

  test("the address may be written in capitals and with spaces", async () => {
    const response = await byPassword({ ...seller, email: " Seller@Demo.Quaynote.Test " });
    expect(sessionCookie(response)).not.toBe("");
  });

  test.each([
    ["a wrong password", { ...seller, password: "harbour-lane-2025" }],
    ["an unknown person", { ...seller, email: "nobody@demo.quaynote.test" }],
    ["a look-alike at sign", { ...seller, email: "seller＠demo.quaynote.test" }],
    ["an empty form", { email: "", password: "" }],
  ])("%s is refused with the same words", async (_case, form) => {
    const response = await byPassword(form);
    expect(sessionCookie(response)).toBe("");
    const page = await app.authHandler(
      new Request(new URL(response.headers.get("location") ?? "", `http://${HOST}`)),
      { params: Promise.resolve({ nextauth: ["error"] }) },
    );
    expect(page.headers.get("location")).toBe("/sign-in?error=session.wrong_credentials");
  });

  test.each([
    ["/orders?page=2", "/sign-in?error=session.wrong_credentials&callbackUrl=%2Forders%3Fpage%3D2"],
    ["https://evil.test/x", "/sign-in?error=session.wrong_credentials"],
    ["//evil.test", "/sign-in?error=session.wrong_credentials"],
  ])("after a wrong try the way back to %s is kept if it is ours", async (callbackUrl, place) => {
    const response = await byPassword({ ...seller, password: "wrong", callbackUrl });
    const next = new URL(response.headers.get("location") ?? "", `http://${HOST}`);
    const page = await app.authHandler(new Request(next), {
      params: Promise.resolve({ nextauth: ["error"] }),
    });
    expect(page.headers.get("location")).toBe(place);
  });

  test("the sixth wrong try is not looked at, the right password neither", async () => {
    for (let tried = 0; tried < 5; tried += 1) await byPassword({ ...seller, password: "wrong" });
    const refused = await byPassword(seller);
    expect(errorOf(refused)).toBe("request.too_many");
    const other = await byPassword({ ...seller, email: "lender@demo.quaynote.test" });
    expect(sessionCookie(other)).not.toBe("");
  });

  test("of 30 wrong tries at once no more than 5 are looked at", async () => {
    const all = await Promise.all(
      Array.from({ length: 30 }, () => byPassword({ ...seller, password: "wrong" })),
    );
    const looked = all.filter((one) => errorOf(one) === "session.wrong_credentials");
    expect(looked.length).toBeLessThanOrEqual(5);
  });

  test("twenty wrong tries from one address stop it, whatever the address claims before", async () => {
    for (let tried = 0; tried < 20; tried += 1)
      await byPassword(
        { email: `person${tried}@demo.quaynote.test`, password: "wrong" },
        { "x-forwarded-for": `10.0.0.${tried}, 203.0.113.7` },
      );
    const refused = await byPassword(seller, { "x-forwarded-for": "10.9.9.9, 203.0.113.7" });
    expect(errorOf(refused)).toBe("request.too_many");
  });

  test("right sign-ins use nothing up", async () => {
    for (let times = 0; times < 25; times += 1)
      expect(sessionCookie(await byPassword(seller))).not.toBe("");
  });

  test.each([
    ...["https://evil.test/x", "//evil.test", "/\\evil.test", "/%0d%0a", "javascript:1"],
    ...["/..//evil.test", "/.//evil.test", "/home/../..//evil.test"],
  ])("after sign-in nobody is led to %s", async (callbackUrl) => {
    const response = await byPassword({ ...seller, callbackUrl });
    const target = new URL(response.headers.get("location") ?? "", `http://${HOST}`);
    expect(target.host).toBe(HOST);
  });

  test("a form another site sends does not sign in", async () => {
    const response = await byPassword(seller, { origin: "https://evil.test" });
    expect(sessionCookie(response)).toBe("");
  });
});

describe("session", () => {
  const signedIn = async () => asHeaders(await byPassword(seller));

  test("signing out ends the session at once, for every copy of the cookie", async () => {
    const headers = await signedIn();
    const copy = new Headers(headers);
    await post("signout", { callbackUrl: "/" }, { cookie: headers.get("cookie") ?? "" });
    expect(await app.gate.scopeOf(copy)).toBeNull();
  });

  test("every sign-in is a session of its own", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const [first, second] = [await app.gate.sessionOf(one), await app.gate.sessionOf(two)];
    expect(first?.id).not.toBe(second?.id);
  });

  test("a demotion holds from the next request on", async () => {
    const headers = await signedIn();
    const scope = await app.gate.scopeOf(headers);
    const where = { userId: scope?.userId ?? "" };
    await app.prisma.member.updateMany({ where, data: { role: "viewer" } });
    expect((await app.gate.scopeOf(headers))?.role).toBe("viewer");
    await app.prisma.member.updateMany({ where, data: { role: "admin" } });
  });

  test("members of a suspended organisation look but do not act", async () => {
    const headers = await signedIn();
    const scope = await app.gate.scopeOf(headers);
    const where = { id: scope?.organisationId ?? "" };
    await app.prisma.organisation.updateMany({ where, data: { status: "suspended" } });
    expect((await app.gate.scopeOf(headers))?.role).toBe("viewer");
    await app.prisma.organisation.updateMany({ where, data: { status: "active" } });
  });

  test("a new password ends the other sessions and only those", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const session = await app.gate.sessionOf(here);
    if (!session) throw new Error("not signed in");
    const next = "a-longer-password-2026";
    const change = { sessionId: session.id, current: DEMO_PASSWORD, next };
    await app.usecases.changePassword(session.scope, change);
    expect(await app.gate.scopeOf(there)).toBeNull();
    expect(await app.gate.scopeOf(here)).not.toBeNull();
    const back = { sessionId: session.id, current: next, next: DEMO_PASSWORD };
    await app.usecases.changePassword(session.scope, back);
  });

  test("an ended, over or invented session is a stranger's", async () => {
    const headers = await signedIn();
    const session = await app.gate.sessionOf(headers);
    await app.prisma.session.update({
      where: { id: session?.id ?? "" },
      data: { expiresAt: new Date(0) },
    });
    expect(await app.gate.scopeOf(headers)).toBeNull();
    expect(await app.gate.scopeOf(await app.acting.headersOf("ab".repeat(32)))).toBeNull();
    expect(await app.gate.scopeOf(new Headers({ cookie: "quaynote.session=x.y.z" }))).toBeNull();
    expect(await app.gate.scopeOf(new Headers())).toBeNull();
  });

  test("a request that another site's page sends is a stranger's", async () => {
    const headers = await signedIn();
    headers.set("origin", "https://evil.test");
    expect(await app.gate.scopeOf(headers)).toBeNull();
  });

  test("a member of two organisations moves between them, with the role of each", async () => {
    const headers = await signedIn();
    const session = await app.gate.sessionOf(headers);
    if (!session) throw new Error("not signed in");
    const other = await app.prisma.organisation.findFirstOrThrow({
      where: { name: "Kowloon Bright Supplies" },
    });
    await app.prisma.member.create({
      data: {
        id: "second-membership",
        organisationId: other.id,
        userId: session.scope.userId,
        role: "checker",
      },
    });
    const move = { sessionId: session.id, organisationId: other.id };
    await app.usecases.switchOrganisation(session.scope, move);
    const moved = { organisationId: other.id, role: "checker" };
    expect(await app.gate.scopeOf(headers)).toMatchObject(moved);
    expect((await app.views.session.signedIn(session.scope)).organisations.length).toBe(2);
    await app.prisma.member.delete({ where: { id: "second-membership" } });
    expect(await app.gate.scopeOf(headers)).toBeNull();
  });

  test("nobody moves to an organisation they do not belong to", async () => {
    const session = await app.gate.sessionOf(await signedIn());
    if (!session) throw new Error("not signed in");
    const other = await app.prisma.organisation.findFirstOrThrow({
      where: { name: "Victoria Bank" },
    });
    const move = { sessionId: session.id, organisationId: other.id };
    await expect(app.usecases.switchOrganisation(session.scope, move)).rejects.toMatchObject({
      code: "object.not_found",
    });
  });
});

describe("wallet", () => {
  const { lender, buyer } = practiceKeys;
  const challenge = () =>
    app.usecases.issueChallenge({ ...app.place, statement: SIGN_IN_STATEMENT });
  type Challenge = Awaited<ReturnType<typeof challenge>>;

  const answer = async (
    asked: Challenge,
    key: { address: string; privateKey: string } = lender,
  ) => {
    const text = signInText(asked, key.address);
    return { text, signature: await app.acting.signPersonal(key.privateKey, text) };
  };
  const signIn = (form: Form) => post("callback/wallet", form);

  test("a signed challenge signs in the person who linked the wallet", async () => {
    const response = await signIn(await answer(await challenge()));
    expect(await app.gate.scopeOf(asHeaders(response))).toMatchObject({ kind: "lender" });
  });

  test("of 50 copies of one answer at once exactly one signs in", async () => {
    const form = await answer(await challenge());
    await app.prisma.attemptCount.deleteMany();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        post("callback/wallet", form, { "x-forwarded-for": `203.0.113.${index}` }),
      ),
    );
    expect(all.filter((one) => sessionCookie(one) !== "").length).toBe(1);
  });

  test.each<[string, (asked: Challenge) => Challenge]>([
    ["another domain", (asked) => ({ ...asked, domain: "evil.test" })],
    ["another address", (asked) => ({ ...asked, uri: "https://evil.test/sign-in" })],
    ["another chain", (asked) => ({ ...asked, chainId: 1 })],
    ["another statement", (asked) => ({ ...asked, statement: "Sign in to somewhere else." })],
    ["an unknown nonce", (asked) => ({ ...asked, nonce: "0".repeat(32) })],
    ["a longer life", (asked) => ({ ...asked, expiresAt: "2099-01-01T00:00:00.000Z" })],
    [
      "a time that is over",
      (asked) => ({
        ...asked,
        issuedAt: "2020-01-01T00:00:00.000Z",
        expiresAt: "2020-01-01T00:05:00.000Z",
      }),
    ],
    [
      "a time to come",
      (asked) => ({
        ...asked,
        issuedAt: "2099-01-01T00:00:00.000Z",
        expiresAt: "2099-01-01T00:05:00.000Z",
      }),
    ],
    ["a line too many", (asked) => ({ ...asked, statement: `${asked.statement}\nURI: x` })],
  ])("%s is refused", async (_case, change) => {
    const response = await signIn(await answer(change(await challenge())));
    expect(sessionCookie(response)).toBe("");
    expect(errorOf(response)).toMatch(/^signature\./);
  });

  test("somebody else's signature is refused and the nonce is burnt", async () => {
    const asked = await challenge();
    const { text } = await answer(asked);
    const signature = await app.acting.signPersonal(buyer.privateKey, text);
    expect(errorOf(await signIn({ text, signature }))).toBe("signature.wrong_signer");
    expect(errorOf(await signIn(await answer(asked)))).toBe("signature.expired");
  });

  test("an address in other letters is refused", async () => {
    const text = signInText(await challenge(), lender.address.toLowerCase());
    const signature = await app.acting.signPersonal(lender.privateKey, text);
    expect(errorOf(await signIn({ text, signature }))).toBe("signature.wrong_signer");
  });

  test("a signature in another form is refused", async () => {
    const { text, signature } = await answer(await challenge());
    for (const bent of [
      signature.slice(0, -2),
      `${signature}00`,
      `${signature.slice(0, -2)}00`,
      "0x",
      `${signature.slice(0, 66)}${"f".repeat(62)}1b`,
    ])
      expect(sessionCookie(await signIn({ text, signature: bent }))).toBe("");
  });

  test("a wallet nobody linked is refused", async () => {
    const form = await answer(await challenge(), buyer);
    expect(errorOf(await signIn(form))).toBe("session.unknown_wallet");
  });
});
