import { analyse } from "chardet";
import iconv from "iconv-lite";
import { FileFault } from "@/adapters/intake/file-fault";
import { refuseControlCharacters } from "@/adapters/intake/sniff";

/** Text of a file with the name of the character set it was read in. */
export type DecodedText = { readonly text: string; readonly charset: string };

const MARKS: readonly { readonly charset: string; readonly bytes: readonly number[] }[] = [
  { charset: "UTF-8", bytes: [0xef, 0xbb, 0xbf] },
  { charset: "UTF-32LE", bytes: [0xff, 0xfe, 0x00, 0x00] },
  { charset: "UTF-16LE", bytes: [0xff, 0xfe] },
  { charset: "UTF-16BE", bytes: [0xfe, 0xff] },
];

/** Character sets that exports of sellers and warehouses come in, beside UTF-8. */
const GUESSED = new Set([
  "GB18030",
  "Big5",
  "Shift_JIS",
  "EUC-JP",
  "EUC-KR",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1254",
  "ISO-8859-1",
  "ISO-8859-2",
  "ISO-8859-9",
]);

/** A guess below this confidence (of 100) is not taken. */
const CONFIDENCE_MIN = 10;

/** Bytes that a guess looks at. */
const SAMPLE_BYTES = 64 * 1024;

const decodeAs = (bytes: Uint8Array, charset: string): string => {
  const text = iconv.decode(Buffer.from(bytes), charset).toWellFormed();
  refuseControlCharacters(text);
  return text;
};

const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const markedText = (bytes: Uint8Array): DecodedText | null => {
  const mark = MARKS.find(({ bytes: start }) =>
    start.every((byte, index) => bytes[index] === byte),
  );
  if (mark === undefined) return null;
  if (mark.charset !== "UTF-8") {
    return { text: decodeAs(bytes, mark.charset), charset: mark.charset };
  }
  const text = decodeUtf8(bytes);
  if (text === null) throw unreadable("The file is marked as UTF-8 but is not");
  refuseControlCharacters(text);
  return { text, charset: "UTF-8" };
};

const unreadable = (why: string): FileFault =>
  new FileFault("file.encoding", `${why}. Save it as UTF-8 and upload it again.`);

/** Decodes an XML file: by its byte mark, else the encoding it declares, else UTF-8. */
export const decodeXml = (bytes: Uint8Array): DecodedText => {
  const marked = markedText(bytes);
  if (marked !== null) return marked;
  const head = iconv.decode(Buffer.from(bytes.subarray(0, 200)), "latin1");
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  if (declared === undefined || /^utf-?8$/i.test(declared) || /^us-ascii$/i.test(declared)) {
    const text = decodeUtf8(bytes);
    if (text === null) throw unreadable("The file says it is UTF-8 but is not");
    refuseControlCharacters(text);
    return { text, charset: "UTF-8" };
  }
  if (/^(utf-?(16|32)|ucs)/i.test(declared) || !iconv.encodingExists(declared)) {
    throw unreadable(`The file declares the encoding ${declared}, which does not fit its bytes`);
  }
  return { text: decodeAs(bytes, declared), charset: declared };
};

/** Decodes a table: by its byte mark, else UTF-8, else the likeliest of the usual character sets. */
export const decodeTable = (bytes: Uint8Array): DecodedText => {
  const marked = markedText(bytes);
  if (marked !== null) return marked;
  const text = decodeUtf8(bytes);
  if (text !== null) {
    refuseControlCharacters(text);
    return { text, charset: "UTF-8" };
  }
  refuseControlCharacters(iconv.decode(Buffer.from(bytes), "latin1"));
  const guess = analyse(Buffer.from(bytes.subarray(0, SAMPLE_BYTES))).find(
    ({ name, confidence }) => GUESSED.has(name) && confidence >= CONFIDENCE_MIN,
  );
  if (guess === undefined) throw unreadable("The character set of the file is not known");
  return { text: decodeAs(bytes, guess.name), charset: guess.name };
};
