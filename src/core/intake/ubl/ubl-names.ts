import { cutText } from "@/core/intake/cut-text";
import { type Found, findAll, type XmlElement } from "@/core/intake/xml-element";

/** Namespace of the UBL 2 invoice (all of 2.0 to 2.4 share it). */
export const INVOICE_SPACE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";

/** Namespace of the UBL 2 credit note. */
export const CREDIT_NOTE_SPACE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

const COMPONENTS: ReadonlySet<string> = new Set([
  "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
  "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
]);

/** UBL elements at a path of local names; elements of other namespaces are no part of the document. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] =>
  findAll(element, path, COMPONENTS);

/** The texts at a path, blanks left out. */
export const textsAt = (element: XmlElement, path: string): readonly Found[] =>
  elementsAt(element, path)
    .filter(({ text }) => text !== "")
    .map(({ text, path: place }) => ({ text, path: place }));

/** Longer texts in a field are cut: no number, name or date is that long, and a plan is kept for good. */
export const FIELD_CHARACTERS_MAX = 500;

/** The first text at a path, cut to a field's length; or null. */
export const textAt = (element: XmlElement, path: string): Found | null => {
  const [first] = textsAt(element, path);
  return first === undefined ? null : { ...first, text: cutText(first.text, FIELD_CHARACTERS_MAX) };
};
