import type pg from "pg";
import { authHandler } from "@/adapters/auth/auth-handler";
import { ids } from "@/adapters/auth/chance";
import { gateWith } from "@/adapters/auth/gate";
import { passwordHasher } from "@/adapters/auth/password-hasher";
import { sessionHeaders } from "@/adapters/auth/session-cookie";
import { systemClock as wallClock } from "@/adapters/chain/chain-clock";
import { keyKeeper, keyMaker } from "@/adapters/chain/key-keeper";
import { recoverSigner, signPersonal } from "@/adapters/chain/personal-signature";
import { signTypedData } from "@/adapters/chain/typed-signature";
import { approvalStore } from "@/adapters/db/approval-store";
import { approvalViews } from "@/adapters/db/approval-views";
import { attemptCounter, attemptLimit } from "@/adapters/db/attempt-limit";
import { auditViews } from "@/adapters/db/audit-views";
import { buyerDirectory } from "@/adapters/db/buyer-directory";
import { buyerLinkLookup } from "@/adapters/db/buyer-link-store";
import { foundingStore } from "@/adapters/db/founding-store";
import { addSealedKey, sealedKeyOf, sealedLotKeyOf } from "@/adapters/db/key-rows";
import { liveSession } from "@/adapters/db/live-session";
import { memberStore } from "@/adapters/db/member-store";
import { organisationStore } from "@/adapters/db/organisation-store";
import { organisationViews } from "@/adapters/db/organisation-views";
import type { Prisma } from "@/adapters/db/prisma";
import { nonceStore, peopleLookup, sessionStore } from "@/adapters/db/session-store";
import { sessionViews } from "@/adapters/db/session-views";
import { transactWith } from "@/adapters/db/transact";
import { lotSalt } from "@/adapters/keystore/lot-salt";
import { sealWith } from "@/adapters/keystore/seal";
import { SIGN_IN_STATEMENT } from "@/core/session/sign-in-text";
import type { Env } from "@/env";
import type { Clock } from "@/ports/clock";
import { decideApproval } from "@/usecases/approval/decide-approval";
import { proposeChange } from "@/usecases/approval/propose-change";
import { mintDemoCoins } from "@/usecases/demo/mint-demo-coins";
import { addMember } from "@/usecases/member/add-member";
import { changeMember } from "@/usecases/member/change-member";
import { draftOrganisation } from "@/usecases/organisation/draft-organisation";
import { ensureBuyers, enterBuyers } from "@/usecases/organisation/ensure-buyers";
import { foundPlatform } from "@/usecases/organisation/found-platform";
import { proveAccount } from "@/usecases/organisation/prove-account";
import { attestReserve } from "@/usecases/reserve/attest-reserve";
import { changePassword } from "@/usecases/session/change-password";
import { endSession } from "@/usecases/session/end-session";
import { issueChallenge } from "@/usecases/session/issue-challenge";
import { linkWallet } from "@/usecases/session/link-wallet";
import { proveAddress } from "@/usecases/session/prove-address";
import { signInByPassword, signInByWallet } from "@/usecases/session/sign-in";
import { startSession } from "@/usecases/session/start-session";
import { switchOrganisation } from "@/usecases/session/switch-organisation";

type Base = { settings: Env; pool: pg.Pool; prisma: Prisma; clock: Clock };

/** Keys and secrets: what signs for organisations and what encrypts for the database. */
export const keysOf = ({ settings, pool }: Pick<Base, "settings" | "pool">) => {
  const seal = sealWith(settings.keystoreKey);
  return {
    seal,
    keyMaker: keyMaker(seal),
    keyKeeper: keyKeeper({
      seal,
      rows: { sealedKeyOf: sealedKeyOf(pool), add: addSealedKey(pool) },
    }),
    lotSalt: lotSalt({ seal, sealedKeyOf: sealedLotKeyOf(pool) }),
  };
};

/** Where a wallet's signature is for: our own address on our own chain. */
const placeOf = ({ appUrl, chainId }: Env) => ({
  domain: new URL(appUrl).host,
  uri: `${appUrl}/sign-in`,
  chainId,
});

const signInOf = ({ settings, pool, clock }: Base) => {
  const hasher = passwordHasher();
  const attempts = attemptCounter(pool, wallClock);
  const nonces = nonceStore(pool);
  const people = peopleLookup(pool);
  const transact = transactWith({ pool, clock }, (client) => ({ sessions: sessionStore(client) }));
  const start = startSession({ transact, ids, wallClock });
  const prove = proveAddress({ nonces, recover: recoverSigner, wallClock });
  const place = placeOf(settings);
  const byWallet = signInByWallet({ people, prove, attempts, start });
  return {
    hasher,
    prove,
    byPassword: signInByPassword({ people, hasher, attempts, start }),
    byWallet: (input: { text: string; signature: string; address: string }) =>
      byWallet(input, { ...place, statement: SIGN_IN_STATEMENT }),
    end: endSession({ transact, wallClock }),
    usecases: {
      issueChallenge: issueChallenge({ nonces, ids, wallClock }),
      linkWallet: linkWallet({ transact, prove }),
      switchOrganisation: switchOrganisation({ transact }),
      changePassword: changePassword({ transact, hasher, attempts, wallClock }),
    },
  };
};

/** Everything about who may do what: sign-in, sessions, organisations, licences, approvals, the audit trail. */
export const peopleOf = (base: Base, keys: ReturnType<typeof keysOf>) => {
  const { settings, pool, prisma, clock } = base;
  const secure = settings.appUrl.startsWith("https:");
  const signIn = signInOf(base);
  const transact = transactWith({ pool, clock }, (client) => ({
    organisations: organisationStore(client),
    approvals: approvalStore(client),
    members: memberStore(client),
    buyers: buyerDirectory(client),
    founding: foundingStore(client),
  }));
  const ensure = ensureBuyers({ clock, ids, keys: keys.keyMaker });
  return {
    gate: gateWith({
      secret: settings.nextauthSecret,
      secure,
      wallClock,
      clock,
      sessionAt: liveSession(pool),
      linkByHash: buyerLinkLookup(pool),
    }),
    authHandler: authHandler({
      secret: settings.nextauthSecret,
      secure,
      ports: signIn,
      report: (what, error) =>
        process.stderr.write(`${JSON.stringify({ what, error: String(error) })}\n`),
    }),
    /** What a program needs to act as a member through the same doors. */
    acting: {
      signIn: signIn.byPassword,
      signOut: signIn.end,
      headersOf: sessionHeaders({ secret: settings.nextauthSecret, secure }),
      signPersonal,
      signTypedData,
    },
    place: placeOf(settings),
    /** Twenty hex digits in groups, for somebody who is told it once. */
    firstPassword: () => ids.secretHex(10).replace(/(.{5})(?=.)/g, "$1-"),
    attemptLimit: attemptLimit(pool, wallClock),
    ensureBuyers: ensure,
    usecases: {
      ...signIn.usecases,
      draftOrganisation: draftOrganisation({ transact, clock, ids }),
      enterBuyers: enterBuyers({ transact, ensure }),
      foundPlatform: foundPlatform({
        transact,
        clock,
        ids,
        keys: keys.keyMaker,
        hasher: signIn.hasher,
      }),
      mintDemoCoins: mintDemoCoins({ transact }),
      attestReserve: attestReserve({ transact }),
      proveAccount: proveAccount({ transact, prove: signIn.prove }),
      proposeChange: proposeChange({ transact, clock, ids }),
      decideApproval: decideApproval({
        transact,
        clock,
        ids,
        keys: keys.keyMaker,
        seal: keys.seal,
      }),
      addMember: addMember({ transact, clock, ids, hasher: signIn.hasher }),
      changeMember: changeMember({ transact, clock, ids }),
    },
    views: {
      organisations: organisationViews({ prisma, clock }),
      approvals: approvalViews({ prisma }),
      audit: auditViews(pool),
      session: sessionViews({ prisma }),
    },
  };
};
