import { type StatusOf, type StatusSubject, statusTable } from "@/core/status/status";

/** A stored word as a state of its subject. Throws on a word the table does not know: that is a bug. */
export const knownState = <S extends StatusSubject>(subject: S, text: string): StatusOf<S> => {
  if (!(text in statusTable[subject])) throw new Error(`No state ${text} of ${subject}`);
  return text as StatusOf<S>;
};
