import type { DraftParty } from "@/core/intake/draft";

/** Words that say what kind of company it is, not which. */
const LEGAL_FORMS = new Set(
  (
    "ab ag aps as asa bhd bv bvba co company corp corporation cv doo eg eirl ek eood gmbh gbr hf inc " +
    "incorporated jsc kft kg kgaa lda limited limitada llc llp lp ltd ltda mbh nv oao og ohg oo ood oy oyj " +
    "pc plc pt pte pty pvt sa sab sagl sarl sas sasu sc sdn se sl slu snc spa sp spol sprl srl sro tmi ug ug uab zoo"
  ).split(" "),
);

/** A name reduced to what tells companies apart: lower case, no accents, marks or legal form. */
export const plainName = (name: string): string => {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/(\p{L})[./](?=\p{L})/gu, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length > 0 ? telling : words).join(" ");
};

/** Fewer digits identify nobody: `n/a`, `Godkänd för F-skatt`. */
const DIGITS_MIN = 4;

/** An identifier reduced to its letters and digits, without a country prefix; empty when it identifies nobody. */
export const plainId = (value: string): string => {
  const plain = value
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^[A-Z]{2}(?=[A-Z0-9]*\d{4})/, "");
  const digits = plain.match(/\d/g) ?? [];
  return digits.length >= DIGITS_MIN && digits.some((digit) => digit !== "0") ? plain : "";
};

const plainIds = (party: DraftParty): ReadonlySet<string> =>
  new Set(party.ids.map(({ value }) => plainId(value)).filter((id) => id !== ""));

const plainNames = (party: DraftParty): ReadonlySet<string> =>
  new Set(party.names.map(plainName).filter((name) => name !== ""));

const meet = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean | null => {
  if (left.size === 0 || right.size === 0) return null;
  return [...left].some((value) => right.has(value));
};

/** Whether two parties share an identifier and a name; null where one of them gives none to compare. */
export type PartyMatch = { readonly ids: boolean | null; readonly names: boolean | null };

/** Compares two parties by every identifier and every name they carry. */
export const matchParties = (left: DraftParty, right: DraftParty): PartyMatch => ({
  ids: meet(plainIds(left), plainIds(right)),
  names: meet(plainNames(left), plainNames(right)),
});

/** The name a person would call the party, else its first identifier. */
export const partyLabel = (party: DraftParty): string =>
  party.names[0] ?? party.ids[0]?.value ?? "unnamed";
