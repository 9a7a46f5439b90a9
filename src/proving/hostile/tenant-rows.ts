import type { MemberRole, OrganisationKind } from "@/core/scope/scope";
import { accessTable, foreignInputs, type TenantIds } from "@/trpc/authorisation-table";
import { appRouter } from "@/trpc/root";
import { inParallel } from "./door";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { type Persona, personas, type Who, type World } from "./world";

const ROLES: readonly MemberRole[] = ["maker", "checker", "admin", "viewer"];
const KINDS: Partial<Record<Persona, OrganisationKind>> = {
  seller: "seller",
  lender: "lender",
  warehouse: "warehouse",
  platform: "platform",
};
const NONSENSE = { thisIsNoField: true };
const procedurePaths = Object.keys(appRouter._def.procedures).sort();

const setRole = (world: World, who: Persona, role: string) =>
  world.pool.query(
    `update "Member" m set role = $2 from "User" u where u.id = m."userId" and u.email = $1`,
    [personas[who], role],
  );

/** What a caller of this kind and role has to hear who sends nonsense. */
const isRight = (path: string, kind: OrganisationKind | null, role: MemberRole, code: string) => {
  const access = accessTable[path];
  if (!access) return false;
  if (access === "anyone") return !["UNAUTHORIZED", "FORBIDDEN"].includes(code);
  if (!kind) return code === "UNAUTHORIZED";
  if (!access.kinds.includes(kind)) return code === "NOT_FOUND";
  if (access.roles && !access.roles.includes(role)) return code === "FORBIDDEN";
  return !["UNAUTHORIZED", "FORBIDDEN", "INTERNAL_SERVER_ERROR"].includes(code);
};

const tryRole = async (world: World, who: Who, role: MemberRole, tries: Tries): Promise<void> => {
  const kind = who === "stranger" ? null : (KINDS[who] ?? null);
  await inParallel(
    procedurePaths.map((path) => async () => {
      const { code } = await world.call(who, path, NONSENSE);
      tries.check(isRight(path, kind, role, code), `${path} as ${who} ${role}: ${code}`);
    }),
    4,
  );
};

const matrix = async (world: World, tries: Tries): Promise<void> => {
  await tryRole(world, "stranger", "viewer", tries);
  for (const who of Object.keys(KINDS) as Persona[]) {
    for (const role of ROLES) {
      await setRole(world, who, role);
      await tryRole(world, who, role, tries);
    }
    await setRole(world, who, "admin");
  }
  await world.forgetCounts();
};

const absent: TenantIds = {
  organisationId: "00000000-0000-4000-8000-000000000000",
  userId: "00000000-0000-4000-8000-000000000001",
  receivableId: `0x${"e".repeat(64)}`,
  importId: "00000000-0000-4000-8000-000000000002",
  orderId: "00000000-0000-4000-8000-000000000003",
  registrationId: "00000000-0000-4000-8000-000000000004",
  approvalId: "00000000-0000-4000-8000-000000000005",
};

/** The same body but for the ids that were asked for, and the number of the request. */
const bare = (text: string, ids: TenantIds): string =>
  Object.values(ids)
    .reduce((rest, id) => rest.replaceAll(id, "ID"), text)
    .replace(/"next":"[^"]*"/g, "");

const rivalTries = async (world: World, tries: Tries): Promise<void> => {
  const { known } = world;
  const victim: TenantIds = {
    ...known,
    organisationId: known.sellerId,
    userId: known.sellerUserId,
  };
  for (const [path, inputOf] of Object.entries(foreignInputs)) {
    const foreign = await world.call("rival", path, inputOf(victim));
    const missing = await world.call("rival", path, inputOf(absent));
    const isSame =
      foreign.status === missing.status &&
      bare(foreign.text, victim) === bare(missing.text, absent);
    tries.check(isSame, `${path}: ${foreign.code} for another's, ${missing.code} for nobody's`);
  }
};

/** Everything a page can ask without naming anything: what it answers, the canaries judge. */
const readEverything = async (world: World): Promise<void> => {
  const queries = procedurePaths.filter((path) =>
    /\.(list|home|waiting|own|choices|awaiting|signed|sellers|me|warehouses)$/.test(path),
  );
  for (const who of ["rival", "lender", "unlicensed", "warehouse", "stranger"] as const)
    for (const path of queries)
      for (const input of [
        undefined,
        {},
        { page: 1 },
        { filter: {} },
        { filter: {}, page: 1, pageSize: 100 },
      ])
        await world.call(who, path, input);
  for (const name of [
    "orders",
    "receivables",
    "positions",
    "repayments",
    "signed",
    "failed-rows",
    "order-proof",
  ])
    for (const who of ["rival", "unlicensed", "stranger"] as const)
      await world.door.send(who, {
        path: `/api/exports/${name}?id=${world.known.importId}&receivable=${world.known.receivableId}&order=${world.known.orderId}`,
        headers: world.headersOf(who),
      });
  await world.forgetCounts();
};

const pagesOf = ({ known }: World): string[] => [
  `/receivables/${known.receivableId}`,
  `/receivables/${known.receivableId}/offer`,
  `/receivables/${known.receivableId}/credit`,
  `/imports/${known.importId}`,
  `/confirmations/${known.registrationId}`,
  `/organisations/${known.sellerId}`,
  "/operations",
  "/orders",
];

/** The same address in spellings that other parts of a server read differently. */
const spellings = (path: string): { path: string; headers?: Record<string, string> }[] => [
  { path },
  {
    path,
    headers: { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
  },
  { path, headers: { rsc: "1" } },
  { path, headers: { "x-matched-path": "/verify", "x-invoke-path": "/verify" } },
  { path: `${path}.rsc` },
  { path: `/_next/data/build${path}.json` },
  { path: `/en${path}` },
  { path: `${path}?nxtPid=1&nxtPtoken=1` },
  { path: `${path}.` },
  { path: `/${path}` },
  { path: path.replace("/", "/%2e/") },
  { path: `${path}%2f` },
];

const spelled = async (world: World, tries: Tries): Promise<void> => {
  const marks = [/Mei Chan/, /Harbour Lane Trading/, /Amount due<\/d/];
  for (const page of pagesOf(world))
    for (const sent of spellings(page))
      for (const who of ["stranger", "rival"] as const) {
        const headers = { ...world.headersOf(who), ...sent.headers };
        const { status, text } = await world.door.send(who, { path: sent.path, headers });
        const isClosed = status < 500 && marks.every((mark) => !mark.test(text));
        tries.check(
          isClosed,
          `${sent.path} ${JSON.stringify(sent.headers ?? {})} as ${who}: ${status}`,
        );
      }
};

/** One press too many, many times at once: the act happens once. */
const pressedTwice = async (world: World, tries: Tries): Promise<void> => {
  const { value } = await world.call("seller", "order.list", { filter: { status: "ready" } });
  const [order] = (value as { rows: { id: string }[] }).rows;
  const propose = { selection: { ids: [order?.id ?? "none"] }, grouping: "apart" };
  const presses = await inParallel(
    Array.from({ length: 30 }, () => () => world.call("seller", "registration.propose", propose)),
    30,
  );
  const done = presses.filter(({ status }) => status === 200).length;
  tries.check(
    done === 1,
    `one order was proposed ${done} times of 30 at once: ${presses[0]?.text.slice(0, 200)}`,
  );
  tries.check(
    presses.every(({ status }) => [200, 404, 409, 412].includes(status)),
    `30 presses at once: ${[...new Set(presses.map(({ status }) => status))].join(", ")}`,
  );
};

const orderly = async (world: World, tries: Tries): Promise<void> => {
  await pressedTwice(world, tries);
  const { registrationId, approvalId } = world.known;
  const seller = [
    ["registration.withdraw", { registrationId }],
    ["offer.withdraw", { receivableId: `0x${"e".repeat(64)}` }],
    ["receivable.extendBuyerLink", { receivableId: `0x${"e".repeat(64)}` }],
  ] as const;
  for (const [path, input] of seller) {
    await world.call("seller", path, input);
    const { status } = await world.call("seller", path, input);
    tries.check([404, 409, 412].includes(status), `${path} twice: ${status}`);
  }
  const decided = { approvalId, decision: "approved", reason: "Again." };
  for (const who of ["platform", "second"] as const) {
    const { status } = await world.call(who, "approval.decide", decided);
    tries.check([403, 404, 409, 412].includes(status), `an approval decided twice: ${status}`);
  }
};

const table = async (world: World, tries: Tries): Promise<void> => {
  for (const path of procedurePaths) tries.check(path in accessTable, `${path} has no rule`);
  await matrix(world, tries);
  await rivalTries(world, tries);
  await readEverything(world);
  tries.check(world.door.leaks.length === 0, world.door.leaks.slice(0, 3).join("; "));
  tries.note(`${procedurePaths.length} procedures`);
  tries.note(`${world.door.canaries.length} canaries`);
};

export const tenantRows: readonly HostileRow[] = [
  tried(
    "H13",
    "headers and odd spellings of an address open no page that its plain spelling keeps closed",
    spelled,
    "spellings closed",
  ),
  tried(
    "H14",
    "every procedure x role x tenant answers as the table of people says; another's object is no object",
    table,
    "answers as decided",
  ),
  tried(
    "H17",
    "an act out of its order or done twice is refused, never half done",
    orderly,
    "acts refused",
  ),
];
