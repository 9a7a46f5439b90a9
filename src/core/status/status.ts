/**
 * The one table of states: word, tone, meaning and who acts next. Chips, filters, exports and the
 * API read it, so a state is called the same everywhere.
 */
import { receivableStatus } from "./receivable-status";
import type { NextActor, StatusEntry } from "./status-entry";
import {
  attestationStatus,
  creditStatus,
  fundingStatus,
  importStatus,
  intentStatus,
  licenceStatus,
  offerStatus,
  orderStatus,
  organisationStatus,
  registrationStatus,
  verdictStatus,
} from "./step-status";

/** The whole table by subject. */
export const statusTable = {
  receivable: receivableStatus,
  import: importStatus,
  verdict: verdictStatus,
  order: orderStatus,
  registration: registrationStatus,
  offer: offerStatus,
  funding: fundingStatus,
  attestation: attestationStatus,
  credit: creditStatus,
  organisation: organisationStatus,
  licence: licenceStatus,
  intent: intentStatus,
} as const;

export type StatusSubject = keyof typeof statusTable;
export type StatusOf<S extends StatusSubject> = keyof (typeof statusTable)[S] & string;

/** The entry of one state. */
export const statusEntry = <S extends StatusSubject>(
  subject: S,
  state: StatusOf<S>,
): StatusEntry => {
  const table: Record<string, StatusEntry> = statusTable[subject];
  const entry = table[state];
  if (!entry) throw new Error(`No state ${state} of ${subject}`);
  return entry;
};

/** States of a subject as a list for filters, in the order of the life cycle. */
export const statusOptions = (subject: StatusSubject): { value: string; label: string }[] =>
  Object.entries(statusTable[subject] as Record<string, StatusEntry>).map(([value, { word }]) => ({
    value,
    label: word,
  }));

const actorWords: Record<NextActor, string> = {
  seller: "Seller",
  lender: "Lender",
  warehouse: "Warehouse",
  buyer: "Buyer",
  platform: "Quaynote",
  chain: "The chain",
  nobody: "Nobody",
};

/** Who acts next, as a word. */
export const actorWord = (actor: NextActor): string => actorWords[actor];
