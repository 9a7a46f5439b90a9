import { connect } from "node:net";
import type { Answer } from "./door";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { everyProcedure } from "./procedure-inputs";
import { personas, type World } from "./world";

const mutations = everyProcedure.flatMap(({ path, isMutation }) => (isMutation ? [path] : []));

const EVIL = "https://evil.example";
type Way = { name: string; headers: Record<string, string>; method?: string; body?: string };

/** How another site's page can reach a door with the victim's cookie: none of these may act. */
const waysOf = (base: string, cookie: string): Way[] => {
  const json = { cookie, "content-type": "application/json" };
  const own = { origin: base };
  return [
    { name: "foreign origin", headers: { ...json, origin: EVIL } },
    { name: "no origin", headers: json },
    { name: "origin null", headers: { ...json, origin: "null" } },
    { name: "a look-alike origin", headers: { ...json, origin: `${base}.evil.example` } },
    { name: "cross-site", headers: { ...json, ...own, "sec-fetch-site": "cross-site" } },
    { name: "same-site", headers: { ...json, ...own, "sec-fetch-site": "same-site" } },
    { name: "forged host", headers: { ...json, origin: EVIL, "x-forwarded-host": "evil.example" } },
    { name: "text", headers: { ...own, cookie, "content-type": "text/plain" } },
    {
      name: "form",
      headers: { ...own, cookie, "content-type": "application/x-www-form-urlencoded" },
    },
    {
      name: "multipart",
      headers: { ...own, cookie, "content-type": "multipart/form-data; boundary=x" },
    },
    { name: "get", headers: { cookie }, method: "GET" },
    { name: "put", headers: { ...json, ...own }, method: "PUT" },
  ];
};

const crossSite = async (world: World, tries: Tries): Promise<void> => {
  const cookie = world.cookies.get("seller") ?? "";
  for (const way of waysOf(world.base, cookie))
    for (const path of mutations) {
      const method = way.method ?? "POST";
      const body = method === "GET" ? undefined : "{}";
      const sent = { method, path: `/api/trpc/${path}`, headers: way.headers, body };
      const { status } = await world.door.send("seller", sent);
      tries.check([403, 405, 415].includes(status), `${path} by ${way.name}: ${status}`);
    }
  const upload = { origin: EVIL, cookie, "x-file-name": "a.csv" };
  const sent = { method: "POST", path: "/api/uploads", headers: upload, body: "a,b\n1,2\n" };
  const { status } = await world.door.send("seller", sent);
  tries.check(status === 403, `an upload from another site: ${status}`);
  tries.note(`${mutations.length} mutations`);
};

const ASIDE = [
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/%09/evil.example",
  "///evil.example",
  "/%2f%2fevil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/\n/evil.example",
  "/%0d%0aset-cookie:a=b",
  "http://127.0.0.1@evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/;//evil.example",
  "//evil.example%2f..",
  "https://evil.example\\@127.0.0.1",
  "/@evil.example",
  "%2f%2fevil.example",
  "/home/../..//evil.example",
  "ftp://evil.example",
  "//[::1]",
  "/?x=//evil.example",
];

/** Where a browser that stands on our page goes when it is sent there. */
const leadsAway = ({ headers }: Answer, base: string): boolean =>
  headers.location !== undefined && new URL(headers.location, base).origin !== base;

const redirects = async (world: World, tries: Tries): Promise<void> => {
  const cookie = world.cookies.get("seller") ?? "";
  for (const callbackUrl of ASIDE) {
    const answer = await world.door.send("stranger", {
      method: "POST",
      path: "/api/auth/callback/password",
      headers: { origin: world.base, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        email: personas.second,
        password: "harbour-lane-2026",
        callbackUrl,
      }).toString(),
    });
    tries.check(
      answer.status < 400 && !leadsAway(answer, world.base),
      `signed in to ${answer.headers.location}`,
    );
    const query = new URLSearchParams({ callbackUrl });
    for (const path of [
      `/sign-in?${query}`,
      `/api/auth/signin?${query}`,
      `/api/auth/signout?${query}`,
    ])
      tries.check(
        !leadsAway(await world.door.send("seller", { path, headers: { cookie } }), world.base),
        `${path} leads away`,
      );
  }
  for (const path of [
    "//evil.example",
    "//evil.example/..",
    "/\\evil.example",
    "///evil.example/%2e%2e",
    "/%5cevil.example",
  ])
    tries.check(
      !leadsAway(await world.door.send("stranger", { path }), world.base),
      `${path} leads away`,
    );
};

const PROTECTIVE: Readonly<Record<string, RegExp>> = {
  "content-security-policy": /frame-ancestors 'none'/,
  "x-frame-options": /^DENY$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^same-origin$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\)/,
  "x-request-id": /^[\w-]{36}$/,
};

const addressesOf = ({ known, linkToken }: World): string[] => [
  ...[
    "/",
    "/sign-in",
    "/verify",
    `/pay/${linkToken}`,
    "/pay/none",
    "/home",
    "/orders",
    "/receivables",
  ],
  ...[`/receivables/${known.receivableId}`, "/imports", "/operations", "/audit", "/wp-login.php"],
  ...[
    "/none",
    "/api/none",
    "/api/health",
    "/api/metrics",
    "/api/trpc/none.none",
    "/api/trpc/session.me",
  ],
  ...[
    "/api/exports/orders",
    "/api/exports/sample?kind=orders-csv",
    "/api/live",
    "/api/auth/csrf",
    "/favicon.svg",
  ],
  ...[
    "/_next/none",
    "/_next/static/none.js",
    "/_next/image?url=%2Ffavicon.svg&w=64&q=75",
    "/%E0%A4%A",
    "/%00",
  ],
];

const headersEverywhere = async (world: World, tries: Tries): Promise<void> => {
  for (const who of ["stranger", "seller", "platform"] as const)
    for (const path of addressesOf(world)) {
      const patienceMs = path === "/api/live" ? 1_500 : undefined;
      if (patienceMs && who !== "stranger") continue;
      const { status, headers, text } = await world.door.send(who, {
        path,
        headers: world.headersOf(who),
        patienceMs,
      });
      for (const [name, shape] of Object.entries(PROTECTIVE))
        tries.check(
          shape.test(String(headers[name] ?? "")),
          `${path} (${status}) has ${name}: ${headers[name]}`,
        );
      const policy = String(headers["content-security-policy"]);
      tries.check(
        !/'unsafe-(?!hashes)|\*/.test(policy),
        `${path} (${status}) lets in more: ${policy}`,
      );
      tries.check(!headers.server && !headers["x-powered-by"], `${path} tells what serves it`);
      if (!/text\/html/.test(headers["content-type"] ?? "") || status >= 500) continue;
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      const bare = [...text.matchAll(/<script(?![^>]*\bnonce=)[^>]*>/g)];
      const runsNothing = !/script-src/.test(policy);
      tries.check(
        runsNothing || (nonce !== undefined && bare.length === 0),
        `${path} (${status}): ${bare.length} scripts without the nonce ${nonce}`,
      );
      const inline = / style="(?!display:none").{0,60}| on\w+=".{0,60}/.exec(
        text.replace(/<script[\s\S]*?<\/script>/g, ""),
      )?.[0];
      tries.check(inline === undefined, `${path} has inline handlers or styles: ${inline}`);
    }
  await world.forgetCounts();
};

/** Sends bytes as they are and answers the first line of what comes back. */
const raw = (world: World, text: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(world.base);
    const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
    let got = "";
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on("data", (piece) => {
      got += piece.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(got));
  });

const smuggling = async (world: World, tries: Tries): Promise<void> => {
  const host = `Host: ${new URL(world.base).host}\r\n`;
  const post = `POST /api/trpc/session.challenge HTTP/1.1\r\n${host}`;
  const hidden = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n";
  const bent = [
    `${post}Content-Length: 4\r\nContent-Length: 60\r\n\r\n0\r\n\r\n${hidden}`,
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    `${post}Content-Length: -1\r\n\r\n`,
    `${post}Content-Length: 1e3\r\n\r\n`,
    `${post}Content-Length : 4\r\n\r\nabcd`,
    `${post}Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}X-A: ${"a".repeat(70_000)}\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}X-A: a\rb\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host} folded: a\r\n\r\n`,
    `GET / HTTP/9.9\r\n${host}\r\n`,
    `GET /\u0000 HTTP/1.1\r\n${host}\r\n`,
  ];
  for (const [at, text] of bent.entries()) {
    const got = await raw(world, text);
    const lines = got.match(/^HTTP\/1\.1 (\d{3})/gm) ?? [];
    const isRefused = lines.length === 1 && /4\d\d$/.test(lines[0] ?? "");
    tries.check(isRefused, `bent request ${at}: ${lines.join(" and ") || "no answer"}`);
    tries.check(/x-frame-options/i.test(got), `bent request ${at}: no protective headers`);
  }
};

const PAYLOADS = [
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "javascript:alert(1)",
  "<svg onload=alert(1)>",
  "</script><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
  "' onmouseover='alert(1)",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
  "\u2028alert(1)//",
];

const scripts = async (world: World, tries: Tries): Promise<void> => {
  const raws = PAYLOADS.filter((payload) => /[<"]/.test(payload));
  for (const payload of raws) {
    const text = encodeURIComponent(payload);
    for (const path of [
      `/orders?q=${text}`,
      `/receivables?q=${text}`,
      `/verify?q=${text}`,
      `/sign-in?error=${text}&callbackUrl=${text}`,
      `/audit?subject=${text}`,
      `/organisations?q=${text}`,
      `/pay/${text}`,
      `/${text}`,
    ])
      for (const who of ["seller", "platform"] as const) {
        const answer = await world.door.send(who, { path, headers: world.headersOf(who) });
        const shown = answer.text.replace(
          /<script nonce="[^"]*">(?:(?!<\/script>)[\s\S])*<\/script>/g,
          "",
        );
        tries.check(
          !shown.includes(payload) || !/[<]/.test(payload),
          `${path} shows the text as code`,
        );
        tries.check(!/<script>alert|onerror=alert\(1\)>/.test(shown), `${path} runs the text`);
      }
  }
};

export const headerRows: readonly HostileRow[] = [
  tried(
    "H18",
    "nothing is changed by a request that our own page did not send",
    crossSite,
    "requests refused",
  ),
  tried("H29", "no redirect leaves this site", redirects, "ways lead home"),
  tried(
    "H30",
    "texts are shown as texts, and scripts run by number only",
    scripts,
    "texts shown as texts",
  ),
  tried(
    "H31",
    "every answer, errors too, carries the protective headers",
    headersEverywhere,
    "headers in place",
  ),
  tried(
    "H32",
    "a request that can be read in two ways is refused whole",
    smuggling,
    "requests refused",
  ),
];
