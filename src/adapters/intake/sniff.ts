import { FileFault } from "@/adapters/intake/file-fault";

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly says: string }[] = [
  { bytes: [0x50, 0x4b], says: "a zip archive or an office document (xlsx, docx)" },
  { bytes: [0x25, 0x50, 0x44, 0x46], says: "a PDF" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], says: "an old office document (xls, doc)" },
  { bytes: [0x1f, 0x8b], says: "a gzip archive" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], says: "a PNG picture" },
  { bytes: [0xff, 0xd8, 0xff], says: "a JPEG picture" },
  { bytes: [0x47, 0x49, 0x46, 0x38], says: "a GIF picture" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], says: "a 7z archive" },
  { bytes: [0x52, 0x61, 0x72, 0x21], says: "a RAR archive" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], says: "a program" },
];

const TAKEN = "Upload a UBL 2.1 invoice (XML) or a table (CSV).";

/** Refuses files that are known not to be text, by their first bytes. */
export const refuseKnownBinary = (bytes: Uint8Array): void => {
  const known = SIGNATURES.find(({ bytes: start }) =>
    start.every((byte, index) => bytes[index] === byte),
  );
  if (known !== undefined) throw new FileFault("file.binary", `This is ${known.says}. ${TAKEN}`);
};

/** Control characters of ASCII that are no white space. */
const CONTROL = /[^\P{Cc}\t\n\f\r\u007f-\u009f]/u;

/** Refuses text with control characters that no text file has. */
export const refuseControlCharacters = (text: string): void => {
  if (CONTROL.test(text)) {
    throw new FileFault("file.binary", `This is no text file. ${TAKEN}`);
  }
};

/** True for text that begins like XML. */
export const looksLikeXml = (text: string): boolean => /^\s*</.test(text);
