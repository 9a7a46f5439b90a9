import { quoteText } from "@/core/intake/cut-text";
import type { Draft } from "@/core/intake/draft";
import { type Reason, reason } from "@/core/intake/reason";
import { foldText, piecesOf, sentencesOf } from "@/core/intake/rules/clauses";
import { ASSIGNED, BAN, DENIED, FACTORING } from "@/core/intake/rules/legend-words";

/** Text beyond this is not looked through but held. */
const CHARACTERS_MAX = 50_000;

/**
 * Looks for wording that the claim was assigned, pledged or factored in notes, payment instructions,
 * payment terms and the name of the account. Wording that denies it counts for nothing.
 */
export const judgeLegend = (draft: Draft): readonly Reason[] => {
  const reasons: Reason[] = [];
  for (const { text, path } of [...draft.notes, ...draft.terms, ...draft.accountNames]) {
    if (text.length > CHARACTERS_MAX) {
      const message = `The text has ${text.length} characters, too many to look through. Have a person confirm that it assigns nothing.`;
      reasons.push(reason("legend.too_long", path, message));
    }
    const folded = foldText(text.slice(0, CHARACTERS_MAX)).replace(/\n/g, " ");
    const pieces = sentencesOf(folded).flatMap((sentence) => piecesOf(sentence, 600, 200));
    for (const found of new Set(pieces.map(readSentence))) {
      if (found !== null) reasons.push(reason(found, path, WORDING[found](quoteText(text, 160))));
    }
  }
  return reasons;
};

type LegendCode = "legend.assigned" | "legend.factoring" | "legend.assignment_ban";

/** What one folded sentence says about the claim, or null. */
const readSentence = (sentence: string): LegendCode | null => {
  if (BAN.test(sentence)) return "legend.assignment_ban";
  const said = DENIED.reduce((text, denial) => text.replace(denial, " "), sentence);
  if (ASSIGNED.some((pattern) => pattern.test(said))) return "legend.assigned";
  return FACTORING.test(said) ? "legend.factoring" : null;
};

const WORDING: Readonly<Record<LegendCode, (text: string) => string>> = {
  "legend.assigned": (text) =>
    `The document says that the claim was assigned: "${text}". A claim that belongs to somebody else cannot be financed.`,
  "legend.factoring": (text) =>
    `The document speaks of factoring: "${text}". Have a person confirm that the claim is not assigned.`,
  "legend.assignment_ban": (text) =>
    `The document restricts assignment: "${text}". Ask the buyer to agree before the claim is offered.`,
};
