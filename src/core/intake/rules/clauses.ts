/** Lower case, accents folded, white space and typographic marks made plain: for matching wording in any language. */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .replace(/ł/g, "l")
    .replace(/[^\S\n]+/g, " ");

/** Sentences of a folded text. Full stops inside numbers and dates do not end one. */
export const sentencesOf = (folded: string): readonly string[] =>
  folded
    .split(/\.(?!\d)|[;!?。；！？\n]|#/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");

/** Clauses of a folded text: sentences split at commas that are not decimal commas, and at dashes. */
export const clausesOf = (folded: string): readonly string[] =>
  sentencesOf(folded)
    .flatMap((sentence) => sentence.split(/,(?!\d)|[，、]| - | – |\(|\)/))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");

/** Pieces of at most `length` characters, each overlapping the one before, so that no wording is cut apart. */
export const piecesOf = (text: string, length: number, overlap: number): readonly string[] => {
  const pieces = [text.slice(0, length)];
  for (let start = length - overlap; start + overlap < text.length; start += length - overlap) {
    pieces.push(text.slice(start, start + length));
  }
  return pieces;
};
