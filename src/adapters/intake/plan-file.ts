import { createHash } from "node:crypto";
import { decodeTable, decodeXml } from "@/adapters/intake/decode";
import { FileFault } from "@/adapters/intake/file-fault";
import { readTable } from "@/adapters/intake/read-table";
import { readXml } from "@/adapters/intake/read-xml";
import { looksLikeXml, refuseKnownBinary } from "@/adapters/intake/sniff";
import { judge, unreadableDocument } from "@/core/intake/judge";
import type { Plan, PlanChoices } from "@/core/intake/plan";
import { reason } from "@/core/intake/reason";
import { planTable } from "@/core/intake/table/plan-table";
import { ublDraft } from "@/core/intake/ubl/ubl-draft";
import { CREDIT_NOTE_SPACE, INVOICE_SPACE } from "@/core/intake/ubl/ubl-names";
import type { XmlElement } from "@/core/intake/xml-element";
import type { PlanFile } from "@/ports/plan-file";

/** Larger files are refused unread. */
export const BYTES_MAX = 20 * 1024 * 1024;

type Content = Pick<Plan, "format" | "documents" | "table">;

/** What to tell about a file above `BYTES_MAX`; `size` in bytes. */
export const sizeMessage = (size: number): string =>
  `The file has ${Math.ceil(size / 1024 / 1024)} MB; at most ${BYTES_MAX / 1024 / 1024} MB are read. Split it.`;

/** Plans a file: decides by its bytes what it is, reads and judges it. Whatever is in it, the answer is a plan. */
export const planFile = (file: Parameters<PlanFile>[0], choices: PlanChoices): Plan => ({
  version: 1,
  fileName: file.name,
  fileHash: `0x${createHash("sha256").update(file.bytes).digest("hex")}`,
  byteLength: file.bytes.byteLength,
  choices,
  ...contentOf(file.bytes, choices),
});

const contentOf = (bytes: Uint8Array, choices: PlanChoices): Content => {
  try {
    return readContent(bytes, choices);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const why = reason(error.code, error.path, error.message);
    return { format: "unreadable", documents: [unreadableDocument(why)], table: null };
  }
};

const readContent = (bytes: Uint8Array, choices: PlanChoices): Content => {
  if (bytes.byteLength === 0) {
    throw new FileFault("file.empty", "The file is empty. Export it again.");
  }
  if (bytes.byteLength > BYTES_MAX)
    throw new FileFault("file.too_large", sizeMessage(bytes.byteLength));
  refuseKnownBinary(bytes);
  const { text, charset } = startsLikeXml(bytes) ? decodeXml(bytes) : decodeTable(bytes);
  if (text.replace(/^\uFEFF/, "").trim() === "") {
    throw new FileFault("file.empty", "The file holds nothing but blanks. Export it again.");
  }
  if (looksLikeXml(text.replace(/^\uFEFF/, ""))) return xmlContent(readXml(text), choices);
  const table = readTable(text);
  const content = planTable({ ...table, charset }, choices);
  return { format: content.table === null ? "unreadable" : "csv", ...content };
};

/** Looks at the first bytes past a byte mark and nulls, so that it works in every encoding of XML. */
const startsLikeXml = (bytes: Uint8Array): boolean => {
  const head = [...bytes.subarray(0, 64)].filter((byte) => byte !== 0 && byte < 0x80);
  return looksLikeXml(String.fromCharCode(...head));
};

const xmlContent = (root: XmlElement, choices: PlanChoices): Content => {
  const isInvoice = root.name === "Invoice" && root.space === INVOICE_SPACE;
  const isCreditNote = root.name === "CreditNote" && root.space === CREDIT_NOTE_SPACE;
  if (!isInvoice && !isCreditNote) {
    const space = root.space === "" ? "no namespace" : `namespace ${root.space}`;
    const message = `The root element is ${root.name} in ${space}, not a UBL 2.1 Invoice or CreditNote. Export the invoice as UBL 2.1 (for example Peppol BIS Billing 3).`;
    throw new FileFault("file.not_ubl", message, root.path);
  }
  return {
    format: isInvoice ? "ubl-invoice" : "ubl-credit-note",
    documents: [judge(ublDraft(root), choices)],
    table: null,
  };
};
