import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDemoWorld } from "@/commands/demo-world";
import { Refusal } from "@/core/refusal";
import {
  type MemberRole,
  mintScope,
  type OrganisationKind,
  type OrgScope,
} from "@/core/scope/scope";
import { wire } from "@/wire";
import { accessTable, foreignInputs, type TenantIds } from "./authorisation-table";
import { appRouter, createCaller } from "./root";

const app = wire();
const kinds: OrganisationKind[] = ["seller", "lender", "warehouse", "buyer", "platform"];
const roles: MemberRole[] = ["maker", "checker", "admin", "viewer"];
const ID_FIELDS =
  /^(id|(organisation|user|receivable|import|order|registration|approval|intent)Id)$/;

type Inspected = { _def: { inputs: { shape?: object }[]; meta?: { allowed?: object } } };
const procedures = appRouter._def.procedures as unknown as Record<string, Inspected>;
const paths = Object.keys(procedures).sort();

const ours: Record<string, OrgScope> = {};
const theirs: Record<string, OrgScope> = {};
let victim: TenantIds;

const absent: TenantIds = {
  organisationId: "00000000-0000-4000-8000-000000000000",
  userId: "00000000-0000-4000-8000-000000000001",
  receivableId: `0x${"e".repeat(64)}`,
  importId: "00000000-0000-4000-8000-000000000002",
  orderId: "00000000-0000-4000-8000-000000000003",
  registrationId: "00000000-0000-4000-8000-000000000004",
  approvalId: "00000000-0000-4000-8000-000000000005",
};

const scopeFor = async (name: string): Promise<OrgScope> => {
  const found = await app.prisma.organisation.findFirstOrThrow({
    where: { name },
    include: { members: true },
  });
  return mintScope({
    organisationId: found.id,
    kind: found.kind as OrganisationKind,
    userId: found.members[0]?.userId ?? "nobody",
    role: "admin",
    account: found.account,
  });
};

/** A receivable with all that hangs on it, which belongs to the first seller and warehouse. */
const makeVictim = async (): Promise<TenantIds> => {
  const { organisationId, userId } = ours.seller as OrgScope;
  const warehouseId = ours.warehouse?.organisationId ?? "";
  const buyerId = ours.buyer?.organisationId ?? "";
  const receivableId = `0x${"a".repeat(64)}`;
  const hash = `0x${"1".repeat(64)}`;
  const { id: importId } = await app.prisma.import.create({
    data: {
      id: "victim-import",
      organisationId,
      createdById: userId,
      fileName: "orders.csv",
      fileHash: "1".repeat(64),
      format: "csv",
      status: "planned",
      content: Buffer.from("x"),
      plan: { fileHash: "1".repeat(64), format: "csv", documents: [] },
    },
  });
  await app.prisma.receivable.create({
    data: {
      id: receivableId,
      sellerId: organisationId,
      warehouseId,
      buyerId,
      reference: "QN-2026-1",
      currency: "HKD",
      coin: `0x${"4".repeat(40)}`,
      amountDue: "1000000",
      dueDate: "2027-01-31",
      dueDateSource: "stated",
      dueAt: new Date("2027-01-31T15:59:59Z"),
      orderCount: 1,
      ordersRoot: hash,
      documentHash: hash,
      terms: {},
      status: "registered",
    },
  });
  const { id: orderId } = await app.prisma.order.create({
    data: {
      id: "victim-order",
      organisationId,
      importId,
      warehouseId,
      buyerId,
      receivableId,
      orderKey: hash,
      contentHash: hash,
      canonical: "{}",
      number: "1",
      dueDate: "2027-01-31",
      dueDateSource: "stated",
      currency: "HKD",
      amountDue: "1000000",
      status: "registered",
    },
  });
  const { id: registrationId } = await app.prisma.registration.create({
    data: {
      id: "victim-registration",
      sellerId: organisationId,
      warehouseId,
      currency: "HKD",
      payload: {},
      sellerSignature: "0x",
      receivableIds: [receivableId],
      status: "proposed",
    },
  });
  const ids = { organisationId, userId, receivableId, importId, orderId, registrationId };
  return { ...ids, approvalId: "victim-approval" };
};

const makeStranger = async (kind: "warehouse" | "buyer") => {
  const name = `Another ${kind}`;
  await app.prisma.organisation.create({
    data: { id: `another-${kind}`, kind, name, status: "active" },
  });
  theirs[kind] = await scopeFor(name);
};

beforeAll(async () => {
  await makeDemoWorld(app, async () => []);
  ours.seller = await scopeFor("Harbour Lane Trading");
  ours.lender = await scopeFor("Victoria Bank");
  ours.warehouse = await scopeFor("Rotterdam Quay Logistics");
  ours.buyer = await scopeFor("Nordlicht Handels GmbH");
  ours.platform = await scopeFor("Quaynote Operations");
  theirs.seller = await scopeFor("Kowloon Bright Supplies");
  theirs.lender = await scopeFor("Peak Unlicensed Capital");
  await makeStranger("warehouse");
  await makeStranger("buyer");
  for (const scope of [ours.buyer, theirs.warehouse, theirs.buyer])
    await app.prisma.member.create({
      data: {
        id: `member-${scope?.organisationId}`,
        role: "admin",
        organisation: { connect: { id: scope?.organisationId ?? "" } },
        user: {
          connectOrCreate: {
            where: { id: "nobody" },
            create: { id: "nobody", name: "Somebody" },
          },
        },
      },
    });
  victim = await makeVictim();
});
afterAll(async () => {
  await app.prisma.$disconnect();
  await app.pool.end();
});

type Outcome = { value: unknown } | { code: string; refusal: string | null };

/** What a caller learns: a value, or a code with the refusal's name. */
const outcome = async (scope: OrgScope | null, path: string, input: unknown): Promise<Outcome> => {
  const caller = createCaller({
    ...app,
    scope,
    sessionId: scope && "none",
    address: "test",
    requestId: "test",
  });
  const [noun = "", act = ""] = path.split(".");
  const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
  try {
    return { value: await nouns[noun]?.[act]?.(input) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const refusal = error.cause instanceof Refusal ? error.cause.code : null;
    return { code: error.code, refusal };
  }
};

const codeOf = (result: Outcome): string => ("code" in result ? result.code : "OK");

/** No input of any procedure: who may call gets as far as its check, and no further. */
const NONSENSE = { thisIsNoField: true };

test("every procedure has a row, and every row a procedure", () => {
  expect(paths).toEqual(Object.keys(accessTable).sort());
});

describe.each(paths)("%s", (path) => {
  const access = accessTable[path] ?? { kinds: [] };
  const guarded = access === "anyone" ? null : access;

  test("lets in whom its row names, and nobody else", async () => {
    const stranger = codeOf(await outcome(null, path, NONSENSE));
    if (!guarded) expect(["UNAUTHORIZED", "FORBIDDEN"]).not.toContain(stranger);
    else expect(stranger).toBe("UNAUTHORIZED");
    for (const kind of kinds)
      for (const role of roles) {
        const scope = mintScope({ ...(ours[kind] as OrgScope), role });
        const code = codeOf(await outcome(scope, path, NONSENSE));
        const who = `${kind} ${role}: ${code}`;
        if (guarded && !guarded.kinds.includes(kind)) expect(code, who).toBe("NOT_FOUND");
        else if (guarded?.roles && !guarded.roles.includes(role))
          expect(code, who).toBe("FORBIDDEN");
        else
          expect(["UNAUTHORIZED", "FORBIDDEN", "INTERNAL_SERVER_ERROR"], who).not.toContain(code);
      }
  });

  test("refuses fields it does not know", async () => {
    const { inputs } = procedures[path]?._def ?? { inputs: [] };
    if (inputs.length === 0 || path.startsWith("payment.")) return;
    const scope = guarded && (ours[guarded.kinds[0] ?? ""] as OrgScope);
    const example = foreignInputs[path]?.(absent) ?? {};
    const result = await outcome(scope, path, {
      ...(example as object),
      role: "admin",
      isAdmin: 1,
    });
    expect(codeOf(result)).toBe("BAD_REQUEST");
  });

  test("tells another tenant no more than about nothing", async () => {
    const names = (procedures[path]?._def.inputs ?? []).flatMap(({ shape }) =>
      Object.keys(shape ?? {}),
    );
    const example = foreignInputs[path];
    const takesId = names.some((name) => ID_FIELDS.test(name));
    const tenants = (guarded?.kinds ?? []).filter((kind) => kind !== "platform");
    if (takesId && tenants.length > 0)
      expect(example, "its input names an object: add it to foreignInputs").toBeDefined();
    if (!example) return;
    for (const kind of tenants) {
      const foreign = await outcome(theirs[kind] as OrgScope, path, example(victim));
      const missing = await outcome(theirs[kind] as OrgScope, path, example(absent));
      expect(foreign, kind).toEqual(missing);
      if ("code" in foreign) expect(foreign.code, kind).toBe("NOT_FOUND");
      else expect([null, undefined, 0], kind).toContain(sizeOf(foreign.value));
    }
  });
});

/** Null stays null, a list becomes its length: an empty answer gives nothing away. */
const sizeOf = (value: unknown): unknown => (Array.isArray(value) ? value.length : value);
