import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { DEMO_PASSWORD } from "@/core/demo/demo";
import { transformer } from "@/trpc/transformer";
import { type Answer, Door } from "./door";
import { heldUpMs } from "./held-up";

/** Who asks. Each has a session of its own but the stranger. */
export const personas = {
  seller: "seller@demo.quaynote.test",
  rival: "seller2@demo.quaynote.test",
  lender: "lender@demo.quaynote.test",
  unlicensed: "unlicensed@demo.quaynote.test",
  warehouse: "warehouse@demo.quaynote.test",
  platform: "admin@demo.quaynote.test",
  second: "admin2@demo.quaynote.test",
} as const;

export type Persona = keyof typeof personas;
export type Who = Persona | "stranger";

/** The running application as an attacker finds it, and its database as only the judge sees it. */
export type World = {
  readonly base: string;
  readonly door: Door;
  readonly pool: pg.Pool;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cookies: Map<Who, string>;
  /** Path of the web program's log, and of every other. */
  readonly logs: string;
  /** Token of a buyer's link that opens the seller's receivable. */
  readonly linkToken: string;
  readonly known: Known;
  readonly signIn: (email: string, password: string, headers?: Headers_) => Promise<Answer>;
  readonly headersOf: (who: Who) => Headers_;
  readonly call: (who: Who, path: string, input?: unknown, more?: CallMore) => Promise<Called>;
  readonly upload: (who: Who, name: string, body: string | Uint8Array) => Promise<Answer>;
  /** Forgets every count of attempts, so that one row does not use up another's. */
  readonly forgetCounts: () => Promise<void>;
  /** Megabytes the web program holds in memory. */
  readonly webMegabytes: () => number;
  readonly close: () => Promise<void>;
};

type Headers_ = Record<string, string>;
type CallMore = { readonly headers?: Headers_; readonly isMutation?: boolean };

/** An answer of a procedure: its value, or its code. */
export type Called = Answer & { readonly value: unknown; readonly code: string };

/** Ids of the first seller's and of others' things. */
export type Known = {
  readonly sellerId: string;
  readonly rivalId: string;
  readonly warehouseId: string;
  readonly sellerUserId: string;
  readonly receivableId: string;
  readonly orderId: string;
  readonly importId: string;
  readonly registrationId: string;
  readonly approvalId: string;
};

type Installation = {
  url: string;
  folder: string;
  variables: Record<string, string | undefined>;
  /** Whether a procedure changes something. */
  isMutation: (path: string) => boolean;
};

const FORM = "application/x-www-form-urlencoded";

const calledOf = (answer: Answer): Called => {
  try {
    const { result, error } = JSON.parse(answer.text);
    const code = error ? String(error.json?.data?.code ?? error.data?.code ?? "none") : "OK";
    return { ...answer, value: transformer.deserialize(result?.data), code };
  } catch {
    return { ...answer, value: undefined, code: `HTTP ${answer.status}` };
  }
};

const webPid = (folder: string): number =>
  JSON.parse(readFileSync(join(folder, "run", "web.pid.json"), "utf8")).pid;

const peopleOf = ({ url, folder, isMutation }: Installation, door: Door) => {
  const cookies = new Map<Who, string>();
  const headersOf = (who: Who): Headers_ => {
    const cookie = cookies.get(who);
    return { origin: url, ...(cookie ? { cookie } : {}) };
  };
  const signIn = (email: string, password: string, headers: Headers_ = {}): Promise<Answer> =>
    door.send("stranger", {
      method: "POST",
      path: "/api/auth/callback/password",
      headers: { origin: url, "content-type": FORM, ...headers },
      body: new URLSearchParams({ email, password }).toString(),
    });
  const call = async (who: Who, path: string, input?: unknown, more: CallMore = {}) => {
    const text = input === undefined ? undefined : JSON.stringify(transformer.serialize(input));
    const headers = { ...headersOf(who), ...more.headers };
    if (more.isMutation ?? isMutation(path))
      return calledOf(
        await door.send(who, {
          method: "POST",
          path: `/api/trpc/${path}`,
          headers: { "content-type": "application/json", ...headers },
          body: text ?? "{}",
        }),
      );
    const query = text === undefined ? "" : `?input=${encodeURIComponent(text)}`;
    return calledOf(await door.send(who, { path: `/api/trpc/${path}${query}`, headers }));
  };
  const upload = (who: Who, name: string, body: string | Uint8Array): Promise<Answer> =>
    door.send(who, {
      method: "POST",
      path: "/api/uploads",
      headers: { ...headersOf(who), "x-file-name": encodeURIComponent(name) },
      body,
      patienceMs: 60_000,
    });
  const webMegabytes = (): number => {
    const status = readFileSync(`/proc/${webPid(folder)}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  };
  return { cookies, headersOf, signIn, call, upload, webMegabytes };
};

type People = ReturnType<typeof peopleOf>;

/** The cookie of an answer that opened a session; empty where it did not. */
export const sessionCookieOf = ({ headers }: Answer): string =>
  (headers["set-cookie"] ?? [])
    .map((cookie) => cookie.split(";")[0] ?? "")
    .find((cookie) => /session=.{20}/.test(cookie)) ?? "";

/** Signs everybody in who is not, or no longer. */
export const signEverybodyIn = async ({ cookies, signIn }: Pick<World, "cookies" | "signIn">) => {
  for (const [who, email] of Object.entries(personas) as [Persona, string][]) {
    const cookie = sessionCookieOf(await signIn(email, DEMO_PASSWORD));
    if (!cookie) throw new Error(`${email} could not sign in.`);
    cookies.set(who, cookie);
  }
};

const one = async (pool: pg.Pool, text: string, values: string[] = []): Promise<string> =>
  String(Object.values((await pool.query(text, values)).rows[0] ?? {})[0] ?? "");

const knownIn = async (pool: pg.Pool): Promise<Known> => {
  const organisation = (persona: Persona) =>
    one(
      pool,
      `select m."organisationId" from "Member" m join "User" u on u.id = m."userId" where u.email = $1`,
      [personas[persona]],
    );
  const sellerId = await organisation("seller");
  const of = (table: string, owner: string, more = "") =>
    one(pool, `select id from "${table}" where "${owner}" = $1 ${more} limit 1`, [sellerId]);
  return {
    sellerId,
    rivalId: await organisation("rival"),
    warehouseId: await organisation("warehouse"),
    sellerUserId: await one(pool, `select id from "User" where email = $1`, [personas.seller]),
    receivableId: await of("Receivable", "sellerId", "order by funded desc"),
    orderId: await of("Order", "organisationId", `order by "receivableId" nulls last`),
    importId: await of("Import", "organisationId", "and status = 'planned'"),
    registrationId: await of("Registration", "sellerId"),
    approvalId: await one(pool, `select id from "Approval" limit 1`),
  };
};

/** What the first seller alone, and those it deals with, may read: a stranger's or a rival's answer that holds one leaks. */
const canariesOf = async ({ pool, known, door }: Pick<World, "pool" | "known" | "door">) => {
  const party = ["seller", "warehouse", "platform", "second"];
  const { rows } = await pool.query<{ id: string; number: string }>(
    `select id, number from "Order" where "organisationId" = $1 limit 40`,
    [known.sellerId],
  );
  const own = ["seller", "platform", "second"];
  door.canaries.push(
    { text: known.importId, mayRead: own },
    { text: known.registrationId, mayRead: party },
    { text: known.receivableId, mayRead: [...party, "lender", "unlicensed", "link"] },
    ...rows.map(({ id }) => ({ text: id, mayRead: [...party, "lender"] })),
  );
};

/** Opens the world on a running installation that has lived a little already. */
export const openWorld = async (installation: Installation, linkToken: string): Promise<World> => {
  const { url, folder, variables } = installation;
  const pid = webPid(folder);
  const door = new Door(url, () => heldUpMs(pid));
  const pool = new pg.Pool({ connectionString: variables.DATABASE_URL, max: 4 });
  const people: People = peopleOf(installation, door);
  await signEverybodyIn(people);
  const known = await knownIn(pool);
  await canariesOf({ pool, known, door });
  return {
    ...{ base: url, door, pool, variables, logs: join(folder, "logs"), linkToken, known },
    ...people,
    forgetCounts: async () => void (await pool.query(`delete from "AttemptCount"`)),
    close: () => pool.end(),
  };
};
