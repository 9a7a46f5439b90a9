import { Interface } from "ethers";
import { participantsAbi } from "@/adapters/chain/generated/abi";
import { inGroups } from "./chain";
import { type Event, figure, text } from "./events";
import type { Scene } from "./scene";

const participants = new Interface(participantsAbi);

/** Classes of licences as the contract numbers them. */
const CLASSES = ["none", "authorised-institution", "money-lender", "fund"];

/** What the contract holds of one account. */
export type Entry = {
  readonly organisation: bigint;
  readonly roles: bigint;
  readonly licence: bigint;
  /** Last second at which the licence holds. */
  readonly licenceExpiry: bigint;
  readonly signerSince: bigint;
  readonly frozen: boolean;
};

/** An entry as its events tell it, and whether signers of its organisation brought it in. */
export type Told = Entry & { readonly isBroughtIn: boolean };

/** The entry of an account that was never named. */
export const NO_ENTRY: Told = {
  ...{ organisation: 0n, roles: 0n, licence: 0n, licenceExpiry: 0n, signerSince: 0n },
  ...{ frozen: false, isBroughtIn: false },
};

/** Whom the operator enters is there at once; whom signers bring in waits, and nobody else does. */
const entered = (before: Told, { args, at }: Event): Told => {
  const organisation = figure(args, "organisation");
  const signerSince = figure(args, "signerSince");
  const waits = signerSince * 1000n > BigInt(at.getTime());
  return {
    ...{ organisation, signerSince, frozen: before.frozen },
    ...{ roles: figure(args, "roles"), licence: figure(args, "licence") },
    licenceExpiry: figure(args, "licenceExpiry"),
    isBroughtIn: waits || (before.isBroughtIn && before.organisation === organisation),
  };
};

/** What events make of each account; by account in lower case. */
export const entriesTold = (events: Iterable<Event>): Map<string, Told> => {
  const told = new Map<string, Told>();
  for (const event of events) {
    if (event.name !== "ParticipantSet" && event.name !== "FrozenSet") continue;
    const account = text(event.args, "account").toLowerCase();
    const before = told.get(account) ?? NO_ENTRY;
    const frozen = event.args.frozen === true;
    told.set(account, event.name === "FrozenSet" ? { ...before, frozen } : entered(before, event));
  }
  return told;
};

/** What the contract holds of accounts at the final block; by account as it was given. */
export const entriesHeld = async (
  { chain, contracts, block }: Scene,
  accounts: readonly string[],
): Promise<Map<string, Entry>> => {
  const entries = await inGroups(accounts, async (account) => {
    const asked = participants.encodeFunctionData("participant", [account]);
    const answer = await chain.call(contracts.participants, asked, block.hash);
    const entry: Entry = participants.decodeFunctionResult("participant", answer)[0];
    return [account, entry] as const;
  });
  return new Map(entries);
};

/** A licence's class as the database spells it. */
export const classOf = ({ licence }: Entry): string => CLASSES[Number(licence)] ?? "unknown";

/** A licence in words. */
export const licenceWords = (entry: Entry): string =>
  entry.licence === 0n && entry.licenceExpiry === 0n
    ? "none"
    : `${classOf(entry)} until second ${entry.licenceExpiry}`;

/** An entry in words; two entries differ where these do. */
export const entryWords = (entry: Entry): string => {
  const { organisation, signerSince, roles, frozen } = entry;
  const belongs = `organisation ${organisation} since second ${signerSince}`;
  return `${belongs}, roles ${roles}, licence ${licenceWords(entry)}${frozen ? ", frozen" : ""}`;
};
