import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Proposal } from "@/core/approval/approval";
import { DEMO_PASSWORD, demoSignIns } from "@/core/demo/demo";
import type { OrgScope } from "@/core/scope/scope";
import { wire } from "@/wire";
import { makeDemoWorld } from "./demo-world";

const app = wire();
let first: OrgScope;
let second: OrgScope;
let seller: OrgScope;

const actAs = async (email: string): Promise<OrgScope> => {
  const session = await app.acting.signIn({ email, password: DEMO_PASSWORD, address: "test" });
  const scope = await app.gate.scopeOf(await app.acting.headersOf(session));
  if (!scope) throw new Error(`${email} could not sign in.`);
  return scope;
};

beforeAll(async () => {
  await makeDemoWorld(app, async () => []);
  first = await actAs("admin@demo.quaynote.test");
  second = await actAs("admin2@demo.quaynote.test");
  seller = await actAs("seller@demo.quaynote.test");
});
afterAll(async () => {
  await app.prisma.$disconnect();
  await app.pool.end();
});

const draft = async (custody: "platform" | "wallet" = "platform", kind = "lender" as const) =>
  (
    await app.usecases.draftOrganisation(first, {
      kind,
      name: `Lantau ${custody} ${Math.random()}`,
      legalId: null,
      country: "HK",
      custody,
    })
  ).organisationId;

const propose = async (organisationId: string, proposal: Proposal, scope = first) =>
  (await app.usecases.proposeChange(scope, { organisationId, proposal, reason: "Seen." }))
    .approvalId;

const decide = (
  approvalId: string,
  scope = second,
  decision: "approved" | "rejected" = "approved",
) => app.usecases.decideApproval(scope, { approvalId, decision, reason: "Checked." });

const activate = { kind: "organisation.activate" } as const;
const grant = {
  kind: "licence.grant",
  class: "fund",
  number: "F-1",
  regulator: "SFC",
  expiresAt: "2028-12-31T16:00:00.000Z",
} as const;

const stateOf = (id: string) =>
  app.prisma.organisation.findUniqueOrThrow({ where: { id }, include: { licences: true } });

const intentsOf = (organisationId: string) =>
  app.prisma.intent.findMany({ where: { organisationId }, orderBy: { createdAt: "asc" } });

describe("two administrators", () => {
  test("the maker cannot decide, and nothing changes", async () => {
    const id = await draft();
    const approvalId = await propose(id, activate);
    await expect(decide(approvalId, first)).rejects.toMatchObject({
      code: "approval.own_proposal",
    });
    expect(await stateOf(id)).toMatchObject({ status: "draft", account: null });
    expect(await intentsOf(id)).toEqual([]);
  });

  test("nobody outside the platform can propose or decide", async () => {
    const id = await draft();
    const approvalId = await propose(id, activate);
    const missing = { code: "object.not_found" };
    await expect(propose(id, activate, seller)).rejects.toMatchObject(missing);
    await expect(propose(seller.organisationId, activate, seller)).rejects.toMatchObject(missing);
    await expect(decide(approvalId, seller)).rejects.toMatchObject(missing);
  });

  test("approval makes the change, the fact and the chain write together", async () => {
    const id = await draft();
    await decide(await propose(id, activate));
    const state = await stateOf(id);
    expect(state.status).toBe("active");
    const key = await app.prisma.signingKey.findUniqueOrThrow({
      where: { address: state.account ?? "" },
    });
    expect(key.label).toBe(`organisation:${id}`);
    expect(await intentsOf(id)).toMatchObject([
      {
        kind: "set-participant",
        signer: "operator",
        payload: { account: state.account, roles: 2 },
      },
    ]);
    const facts = await app.prisma.auditFact.findMany({ where: { subject: id } });
    expect(facts.map(({ name }) => name)).toEqual([
      "organisation.drafted",
      "approval.proposed",
      "approval.approved",
    ]);
  });

  test("of two decisions at once one counts", async () => {
    const id = await draft();
    const approvalId = await propose(id, activate);
    const both = await Promise.allSettled([decide(approvalId), decide(approvalId)]);
    expect(both.filter(({ status }) => status === "fulfilled").length).toBe(1);
    expect((await intentsOf(id)).length).toBe(1);
  });

  test("a rejected proposal changes nothing and can be made again", async () => {
    const id = await draft();
    await decide(await propose(id, activate), second, "rejected");
    expect((await stateOf(id)).status).toBe("draft");
    await decide(await propose(id, activate));
    expect((await stateOf(id)).status).toBe("active");
  });

  test("the same change does not wait twice", async () => {
    const id = await draft();
    await propose(id, activate);
    await expect(propose(id, activate)).rejects.toMatchObject({ code: "approval.pending" });
  });

  test("what was approved is not proposed again, for somebody whose answer was lost", async () => {
    const id = await draft();
    await decide(await propose(id, activate));
    await expect(propose(id, activate)).rejects.toMatchObject({
      code: "organisation.not_draft",
    });
    await decide(await propose(id, grant));
    await expect(propose(id, grant)).rejects.toMatchObject({ code: "licence.already_granted" });
    expect((await stateOf(id)).licences).toHaveLength(1);
  });

  test("what became impossible meanwhile is refused at the decision", async () => {
    const id = await draft();
    await decide(await propose(id, activate));
    const approvalId = await propose(id, grant);
    await decide(await propose(id, { kind: "organisation.suspend" }));
    await expect(decide(approvalId)).rejects.toMatchObject({ code: "organisation.not_active" });
    expect((await stateOf(id)).licences).toEqual([]);
  });
});

describe("licences and standing", () => {
  test("grant, revoke, suspend and reinstate reach the chain in order", async () => {
    const id = await draft();
    await decide(await propose(id, activate));
    await decide(await propose(id, grant));
    const [licence] = (await stateOf(id)).licences;
    await decide(
      await propose(id, { kind: "licence.revoke", licenceId: licence?.id ?? "", number: "F-1" }),
    );
    await decide(await propose(id, { kind: "organisation.suspend" }));
    await decide(await propose(id, { kind: "organisation.reinstate" }));
    const last = Date.parse(grant.expiresAt) / 1000 - 1;
    expect(await intentsOf(id)).toMatchObject([
      { kind: "set-participant", payload: { licence: 0, licenceExpiry: 0 } },
      { kind: "set-participant", payload: { licence: 3, licenceExpiry: last } },
      { kind: "set-participant", payload: { licence: 0, licenceExpiry: 0 } },
      { kind: "set-frozen", payload: { frozen: true } },
      { kind: "set-frozen", payload: { frozen: false } },
    ]);
  });

  test("an expired licence shows as expired by itself", async () => {
    const { id } = await app.prisma.organisation.findFirstOrThrow({
      where: { name: "Causeway Lapsed Finance" },
    });
    const seen = await app.views.organisations.get(first, id);
    expect(seen?.licences[0]?.state).toBe("expired");
  });

  test("an organisation with its own wallet proves it before it becomes active", async () => {
    const id = await draft("wallet");
    await expect(propose(id, activate)).rejects.toMatchObject({
      code: "organisation.account_missing",
    });
  });
});

describe("members of the platform", () => {
  const add = (role: "viewer" | "admin", email: string) =>
    app.usecases.addMember(first, {
      organisationId: first.organisationId,
      email,
      name: "Puppet",
      role,
      password: "a-long-enough-password",
    });

  test("nobody makes their own second pair of eyes", async () => {
    const refused = { code: "member.needs_approval" };
    await expect(add("admin", "puppet1@demo.quaynote.test")).rejects.toMatchObject(refused);
    const { userId } = await add("viewer", "puppet2@demo.quaynote.test");
    const change = { organisationId: first.organisationId, userId, role: "admin" } as const;
    await expect(app.usecases.changeMember(first, change)).rejects.toMatchObject(refused);
    const appoint = { kind: "member.appoint", userId, name: "Puppet", role: "admin" } as const;
    const approvalId = await propose(first.organisationId, appoint);
    await expect(decide(approvalId, first)).rejects.toMatchObject({
      code: "approval.own_proposal",
    });
    await decide(approvalId);
    const member = await app.prisma.member.findFirstOrThrow({ where: { userId } });
    expect(member.role).toBe("admin");
    await expect(propose(first.organisationId, appoint)).rejects.toMatchObject({
      code: "member.same_role",
    });
    await app.usecases.changeMember(second, { ...change, role: null });
  });

  test("two administrators stay", async () => {
    const { organisationId, userId } = second;
    await expect(
      app.usecases.changeMember(first, { organisationId, userId, role: "viewer" }),
    ).rejects.toMatchObject({ code: "member.last_admin" });
  });

  test("an organisation keeps one administrator", async () => {
    const { organisationId, userId } = seller;
    await expect(
      app.usecases.changeMember(seller, { organisationId, userId, role: null }),
    ).rejects.toMatchObject({ code: "member.last_admin" });
  });
});

describe("buyers", () => {
  const drafts = (key: string, name = "Buyer") => [{ key, name, country: null }];

  test("ten imports at once make one buyer with one account", async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        app.usecases.enterBuyers(seller, drafts("name:ten at once")),
      ),
    );
    expect(new Set(all.map((found) => found.get("name:ten at once"))).size).toBe(1);
  });

  test("a name is one seller's own, a registration number is everybody's", async () => {
    const other = await actAs(
      demoSignIns.find(({ organisation }) => organisation === "Kowloon Bright Supplies")?.email ??
        "",
    );
    const idOf = async (scope: OrgScope, key: string) =>
      (await app.usecases.enterBuyers(scope, drafts(key))).get(key);
    expect(await idOf(seller, "name:shared")).not.toBe(await idOf(other, "name:shared"));
    expect(await idOf(seller, "vat:de123")).toBe(await idOf(other, "vat:de123"));
  });
});

describe("audit trail", () => {
  /** Somebody with the database's own password, past the guards that refuse changes. */
  const tamper = async (sql: string, id: bigint): Promise<void> => {
    const client = await app.pool.connect();
    try {
      await client.query("begin; set local session_replication_role = replica");
      await client.query(sql, [id.toString()]);
      await client.query("commit");
    } finally {
      client.release();
    }
  };
  const brokenAt = async () => (await app.views.audit.verify(first)).brokenAt;

  test("the database refuses to change or delete a fact", async () => {
    const { id } = await app.prisma.auditFact.findFirstOrThrow();
    const data = { actor: "somebody" };
    await expect(app.prisma.auditFact.update({ where: { id }, data })).rejects.toThrow();
    await expect(app.prisma.auditFact.delete({ where: { id } })).rejects.toThrow();
    expect(await brokenAt()).toBeNull();
  });

  test("a fact changed behind its back is found, and a missing one too", async () => {
    const { id } = await app.prisma.auditFact.findFirstOrThrow({
      where: { name: "approval.approved" },
    });
    await tamper(`update "AuditFact" set actor = actor || 'x' where id = $1`, id);
    expect(await brokenAt()).toBe(id);
    await tamper(`update "AuditFact" set actor = left(actor, -1) where id = $1`, id);
    expect(await brokenAt()).toBeNull();
    await tamper('delete from "AuditFact" where id = $1', id);
    expect(await brokenAt()).toBeGreaterThan(id);
  });

  test("only the platform reads it", async () => {
    expect((await app.views.audit.list(seller, {})).rows).toEqual([]);
  });
});
