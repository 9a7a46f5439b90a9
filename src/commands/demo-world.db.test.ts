import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD, demoSignIns, practiceKeys } from "@/core/demo/demo";
import { demoOrganisations } from "@/core/demo/world";
import { type Wire, wire } from "@/wire";
import { makeDemoWorld } from "./demo-world";

const app = wire();

/** There is no chain here: a register answers that a report of this age stands. */
const withReportAged = (seconds: number): Wire => {
  const blockAt = Math.floor(Date.now() / 1000);
  const figures = { total: 0n, supply: 0n, needed: 0n, headroom: 0n };
  const reserve = () => Promise.resolve({ ...figures, blockAt, asOf: blockAt - seconds });
  return { ...app, chainFacts: { ...app.chainFacts, reserve } };
};

beforeAll(() => makeDemoWorld(withReportAged(60)));
afterAll(async () => {
  await app.prisma.$disconnect();
  await app.pool.end();
});

const counts = async () => {
  const { prisma } = app;
  return Promise.all([
    prisma.organisation.count(),
    prisma.user.count(),
    prisma.licence.count(),
    prisma.intent.count(),
    prisma.approval.count(),
  ]);
};

test("everybody can sign in for their own organisation", async () => {
  for (const { email, organisation } of demoSignIns) {
    const session = await app.acting.signIn({ email, password: DEMO_PASSWORD, address: "test" });
    const scope = await app.gate.scopeOf(await app.acting.headersOf(session));
    const found = await app.prisma.organisation.findUniqueOrThrow({
      where: { id: scope?.organisationId ?? "" },
    });
    expect([found.name, found.status, scope?.role]).toEqual([organisation, "active", "admin"]);
  }
});

test("every organisation has an account and an entry for Participants on its way", async () => {
  for (const { name, kind, licence } of demoOrganisations) {
    const found = await app.prisma.organisation.findFirstOrThrow({ where: { name } });
    expect(found.account).toMatch(/^0x[0-9a-fA-F]{40}$/);
    const intents = await app.prisma.intent.findMany({
      where: { organisationId: found.id, kind: "set-participant" },
      orderBy: { createdAt: "asc" },
    });
    expect(intents.length, kind).toBe(licence ? 2 : 1);
  }
  const fund = await app.prisma.organisation.findFirstOrThrow({
    where: { name: "Tai Mo Credit Fund" },
  });
  expect(fund.account).toBe(practiceKeys.lender.address);
});

test("a lapsed licence goes to the chain with its true last second", async () => {
  const { id } = await app.prisma.organisation.findFirstOrThrow({
    where: { name: "Causeway Lapsed Finance" },
  });
  const intent = await app.prisma.intent.findFirstOrThrow({
    where: { organisationId: id, payload: { path: ["licence"], equals: 2 } },
  });
  const last = new Date("2025-06-30T23:59:59+08:00").getTime() / 1000;
  expect(intent.payload).toMatchObject({ roles: 2, licenceExpiry: last });
});

test("a second run changes nothing, and one that was cut short is completed", async () => {
  const before = await counts();
  await makeDemoWorld(withReportAged(60));
  expect(await counts()).toEqual(before);
  await app.prisma.intent.deleteMany({ where: { kind: "mint" } });
  await app.prisma.licence.deleteMany({ where: { number: "B-0417" } });
  await makeDemoWorld(withReportAged(60));
  const [organisations, users, licences] = await counts();
  expect([organisations, users, licences]).toEqual(before.slice(0, 3));
});

test("days later the attesters report again before coins are minted", async () => {
  const reports = () =>
    app.prisma.intent.findMany({
      where: { kind: "attest-reserve" },
      orderBy: { createdAt: "asc" },
    });
  expect(await reports()).toEqual([]);
  await app.prisma.intent.deleteMany({ where: { kind: "mint" } });
  await makeDemoWorld(withReportAged(3 * 86_400));
  const made = await reports();
  expect(made.map(({ payload }) => payload)).toMatchObject(
    ["HKD", "USD", "EUR"].map((currency) => ({ report: { currency } })),
  );
  const mint = await app.prisma.intent.findFirstOrThrow({
    where: { kind: "mint" },
    orderBy: { createdAt: "asc" },
  });
  for (const { createdAt } of made) expect(createdAt < mint.createdAt).toBe(true);
});
