import { type CreditCause, type CreditWords, creditRoom } from "@/core/credit/credit-note";
import { parseDecimal } from "@/core/money";
import type { CreditFormView } from "./credit-view";
import { creditWords as words } from "./words";

/** What somebody has typed so far. */
export type CreditDraft = {
  readonly amount: string;
  readonly number: string;
  readonly cause: CreditCause | null;
  readonly note: string;
  readonly file: CreditWords["file"];
};

export const EMPTY_DRAFT: CreditDraft = {
  amount: "",
  number: "",
  cause: null,
  note: "",
  file: null,
};

/** The typed amount in minor units, or null while it is none. */
export const amountOf = ({ amount }: CreditDraft): bigint | null => {
  const minor = parseDecimal(amount.replace(/[,\s]/g, ""));
  return minor !== undefined && minor > 0n ? minor : null;
};

/** What is wrong with the amount, or null; nothing typed is not wrong yet. */
export const amountProblemOf = (
  draft: CreditDraft,
  { books }: CreditFormView,
  room: string,
): string | null => {
  if (draft.amount.trim() === "") return null;
  const amount = amountOf(draft);
  if (amount === null) return words.amountUnreadable;
  return amount > creditRoom(books) ? words.amountTooMuch(room) : null;
};

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The note's words, or null while a needed one is missing. */
export const wordsOfDraft = ({ number, cause, note, file }: CreditDraft): CreditWords | null => {
  const own = oneLine(note);
  if (oneLine(number) === "" || cause === null || (cause === "other" && own === "")) return null;
  return { number: oneLine(number), cause, note: own === "" ? null : own, file };
};
