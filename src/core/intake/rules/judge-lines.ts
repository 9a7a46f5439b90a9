import { compareDecimal, printDecimal, readDecimal, sumDecimals } from "@/core/decimal";
import type { Draft } from "@/core/intake/draft";
import { type Reason, reason } from "@/core/intake/reason";
import { hasGs1CheckDigit, isLei } from "@/core/intake/rules/check-digit";

const SCHEME_GLN = "0088";
const SCHEME_LEI = "0199";
const GTIN_LENGTHS = new Set([8, 12, 13, 14]);

/** Judges the lines: present, with readable amounts, adding up to the stated sum. */
export const judgeLines = (draft: Draft): readonly Reason[] => {
  const { lines, totals, places } = draft;
  if (lines.length === 0) {
    const message =
      "The document has no lines, so nothing says what was sold. Ask for a complete document.";
    return [reason("line.missing", places.lines, message)];
  }
  const nets = lines.map(({ net }) => (net === null ? undefined : readDecimal(net.text)));
  const bad = nets.indexOf(undefined);
  if (bad >= 0 && draft.format === "table") return [];
  if (bad >= 0) {
    const line = lines[bad];
    const message = `Line ${line?.id || bad + 1} has no readable amount. Ask for a corrected document.`;
    return [reason("line.amount", line?.net?.path ?? line?.path ?? places.lines, message)];
  }
  const stated = totals.lines === null ? undefined : readDecimal(totals.lines.text);
  const sum = sumDecimals(nets.filter((net) => net !== undefined));
  if (totals.lines === null || stated === undefined || compareDecimal(sum, stated) === 0) return [];
  const message = `The lines add up to ${printDecimal(sum, 2)}, but their stated sum is ${printDecimal(stated, 2)}. Ask the seller to correct it, or have a person confirm the amount due.`;
  return [reason("line.sum", totals.lines.path, message)];
};

/** Tells about identifiers with a wrong check digit. Many real senders have some, so nothing is held for it. */
export const judgeIdentifiers = ({ seller, buyer, payee, lines }: Draft): readonly Reason[] => {
  const parties = [seller, buyer, payee].flatMap((party) => party?.ids ?? []);
  const wrong = parties.filter(({ scheme, value }) => {
    const plain = value.replace(/\s/g, "");
    if (scheme === SCHEME_GLN) return plain.length !== 13 || !hasGs1CheckDigit(plain);
    return scheme === SCHEME_LEI && !isLei(plain.toUpperCase());
  });
  const items = lines
    .flatMap(({ gtin }) => (gtin === null ? [] : [gtin]))
    .filter(({ text }) => !GTIN_LENGTHS.has(text.length) || !hasGs1CheckDigit(text));
  const [firstItem] = items;
  const more = items.length > 1 ? `, like ${items.length - 1} more` : "";
  return [
    ...wrong.map(({ scheme, value, path }) => {
      const name =
        scheme === SCHEME_GLN ? "location number (GLN)" : "legal entity identifier (LEI)";
      return reason("id.check_digit", path, `The ${name} "${value}" fails its check digit.`);
    }),
    ...(firstItem === undefined
      ? []
      : [
          reason(
            "id.check_digit",
            firstItem.path,
            `The article number "${firstItem.text}" fails its check digit${more}.`,
          ),
        ]),
  ];
};
