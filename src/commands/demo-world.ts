import type { Proposal } from "@/core/approval/approval";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { DEMO_CHAIN_ID, DEMO_PASSWORD, demoSignIns, practiceKeys } from "@/core/demo/demo";
import { DEMO_CURRENCIES } from "@/core/demo/report";
import {
  DEMO_BUYER_MINOR,
  DEMO_LENDER_MINOR,
  type DemoOrganisation,
  demoBuyers,
  demoFounding,
  demoOrganisations,
} from "@/core/demo/world";
import { expiryOf } from "@/core/licence/licence";
import type { OrgScope } from "@/core/scope/scope";
import { accountStatement, LINK_STATEMENT, signInText } from "@/core/session/sign-in-text";
import type { Wire } from "@/wire";
import { dueReports } from "./demo-reserve";

type Acting = { scope: OrgScope; end: () => Promise<void> };

/** Signs in as anybody would, and answers the scope the gate proves. */
const actAs = async ({ acting, gate }: Wire, email: string): Promise<Acting> => {
  const session = await acting.signIn({ email, password: DEMO_PASSWORD, address: "seed" });
  const scope = await gate.scopeOf(await acting.headersOf(session));
  if (!scope) throw new Error(`${email} could not sign in.`);
  return { scope, end: () => acting.signOut(session) };
};

const existing = (app: Wire, { kind, name }: { kind: string; name: string }) =>
  app.prisma.organisation.findFirst({ where: { kind, name }, include: { licences: true } });

/** One administrator proposes, the other approves. */
const change = async (
  app: Wire,
  admins: { first: OrgScope; second: OrgScope },
  organisationId: string,
  proposal: Proposal,
): Promise<void> => {
  const open = await app.prisma.approval.findFirst({
    where: { subjectId: organisationId, kind: proposal.kind, decision: null },
  });
  const approvalId =
    open?.id ??
    (
      await app.usecases.proposeChange(admins.first, {
        organisationId,
        proposal,
        reason: "Papers seen and found in order.",
      })
    ).approvalId;
  await app.usecases.decideApproval(admins.second, {
    approvalId,
    decision: "approved",
    reason: "Checked against the register.",
  });
};

const ensurePeople = async (app: Wire, admin: OrgScope, organisationId: string, of: string) => {
  for (const { email, name } of demoSignIns.filter(({ organisation }) => organisation === of)) {
    const known = await app.prisma.member.findFirst({
      where: { organisationId, user: { email } },
    });
    if (known) continue;
    const person = { organisationId, email, name, role: "admin", password: DEMO_PASSWORD } as const;
    await app.usecases.addMember(admin, person);
  }
};

/** The organisation's own administrator shows that it holds the key, and may sign in with it too. */
const proveWallet = async (app: Wire, { name, walletKey }: DemoOrganisation): Promise<void> => {
  const person = demoSignIns.find(({ organisation }) => organisation === name);
  if (!person || !walletKey) throw new Error(`${name} has nobody who holds its wallet.`);
  const { scope, end } = await actAs(app, person.email);
  const answer = async (statement: string) => {
    const challenge = await app.usecases.issueChallenge({ ...app.place, statement });
    const text = signInText(challenge, practiceKeys.lender.address);
    return { text, signature: await app.acting.signPersonal(walletKey, text) };
  };
  await app.usecases.proveAccount(scope, await answer(accountStatement(name)), app.place);
  await app.usecases.linkWallet(scope, await answer(LINK_STATEMENT), app.place);
  await end();
};

const ensureOrganisation = async (
  app: Wire,
  admins: { first: OrgScope; second: OrgScope },
  wanted: DemoOrganisation,
): Promise<void> => {
  const { kind, name, legalId, country, custody, licence } = wanted;
  const before = await existing(app, wanted);
  const id =
    before?.id ??
    (
      await app.usecases.draftOrganisation(admins.first, {
        kind,
        name,
        legalId,
        country,
        custody,
      })
    ).organisationId;
  await ensurePeople(app, admins.first, id, name);
  if (custody === "wallet" && !before?.account) await proveWallet(app, wanted);
  if (!before || before.status === "draft")
    await change(app, admins, id, { kind: "organisation.activate" });
  if (!licence || (before?.licences.length ?? 0) > 0) return;
  const lastDate = parseCalendarDate(licence.lastDate);
  if (!lastDate) throw new Error(`${licence.lastDate} is no date.`);
  await change(app, admins, id, {
    kind: "licence.grant",
    class: licence.class,
    number: licence.number,
    regulator: licence.regulator,
    expiresAt: expiryOf(lastDate).toISOString(),
  });
};

const ensureCoins = async (app: Wire, admin: OrgScope): Promise<void> => {
  const addresses = app.settings.deployment?.addresses ?? {};
  const coins = DEMO_CURRENCIES.flatMap((currency) => addresses[`SettlementCoin${currency}`] ?? []);
  const lenders = await app.prisma.organisation.findMany({
    where: { kind: "lender", account: { not: null } },
  });
  const mints = coins.flatMap((coin) => [
    ...lenders.map(({ account }) => ({ coin, to: account ?? "", amount: DEMO_LENDER_MINOR })),
    { coin, to: practiceKeys.buyer.address, amount: DEMO_BUYER_MINOR },
  ]);
  await app.usecases.mintDemoCoins(admin, mints);
};

const ensureBuyersKnown = async (app: Wire): Promise<void> => {
  const seller = demoSignIns.find(({ persona }) => persona === "seller");
  if (!seller) throw new Error("The practice world needs a seller.");
  const { scope, end } = await actAs(app, seller.email);
  await app.usecases.enterBuyers(scope, demoBuyers);
  await end();
};

/** The coins are wished last and all at once: where they are, everything before them is too. */
const isMade = async ({ prisma }: Wire): Promise<boolean> =>
  (await prisma.intent.count({ where: { key: { startsWith: "mint:demo:" } } })) > 0;

/**
 * Makes the practice world of a local chain through the same use-cases people have; what stands already stays.
 * @param reportsDue what the attesters sign first, so that coins can be minted
 * @throws Error anywhere but on a local chain.
 */
export const makeDemoWorld = async (app: Wire, reportsDue = dueReports): Promise<void> => {
  if (!app.local || app.settings.chainId !== DEMO_CHAIN_ID)
    throw new Error("Demo organisations belong on a local chain only.");
  if (await isMade(app)) return;
  const founding = demoFounding();
  await app.usecases.foundPlatform(founding);
  const [first, second] = await Promise.all(
    founding.founders.map(({ email }) => actAs(app, email)),
  );
  if (!first || !second) throw new Error("The practice world needs two administrators.");
  const admins = { first: first.scope, second: second.scope };
  await app.usecases.attestReserve(admins.first, await reportsDue(app));
  for (const wanted of demoOrganisations) await ensureOrganisation(app, admins, wanted);
  await ensureBuyersKnown(app);
  await ensureCoins(app, admins.first);
  await Promise.all([first.end(), second.end()]);
};
