import { randomBytes } from "node:crypto";
import type pg from "pg";
import { makeDemoWorld } from "@/commands/demo-world";
import { DEMO_PASSWORD } from "@/core/demo/demo";
import type { Refusal } from "@/core/refusal";
import { mintScope, type OrganisationKind, type OrgScope } from "@/core/scope/scope";
import { type Wire, wire } from "@/wire";
import { claimsOf } from "@/wire/claims";
import { openDelivery } from "@/wire/delivery.build";
import { NOW, openLending, randomHex } from "@/wire/lending.build";
import { sellingOf } from "@/wire/selling";

/** A request that may be made in the state that was just made for it. */
export type Press = {
  readonly scope: OrgScope | null;
  readonly sessionId?: string;
  readonly input?: unknown;
};

/** One procedure, pressed twice. */
export type Try = {
  /** What makes a second press harmless, in words. */
  readonly how: string;
  /** What the second press hears: the first answer, an answer of its own that changes nothing, or a refusal. */
  readonly again: "same" | "another" | Refusal["code"];
  /** It only answers, so even the first press changes nothing. */
  readonly reads?: true;
  /** Makes the state in which the request is allowed, anew each time. */
  readonly state: (world: ClickWorld) => Promise<Press>;
};

export type Tries = Readonly<Record<string, Try>>;

export type ClickWorld = {
  readonly app: Wire;
  readonly pool: pg.Pool;
  readonly admin: OrgScope;
  readonly second: OrgScope;
  readonly seller: OrgScope;
  readonly warehouse: OrgScope;
  /** The scope of an administrator of an organisation that a state made. */
  readonly scopeAt: (organisationId: string, kind: OrganisationKind, userId?: string) => OrgScope;
};

/** A word no other state has used. */
export const fresh = (): string => randomBytes(6).toString("hex");

const noKey = (): Promise<never> => Promise.reject(new Error("not here"));

/** The acts that ask a node or sign with a key, with a chain that says yes and keys that sign anything. */
const withoutChain = (app: Wire): Wire => {
  const { pool } = app;
  const clock = { now: () => NOW };
  const lending = openLending(pool, { ...clock, balance: () => 10n ** 15n });
  const chainConfig = {
    chainId: 31_337,
    receivables: randomHex(20),
    coins: { HKD: randomHex(20) },
  };
  const standing = () => Promise.resolve({ listed: false, frozen: false, paused: false });
  const { prepareCreditNote, issueCreditNote } = sellingOf({
    ...{ pool, clock, lotSalt: noKey, ensureBuyers: noKey },
    chain: { chainConfig, isSignedBy: () => Promise.resolve(true) },
    keyKeeper: { create: noKey, signTyped: () => Promise.resolve(randomHex(65)) },
  }).usecases;
  const usecases = {
    ...app.usecases,
    ...lending.usecases,
    ...openDelivery(pool, clock).usecases,
    ...claimsOf({ pool, clock, chain: { chainConfig, chainFacts: { standing } } }).usecases,
    ...{ prepareCreditNote, issueCreditNote },
  };
  return { ...app, usecases };
};

const actAs = async ({ acting, gate }: Wire, email: string): Promise<OrgScope> => {
  const session = await acting.signIn({ email, password: DEMO_PASSWORD, address: "test" });
  const scope = await gate.scopeOf(await acting.headersOf(session));
  if (!scope) throw new Error(`${email} could not sign in.`);
  return scope;
};

/** The practice world, and an application that needs no node. */
export const openClickWorld = async (): Promise<ClickWorld> => {
  const app = withoutChain(wire());
  await makeDemoWorld(app, async () => []);
  return {
    app,
    pool: app.pool,
    admin: await actAs(app, "admin@demo.quaynote.test"),
    second: await actAs(app, "admin2@demo.quaynote.test"),
    seller: await actAs(app, "seller@demo.quaynote.test"),
    warehouse: await actAs(app, "warehouse@demo.quaynote.test"),
    scopeAt: (organisationId, kind, userId = fresh()) =>
      mintScope({ organisationId, kind, userId, role: "admin", account: null }),
  };
};

/** Counts of attempts and challenges that nobody answered: each request has its own, and both pass by themselves. */
const PASSING = ["AttemptCount", "SignInNonce"];

/** How many rows each table has, and a hash of all that stands in it. */
export type Content = Readonly<Record<string, { readonly rows: number; readonly hash: string }>>;

export const contentOf = async (pool: pg.Pool): Promise<Content> => {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1`,
    [PASSING],
  );
  const content: Record<string, { rows: number; hash: string }> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ rows: number; hash: string }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from "${name}" t`,
    );
    content[name] = rows[0] ?? { rows: 0, hash: "" };
  }
  return content;
};

/** Rows that came (or went) between two looks, by table. */
export const rowsBetween = (before: Content, after: Content): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, { rows }]) => [name, rows - (before[name]?.rows ?? 0)] as const)
      .filter(([, rows]) => rows !== 0),
  );
