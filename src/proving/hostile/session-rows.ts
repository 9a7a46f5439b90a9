import { randomBytes } from "node:crypto";
import { Wallet } from "ethers";
import { DEMO_PASSWORD, practiceKeys } from "@/core/demo/demo";
import { signInText } from "@/core/session/sign-in-text";
import { inParallel } from "./door";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { personas, sessionCookieOf, type World } from "./world";

const FORM = "application/x-www-form-urlencoded";
const signedInAs = async (world: World, cookie: string): Promise<number> => {
  const answer = await world.door.send("stranger", {
    path: "/api/trpc/session.me",
    headers: { cookie },
  });
  return answer.status;
};

const sessions = async (world: World, tries: Tries): Promise<void> => {
  const planted = `quaynote.session=${randomBytes(20).toString("hex")}`;
  const first = sessionCookieOf(
    await world.signIn(personas.lender, DEMO_PASSWORD, { cookie: planted }),
  );
  tries.check(first !== "" && !first.includes(planted), "a planted session was kept");
  const second = sessionCookieOf(await world.signIn(personas.lender, DEMO_PASSWORD));
  tries.check(first !== second, "two sign-ins share a session");
  tries.check((await signedInAs(world, second)) === 200, "a fresh session does not open");
  await world.door.send("lender", {
    method: "POST",
    path: "/api/auth/signout",
    headers: { origin: world.base, cookie: second, "content-type": FORM },
    body: "",
  });
  tries.check((await signedInAs(world, second)) === 401, "a session outlived its sign-out");
  tries.check((await signedInAs(world, first)) === 200, "signing out ended another's session");
  for (const bent of [
    `${first}x`,
    first.slice(0, -3),
    first.replace("=", "=a"),
    "quaynote.session=;",
  ])
    tries.check((await signedInAs(world, bent)) === 401, "a bent cookie opened");
  const other = sessionCookieOf(await world.signIn(personas.lender, DEMO_PASSWORD));
  const next = `${DEMO_PASSWORD}-next`;
  const change = (current: string, wanted: string) =>
    world.call("lender", "session.changePassword", { current, next: wanted });
  tries.check((await change(DEMO_PASSWORD, next)).status === 200, "no password change");
  tries.check((await signedInAs(world, other)) === 401, "a session outlived a new password");
  await change(next, DEMO_PASSWORD);
};

const demotion = async (world: World, tries: Tries): Promise<void> => {
  const set = (role: string) =>
    world.pool.query(
      `update "Member" m set role = $2 from "User" u where u.id = m."userId" and u.email = $1`,
      [personas.seller, role],
    );
  const act = () => world.call("seller", "import.discard", { importId: "none" });
  tries.check((await act()).status === 404, "an administrator could not act");
  await set("viewer");
  tries.check((await act()).status === 403, "a demoted member went on acting");
  await set("admin");
  for (const extra of [
    "role",
    "kind",
    "organisationId",
    "userId",
    "isAdmin",
    "scope",
    "status",
    "custody",
    "id",
    "account",
  ]) {
    const input = {
      kind: "seller",
      name: "More Than Asked",
      legalId: null,
      country: null,
      custody: "platform",
      [`${extra}_`]: "platform",
    };
    const { status } = await world.call("platform", "organisation.draft", input);
    tries.check(status === 400, `an unknown field was taken: ${status}`);
  }
};

const fourEyes = async (world: World, tries: Tries): Promise<void> => {
  const proposal = await world.call("platform", "approval.propose", {
    organisationId: world.known.rivalId,
    reason: "A try.",
    change: { kind: "organisation.suspend" },
  });
  const { approvalId } = (proposal.value ?? {}) as { approvalId?: string };
  const decide = (who: "platform" | "second" | "seller", decision: string) =>
    world.call(who, "approval.decide", { approvalId, decision, reason: "Mine." });
  tries.check(approvalId !== undefined, `no proposal: ${proposal.code}`);
  tries.check((await decide("platform", "approved")).status === 403, "approved by its own maker");
  tries.check((await decide("seller", "approved")).status === 404, "approved by a seller");
  const both = await Promise.all([decide("platform", "approved"), decide("platform", "rejected")]);
  tries.check(
    both.every(({ status }) => status === 403),
    "decided by its maker in a race",
  );
  const raced = await Promise.all([1, 2, 3].map(() => decide("second", "rejected")));
  tries.check(raced.filter(({ status }) => status === 200).length === 1, "decided more than once");
};

const COOKIE_RULES = [/; ?HttpOnly/i, /; ?SameSite=Lax/i, /; ?Path=\//i];

const cookieFlags = async (world: World, tries: Tries): Promise<void> => {
  const answer = await world.signIn(personas.second, DEMO_PASSWORD);
  const set = answer.headers["set-cookie"] ?? [];
  tries.check(set.length > 0, "no cookie was set");
  for (const cookie of set) {
    for (const rule of COOKIE_RULES)
      tries.check(rule.test(cookie), `${cookie.slice(0, 40)} lacks ${rule}`);
    tries.check(!/; ?Domain=/i.test(cookie), "a cookie names a domain");
    tries.check(cookie.length < 2_000, `a cookie of ${cookie.length} bytes`);
    const isSecure = /; ?Secure/i.test(cookie) && /^__Host-/.test(cookie);
    tries.check(
      isSecure === world.base.startsWith("https:"),
      "secure and prefix do not follow https",
    );
  }
};

const challenge = async (world: World): Promise<Parameters<typeof signInText>[0]> =>
  (await world.call("stranger", "session.challenge")).value as Parameters<typeof signInText>[0];

const answerChallenge = (world: World, text: string, signature: string) =>
  world.door.send("stranger", {
    method: "POST",
    path: "/api/auth/callback/wallet",
    headers: { origin: world.base, "content-type": FORM },
    body: new URLSearchParams({ text, signature }).toString(),
  });

const wallets = async (world: World, tries: Tries): Promise<void> => {
  const key = new Wallet(practiceKeys.lender.privateKey);
  const bends: ((text: string) => string)[] = [
    (text) => text.replace(/^[^\s]+/, "evil.example"),
    (text) => text.replace(/URI: .*/, "URI: https://evil.example/sign-in"),
    (text) => text.replace(/Chain ID: \d+/, "Chain ID: 1"),
    (text) => text.replace(/Nonce: .*/, "Nonce: aaaaaaaaaaaaaaaa"),
    (text) => text.replace(key.address, key.address.toLowerCase()),
    (text) => text.replace(/Version: 1/, "Version: 2"),
    (text) => `${text}\nResources:\n- https://evil.example`,
    (text) => text.replace(/Issued At: .*/, "Issued At: 2020-01-01T00:00:00.000Z"),
    (text) => text.replace(/(Expiration Time: ).*/, "$12020-01-01T00:00:00.000Z"),
    (text) => `${text}\nNot Before: 2099-01-01T00:00:00.000Z`,
    (text) => text.replace(/\n\n/, "\n\nI agree to all.\n"),
  ];
  for (const bend of bends) {
    await world.forgetCounts();
    const text = bend(signInText(await challenge(world), key.address));
    const answer = await answerChallenge(world, text, await key.signMessage(text));
    tries.check(sessionCookieOf(answer) === "", `a bent challenge signed in: ${text.slice(0, 60)}`);
  }
  const text = signInText(await challenge(world), key.address);
  const signature = await key.signMessage(text);
  await world.forgetCounts();
  const copies = Array.from({ length: 15 }, () => () => answerChallenge(world, text, signature));
  const opened = (await inParallel(copies, 15)).filter((answer) => sessionCookieOf(answer) !== "");
  tries.check(opened.length === 1, `${opened.length} of 15 copies of one answer signed in`);
  await world.forgetCounts();
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

const guessing = async (world: World, tries: Tries): Promise<void> => {
  await world.forgetCounts();
  const guess = (email: string, at: number) =>
    world.signIn(email, `wrong-${at}`, { "x-forwarded-for": `203.0.113.${at % 250}` });
  const answers = await inParallel(
    Array.from({ length: 60 }, (_, at) => () => guess(personas.unlicensed, at)),
    6,
  );
  const looked = answers.filter(({ headers }) => headers.location?.includes("wrong_credentials"));
  tries.check(looked.length <= 5, `${looked.length} guesses of one account were looked at`);
  const late = answers.filter(({ status }) => status === 429);
  tries.check(
    late.every(({ headers }) => Number(headers["retry-after"]) > 0),
    "no Retry-After",
  );
  await world.forgetCounts();
  const spread = await inParallel(
    Array.from({ length: 60 }, (_, at) => () => guess(`nobody${at}@demo.quaynote.test`, at)),
    6,
  );
  const passed = spread.filter(({ headers }) => headers.location?.includes("wrong_credentials"));
  tries.check(passed.length <= 20, `${passed.length} guesses of one address were looked at`);
  tries.note(`${looked.length} of 60 guesses looked at per account, ${passed.length} per address`);
};

const PAIRS = 21;
const TURNS = ["known", "unknown"] as const;

/** A known and an unknown person are asked for in turns, so that both meet the same machine. */
const telling = async (world: World, tries: Tries): Promise<void> => {
  const timed = { known: [] as number[], unknown: [] as number[] };
  const texts = new Set<string>();
  for (let at = 0; at < PAIRS; at += 1) {
    if (at % 4 === 0) await world.forgetCounts();
    const asked = { known: personas.rival, unknown: `ghost${at}@demo.quaynote.test` };
    for (const who of at % 2 === 0 ? TURNS : TURNS.toReversed()) {
      const { headers, text, ms } = await world.signIn(asked[who], `wrong-${at}`);
      timed[who].push(ms);
      texts.add(`${headers.location}${text}`);
    }
  }
  const ratio = median(timed.unknown) / median(timed.known);
  tries.check(texts.size === 1, "an unknown person reads otherwise than a wrong password");
  tries.check(ratio > 0.6 && ratio < 1.6, `an unknown person takes ${ratio.toFixed(2)} x the time`);
  tries.note(`time unknown : known ${ratio.toFixed(2)} over ${PAIRS} each`);
  await world.forgetCounts();
};

export const sessionRows: readonly HostileRow[] = [
  tried(
    "H15",
    "a demotion holds at the next request; fields that promote are refused",
    demotion,
    "tries refused",
  ),
  tried("H16", "who proposed never decides, nor twice, nor in a race", fourEyes, "tries refused"),
  tried(
    "H19",
    "a session is new at sign-in and ends with sign-out and a new password",
    sessions,
    "sessions as promised",
  ),
  tried(
    "H20",
    "cookies are closed to scripts, to other sites and to other hosts",
    cookieFlags,
    "flags set",
  ),
  tried("H21", "a challenge signs in once, here, as it was made", wallets, "answers refused"),
  tried(
    "H22",
    "guessing is counted before it is looked at, by account and by address",
    async (world, tries) => {
      await guessing(world, tries);
      await telling(world, tries);
    },
    "promises of guessing",
  ),
];
