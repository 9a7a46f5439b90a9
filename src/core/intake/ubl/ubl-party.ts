import { cutText } from "@/core/intake/cut-text";
import type { DraftParty } from "@/core/intake/draft";
import { elementsAt, FIELD_CHARACTERS_MAX, textsAt } from "@/core/intake/ubl/ubl-names";
import type { XmlElement } from "@/core/intake/xml-element";

const NAMES = ["PartyLegalEntity/RegistrationName", "PartyName/Name"];

const IDS = [
  "PartyIdentification/ID",
  "PartyLegalEntity/CompanyID",
  "PartyTaxScheme/CompanyID",
  "EndpointID",
];

/** A bank's name for a creditor (SEPA mandate), which stands among party ids but names nobody. */
const CREDITOR_SCHEME = "SEPA";

const squeeze = (text: string): string => cutText(text, FIELD_CHARACTERS_MAX).replace(/\s+/g, " ");

/** Reads a UBL party; null where the element is missing or says nothing at all. */
export const ublParty = (party: XmlElement | undefined): DraftParty | null => {
  if (party === undefined) return null;
  const names = NAMES.flatMap((path) => textsAt(party, path)).map(({ text }) => squeeze(text));
  const persons = elementsAt(party, "Person").map((person) =>
    ["FirstName", "MiddleName", "FamilyName"]
      .flatMap((path) => textsAt(person, path))
      .map(({ text }) => text)
      .join(" "),
  );
  const ids = IDS.flatMap((path) => elementsAt(party, path))
    .filter(({ text }) => text !== "")
    .map(({ text, attributes, path }) => ({
      scheme: attributes.get("schemeID") ?? "",
      value: cutText(text, FIELD_CHARACTERS_MAX),
      path,
    }))
    .filter(({ scheme }) => scheme.toUpperCase() !== CREDITOR_SCHEME);
  const found = [...new Set(names.length > 0 ? names : persons.filter((name) => name !== ""))];
  if (found.length === 0 && ids.length === 0) return null;
  const country = textsAt(party, "PostalAddress/Country/IdentificationCode")[0]?.text ?? null;
  return { path: party.path, names: found, ids, country };
};
