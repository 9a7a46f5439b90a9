import type { ActOf } from "@/core/life/act";
import { isNoAmount } from "@/core/life/funding-acts";
import { freeUnits, isLicensed, shift } from "@/core/life/holder-acts";
import type { Life, Proposal, Scene } from "@/core/life/life";
import { type Reasons, reasonsFor } from "@/core/life/reasons";

const DAY_SECONDS = 86_400;
/** Between the second approval and the act. */
const DELAY = 3 * DAY_SECONDS;
/** How long each step is waited for. */
const WINDOW = 14 * DAY_SECONDS;

type Forced = ActOf<"forced">;
type Recovery = ActOf<"recover">;

const forcedKey = ({ from, to, units }: Forced): string => `forced ${from} ${to} ${units}`;
const recoveryKey = ({ account, to }: Recovery): string => `recovery ${account} ${to}`;

const lapsesAfter = ({ proposedAt, approvedAt }: Proposal): number =>
  approvedAt === 0 ? proposedAt + WINDOW : approvedAt + DELAY + WINDOW;

const propose = (life: Life, key: string, now: number): Reasons => {
  const known = life.proposals[key];
  life.proposals = { ...life.proposals, [key]: { proposedAt: now, approvedAt: 0 } };
  return reasonsFor({ ProposalPending: known && now <= lapsesAfter(known) });
};

const approve = (life: Life, key: string, now: number): Reasons => {
  const known = life.proposals[key];
  if (!known) return ["NoProposal"];
  life.proposals = { ...life.proposals, [key]: { ...known, approvedAt: now } };
  return reasonsFor({
    ProposalPending: known.approvedAt !== 0,
    TooLate: now > lapsesAfter(known),
  });
};

const useUp = (life: Life, key: string, now: number): Reasons => {
  const { [key]: known, ...others } = life.proposals;
  if (!known || known.approvedAt === 0) return ["NoProposal"];
  life.proposals = others;
  return reasonsFor({
    TooEarly: now <= known.approvedAt + DELAY,
    TooLate: now > lapsesAfter(known),
  });
};

/** Compliance proposes to move units against their holder's will. */
export const proposeForced = (life: Life, act: Forced, { now }: Scene): Reasons => [
  ...reasonsFor({
    InvalidAmount: isNoAmount(act.units),
    ERC7943CannotTransfer: act.from === act.to,
  }),
  ...propose(life, forcedKey(act), now),
];

/** The checker approves it. */
export const approveForced = (life: Life, act: Forced, { now }: Scene): Reasons =>
  approve(life, forcedKey(act), now);

/** It is carried out: free units go first, frozen ones by lowering the frozen figure. */
export const forced = (life: Life, act: Forced, { now }: Scene): Reasons => {
  const [from, to] = [life.holdings[act.from], life.holdings[act.to]];
  const reasons = [
    ...useUp(life, forcedKey(act), now),
    ...reasonsFor({
      ERC1155InsufficientBalance: from.units < act.units,
      ERC7943CannotReceive: !isLicensed(life, act.to, now),
    }),
  ];
  if (reasons.length > 0) return reasons;
  const beyond = act.units - freeUnits(from);
  if (beyond > 0n) from.frozen -= beyond;
  shift(life, from, to, act.units);
  return [];
};

/** Two accounts of one organisation: the only pair here. */
const isSameOrganisation = ({ account, to }: Recovery): boolean =>
  [account, to].sort().join() === "lenderC,taker";

/** Compliance proposes to move everything from an account whose key is lost. */
export const proposeRecovery = (life: Life, act: Recovery, { now }: Scene): Reasons => [
  ...reasonsFor({ NotEligible: !isSameOrganisation(act) }),
  ...propose(life, recoveryKey(act), now),
];

/** The checker approves it. */
export const approveRecovery = (life: Life, act: Recovery, { now }: Scene): Reasons =>
  approve(life, recoveryKey(act), now);

/** Units, what is due on them, what is frozen, and the claim go to the new account. */
export const recover = (life: Life, act: Recovery, { now }: Scene): Reasons => {
  const [from, to] = [life.holdings[act.account], life.holdings[act.to]];
  const [lost, found] = [life.accounts[act.account], life.accounts[act.to]];
  const reasons = [
    ...useUp(life, recoveryKey(act), now),
    ...reasonsFor({
      NotEligible: !isSameOrganisation(act) || found.isFrozen,
      ERC7943CannotReceive: from.units > 0n && !isLicensed(life, act.to, now),
    }),
  ];
  if (reasons.length > 0) return reasons;
  if (from.units > 0n || from.credit > 0n) {
    to.frozen += from.frozen;
    from.frozen = 0n;
    shift(life, from, to, from.units);
    to.credit += from.credit;
    from.credit = 0n;
  }
  found.claim += lost.claim;
  lost.claim = 0n;
  return [];
};
