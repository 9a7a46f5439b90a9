import { Wallet } from "ethers";
import { DEMO_PASSWORD } from "@/core/demo/demo";
import type { MemberRole } from "@/core/scope/scope";
import { accountStatement, LINK_STATEMENT, signInText } from "@/core/session/sign-in-text";
import { type ClickWorld, fresh, type Press, type Tries } from "./click";

const wordsOfDraft = (custody: "platform" | "wallet" = "platform") => ({
  kind: "seller" as const,
  name: `Pressed Twice ${fresh()}`,
  legalId: null,
  country: "HK",
  custody,
});

type Custody = "platform" | "wallet";

const draft = async ({ app, admin }: ClickWorld, words = wordsOfDraft()) => ({
  ...words,
  ...(await app.usecases.draftOrganisation(admin, words)),
});

const wordsOfPerson = (role: MemberRole) => ({
  email: `${fresh()}@twice.quaynote.test`,
  name: "Pressed Twice",
  role,
  password: DEMO_PASSWORD,
});

/** A draft organisation with a member, and that member's scope in it. */
const staffed = async (world: ClickWorld, custody: Custody = "platform") => {
  const { organisationId, name } = await draft(world, wordsOfDraft(custody));
  const person = wordsOfPerson("admin");
  const { userId } = await world.app.usecases.addMember(world.admin, {
    ...{ organisationId, ...person },
  });
  const scope = world.scopeAt(organisationId, "seller", userId);
  return { organisationId, name, person, userId, scope };
};

const signIn = ({ app }: ClickWorld, email: string): Promise<string> =>
  app.acting.signIn({ email, password: DEMO_PASSWORD, address: fresh() });

const signedAnswer = async ({ app }: ClickWorld, statement: string) => {
  const challenge = await app.usecases.issueChallenge({ ...app.place, statement });
  const { address, privateKey } = Wallet.createRandom();
  const text = signInText(challenge, address);
  return { text, signature: await app.acting.signPersonal(privateKey, text) };
};

const proposal = async (world: ClickWorld) => {
  const { organisationId } = await draft(world);
  return { organisationId, reason: "Seen.", proposal: { kind: "organisation.activate" as const } };
};

/** Organisations, approvals, people and sessions. */
export const peopleTries: Tries = {
  "approval.propose": {
    how: "one proposal of a kind waits per organisation, whose row is locked; what was approved cannot be proposed again",
    again: "approval.pending",
    state: async (world): Promise<Press> => {
      const { proposal: change, ...rest } = await proposal(world);
      return { scope: world.admin, input: { ...rest, change } };
    },
  },
  "approval.decide": {
    how: "the proposal's row is locked, and a decision is made once",
    again: "approval.already_decided",
    state: async (world) => {
      const { approvalId } = await world.app.usecases.proposeChange(
        world.admin,
        await proposal(world),
      );
      const input = { approvalId, decision: "approved", reason: "Checked." };
      return { scope: world.second, input };
    },
  },
  "organisation.draft": {
    how: "a draft in the very same words is answered instead of a second one, under a lock on the words",
    again: "same",
    state: async ({ admin }) => ({ scope: admin, input: wordsOfDraft() }),
  },
  "organisation.addMember": {
    how: "an email is one person (unique), a person is a member once (unique), and the organisation's row is locked",
    again: "member.already",
    state: async (world) => {
      const { organisationId } = await draft(world);
      return { scope: world.admin, input: { organisationId, ...wordsOfPerson("maker") } };
    },
  },
  "organisation.changeMember": {
    how: "the organisation's row is locked, and the role a member has already changes nothing",
    again: "same",
    state: async (world) => {
      const { organisationId } = await staffed(world);
      const { app, admin } = world;
      const other = { organisationId, ...wordsOfPerson("viewer") };
      const { userId } = await app.usecases.addMember(admin, other);
      return { scope: admin, input: { organisationId, userId, role: "maker" } };
    },
  },
  "organisation.accountChallenge": {
    how: "a challenge is no act: each press has its own, and what nobody answers is over after five minutes",
    again: "another",
    reads: true,
    state: async (world) => ({ scope: (await staffed(world, "wallet")).scope }),
  },
  "organisation.proveAccount": {
    how: "the challenge is burnt with the first answer, in one statement",
    again: "signature.expired",
    state: async (world) => {
      const { scope, name } = await staffed(world, "wallet");
      return { scope, input: await signedAnswer(world, accountStatement(name)) };
    },
  },
  "session.challenge": {
    how: "a challenge is no act: each press has its own, and what nobody answers is over after five minutes",
    again: "another",
    reads: true,
    state: async () => ({ scope: null }),
  },
  "session.walletChallenge": {
    how: "a challenge is no act: each press has its own, and what nobody answers is over after five minutes",
    again: "another",
    reads: true,
    state: async ({ seller }) => ({ scope: seller }),
  },
  "session.linkWallet": {
    how: "the challenge is burnt with the first answer, in one statement",
    again: "signature.expired",
    state: async (world) => {
      const { scope } = await staffed(world);
      return { scope, input: await signedAnswer(world, LINK_STATEMENT) };
    },
  },
  "session.switchOrganisation": {
    how: "a session that is there already is not moved",
    again: "same",
    state: async (world) => {
      const { scope, person } = await staffed(world);
      const { organisationId } = await draft(world);
      await world.app.usecases.addMember(world.admin, { organisationId, ...person });
      const sessionId = await signIn(world, person.email);
      return { scope, sessionId, input: { organisationId } };
    },
  },
  "session.changePassword": {
    how: "the person's row is locked, and the old password is wrong once it is changed",
    again: "session.wrong_credentials",
    state: async (world) => {
      const { scope, person } = await staffed(world);
      const sessionId = await signIn(world, person.email);
      return {
        scope,
        sessionId,
        input: { current: DEMO_PASSWORD, next: `new ${fresh()} ${fresh()}` },
      };
    },
  },
};
