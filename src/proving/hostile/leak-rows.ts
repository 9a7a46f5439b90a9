import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/commands/embedded/folder";
import { cannot, type HostileRow, type Tries, tried } from "./hostile-row";
import type { World } from "./world";

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? filesIn(path) : [path];
      })
    : [];

/** The secrets of this very run, and those a visitor sent. */
const secretsOf = ({ variables, cookies, linkToken }: World): Record<string, string> => ({
  NEXTAUTH_SECRET: variables.NEXTAUTH_SECRET ?? "",
  KEYSTORE_KEY: variables.KEYSTORE_KEY ?? "",
  "database password": new URL(variables.DATABASE_URL ?? "http://x").password,
  "a session": cookies.get("seller")?.split("=")[1] ?? "",
  "a link": linkToken,
  "a password": CANARY_PASSWORD,
});

const CANARY_PASSWORD = "canary-password-7f3a91";

const inLogs = async (world: World, tries: Tries): Promise<void> => {
  await world.signIn(`canary@demo.quaynote.test\r\n{"level":60}`, CANARY_PASSWORD);
  await world.signIn("seller@demo.quaynote.test\n", CANARY_PASSWORD);
  await world.call("seller", "session.changePassword", {
    current: CANARY_PASSWORD,
    next: CANARY_PASSWORD,
  });
  const logs = filesIn(world.logs).map((path) => ({ path, text: readFileSync(path, "utf8") }));
  for (const [name, secret] of Object.entries(secretsOf(world)))
    for (const { path, text } of logs)
      tries.check(secret === "" || !text.includes(secret), `${path} holds ${name}`);
  for (const { path, text } of logs)
    tries.check(!text.includes('\n{"level":60}'), `${path} holds a line that a visitor wrote`);
  tries.note(`${logs.reduce((sum, { text }) => sum + text.length, 0) >> 10} KiB of logs`);
};

const inBundles = async (world: World, tries: Tries): Promise<void> => {
  const bundles = filesIn(join(root, ".next", "static"));
  const names = [
    /NEXTAUTH_SECRET/,
    /KEYSTORE_KEY/,
    /DATABASE_URL/,
    /postgres(ql)?:\/\//,
    /-----BEGIN [A-Z ]*PRIVATE KEY/,
    /@node-rs\/argon2/,
    /sourceMappingURL=(?!data)/,
  ];
  for (const path of bundles) {
    tries.check(!path.endsWith(".map"), `${path} is a source map`);
    if (!/\.(js|css|json|html|txt)$/.test(path)) continue;
    const text = readFileSync(path, "utf8");
    for (const name of names) tries.check(!name.test(text), `${path} matches ${name}`);
    for (const [name, secret] of Object.entries(secretsOf(world)))
      tries.check(secret === "" || !text.includes(secret), `${path} holds ${name}`);
  }
  const hidden = [
    ".git/config",
    ".env",
    "package.json",
    ".next/BUILD_ID",
    "src/env.ts",
    ".quaynote/secrets.json",
    "_next/static/../../BUILD_ID",
    "_next/static/%2e%2e/%2e%2e/BUILD_ID",
    "api/debug",
    "server-status",
    "prisma/schema.prisma",
    "_next/server/app-paths-manifest.json",
  ];
  for (const path of hidden) {
    const { status } = await world.door.send("stranger", { path: `/${path}` });
    tries.check(status === 404 || status === 400 || status === 308, `/${path} answers ${status}`);
  }
  const { status } = await world.door.send("stranger", { path: "/api/metrics" });
  tries.check(status === 404 || status === 401, `/api/metrics answers ${status}`);
  tries.note(`${bundles.length} files of the build`);
};

/** Packages with known holes and no mended release, and the oldest releases of others without. */
const BANNED = ["xlsx"];
const FLOORS: Readonly<Record<string, string>> = {
  next: "16.2.6",
  "next-auth": "4.24.15",
  "@trpc/server": "11.8.0",
  "fast-xml-parser": "5.5.7",
};

type Lock = {
  packages: Record<
    string,
    {
      version?: string;
      resolved?: string;
      integrity?: string;
      hasInstallScript?: boolean;
      dev?: boolean;
    }
  >;
};
const lock = (): Lock => JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

const parts = (version: string): number[] => version.split(/[.-]/).map(Number);
const isAtLeast = (version: string, floor: string): boolean => {
  const [have, want] = [parts(version), parts(floor)];
  const at = [0, 1, 2].find((index) => have[index] !== want[index]) ?? 0;
  return (have[at] ?? 0) >= (want[at] ?? 0);
};

const supply = async (tries: Tries): Promise<void> => {
  const entries = Object.entries(lock().packages).filter(([path]) => path !== "");
  for (const [path, { resolved, integrity }] of entries) {
    const host = resolved && URL.canParse(resolved) ? new URL(resolved) : undefined;
    tries.check(
      host === undefined || host.protocol === "https:",
      `${path} comes over ${host?.protocol}`,
    );
    tries.check(!resolved || integrity !== undefined, `${path} has no checksum`);
  }
  tries.note(
    `${entries.filter(([, { hasInstallScript }]) => hasInstallScript).length} packages with install scripts`,
  );
};

const packages = async (tries: Tries): Promise<void> => {
  const held = lock().packages;
  for (const name of BANNED)
    tries.check(
      !Object.keys(held).some((path) => path.endsWith(`node_modules/${name}`)),
      `${name} is installed`,
    );
  for (const [name, floor] of Object.entries(FLOORS)) {
    const version = held[`node_modules/${name}`]?.version ?? "0";
    tries.check(isAtLeast(version, floor), `${name} ${version} is older than ${floor}`);
  }
};

const errors = async (world: World, tries: Tries): Promise<void> => {
  const odd = [
    "/api/trpc/none",
    "/api/trpc/",
    "/api/trpc/order.list?input={",
    "/api/trpc/order.list?batch=1&input=%5B",
    "/api/exports/orders?page=-1",
    "/api/exports/failed-rows",
    "/api/exports/order-proof?receivable=1",
    "/api/auth/callback/none",
    "/api/auth/none",
    "/api/auth/session",
    "/api/auth/error?error=x",
    "/receivables/%00",
    "/receivables/__proto__",
    "/imports/constructor",
    "/api/live?topic=link:x",
    "/pay/%ff",
    "/_next/image?url=http://127.0.0.1:1/x&w=64&q=75",
  ];
  for (const path of odd)
    for (const who of ["seller", "stranger"] as const) {
      const { status } = await world.door.send(who, { path, headers: world.headersOf(who) });
      tries.check(status < 500 && status > 0, `${path}: ${status}`);
    }
  tries.check(world.door.internals.length === 0, world.door.internals.slice(0, 3).join("; "));
  tries.note(`${world.door.answers} answers read`);
};

export const leakRows: readonly HostileRow[] = [
  tried(
    "H6",
    "no package with a known hole and no mended release is installed",
    (_, tries) => packages(tries),
    "packages",
  ),
  tried(
    "H39",
    "no log holds a secret or a line that a visitor wrote",
    inLogs,
    "searches without a find",
  ),
  tried(
    "H40",
    "nothing that is served holds a secret, a source map or a file of ours",
    inBundles,
    "searches without a find",
  ),
  tried(
    "H41",
    "every package comes over https and with a checksum",
    (_, tries) => supply(tries),
    "packages checked",
  ),
  tried(
    "H42",
    "an error tells a number and nothing about the inside",
    errors,
    "errors without internals",
  ),
];

export const absentRows: readonly HostileRow[] = [
  cannot("H37", "a forged webhook is refused", "no webhooks come in yet"),
];
