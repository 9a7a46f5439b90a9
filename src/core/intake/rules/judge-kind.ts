import type { Draft } from "@/core/intake/draft";
import type { DocumentKind } from "@/core/intake/plan";
import { type Reason, type ReasonCode, reason } from "@/core/intake/reason";

type CodeRule = { readonly code: ReasonCode; readonly says: string };

const creditNote: CodeRule = { code: "kind.credit_note", says: "a credit note" };
const notADebt = (says: string): CodeRule => ({ code: "kind.not_a_debt", says });
const partial: CodeRule = { code: "kind.partial", says: "a partial or construction invoice" };
const special = (says: string): CodeRule => ({ code: "kind.special", says });

/** UNTDID 1001 codes that are not an ordinary commercial invoice. */
const CODES: Readonly<Record<string, CodeRule>> = {
  "71": notADebt("a request for payment"),
  "81": creditNote,
  "83": creditNote,
  "102": notADebt("a tax notification"),
  "130": notADebt("an invoicing data sheet"),
  "202": partial,
  "203": partial,
  "204": partial,
  "211": partial,
  "261": creditNote,
  "262": creditNote,
  "296": creditNote,
  "308": creditNote,
  "325": notADebt("a pro-forma invoice"),
  "326": partial,
  "381": creditNote,
  "383": special("a debit note"),
  "384": { code: "kind.correction", says: "a corrected invoice" },
  "386": { code: "kind.prepayment", says: "a prepayment invoice" },
  "387": special("a hire invoice"),
  "389": { code: "kind.self_billed", says: "a self-billed invoice" },
  "390": special("a del credere invoice"),
  "393": { code: "kind.factored", says: "a factored invoice" },
  "394": special("a lease invoice"),
  "395": notADebt("a consignment invoice"),
  "396": { code: "kind.factored", says: "a factored credit note" },
  "420": creditNote,
  "456": special("a debit advice"),
  "457": creditNote,
  "458": creditNote,
  "502": creditNote,
  "503": creditNote,
  "527": { code: "kind.self_billed", says: "a self-billed debit note" },
  "532": creditNote,
  "751": notADebt("invoice information for accounting only"),
  "875": partial,
  "876": partial,
  "877": partial,
  "935": notADebt("a customs invoice"),
};

/** Codes of an invoice for goods or services that is owed as it stands. */
const ORDINARY = new Set([
  "80",
  "82",
  "84",
  "218",
  "219",
  "295",
  "331",
  "380",
  "382",
  "385",
  "388",
]);
const ORDINARY_MORE = new Set(["553", "575", "623", "633", "780", "817", "870"]);

const ADVICE: Readonly<Partial<Record<ReasonCode, string>>> = {
  "kind.credit_note":
    "It lowers what the buyer owes and cannot be financed. Keep it: it is counted against the invoice it credits.",
  "kind.factored": "Its claim was sold to a third party, so it cannot be financed here.",
  "kind.not_a_debt":
    "The buyer owes nothing under it. Upload the commercial invoice once it is issued.",
  "kind.prepayment":
    "Nothing has been delivered for it yet. Finance the final invoice, or have a person confirm the debt.",
  "kind.self_billed":
    "The buyer wrote it. Have a person confirm that seller and buyer agreed to self-billing.",
  "kind.correction":
    "It replaces an earlier invoice. Confirm that the earlier one is not financed, then release it.",
  "kind.partial":
    "The debt may depend on acceptance of the whole. Have a person confirm what is owed and when.",
  "kind.special": "Have a person confirm that it is a debt for delivered goods.",
};

/** What the document is, and whether that kind can be financed. */
export const judgeKind = (draft: Draft): { kind: DocumentKind; reasons: readonly Reason[] } => {
  const kindReasons = reasonsOfKind(draft);
  const credits = draft.root === "creditNote" || isCreditCode(draft.typeCode?.text ?? "");
  const copy =
    draft.copy === null
      ? []
      : [
          reason(
            "kind.copy",
            draft.copy.path,
            "The document says it is a copy. Upload the original, or confirm that no original is financed.",
          ),
        ];
  return { kind: credits ? "creditNote" : "invoice", reasons: [...kindReasons, ...copy] };
};

const isCreditCode = (code: string): boolean =>
  code === "396" || CODES[code]?.code === "kind.credit_note";

const reasonsOfKind = ({ format, root, typeCode, places }: Draft): readonly Reason[] => {
  const code = typeCode?.text ?? "";
  const path = typeCode?.path ?? places.typeCode;
  const rule = CODES[code];
  if (root === "creditNote" && rule?.code !== "kind.factored") {
    return [explain(creditNote, typeCode === null ? places.document : path, code)];
  }
  if (rule !== undefined) return [explain(rule, path, code)];
  if (format === "table" || ORDINARY.has(code) || ORDINARY_MORE.has(code)) return [];
  if (code === "") {
    const message =
      "The document type code is missing. Have a person confirm that this is a commercial invoice (380).";
    return [reason("kind.missing", path, message)];
  }
  const message = `Document type code "${code}" is not one that an invoice may carry. Have a person confirm what it is.`;
  return [reason("kind.unknown", path, message)];
};

const explain = (rule: CodeRule, path: string, code: string): Reason => {
  const named = code === "" ? `This is ${rule.says}.` : `This is ${rule.says} (type ${code}).`;
  return reason(rule.code, path, `${named} ${ADVICE[rule.code] ?? ""}`.trim());
};
