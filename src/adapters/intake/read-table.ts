import { parse } from "csv-parse/sync";
import { FileFault } from "@/adapters/intake/file-fault";
import { HEADER_ROWS_MAX, mapHeader } from "@/core/intake/table/header";
import type { RawTable } from "@/core/intake/table/plan-table";

/** More rows than this are refused; a seller splits such a file. */
export const ROWS_MAX = 100_000;

/** Text that one record may hold. */
const RECORD_CHARACTERS_MAX = 200_000;

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * Runs work in which errors carry no call stack. The parser makes one for every record that is not as wide as the
 * first, and throws it away: a file of blank lines would spend nearly all its time on walking the stack.
 */
const withoutStacks = <T>(work: () => T): T => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};

const records = (text: string, delimiter: string, rowsMax: number): string[][] =>
  withoutStacks(() =>
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: RECORD_CHARACTERS_MAX,
      to: rowsMax,
    }),
  );

/** True for text with a line that no record may hold. The parser counts what cells hold, so not bare delimiters. */
const hasEndlessLine = (text: string): boolean => {
  let from = 0;
  while (text.length - from > RECORD_CHARACTERS_MAX) {
    const window = text.slice(from, from + RECORD_CHARACTERS_MAX + 1);
    const end = Math.max(window.lastIndexOf("\n"), window.lastIndexOf("\r"));
    if (end < 0) return true;
    from += end + 1;
  }
  return false;
};

/** How well a delimiter fits: known header cells first, then the width that the first two rows share. */
const fitOf = (text: string, delimiter: string): number => {
  try {
    const rows = records(text, delimiter, HEADER_ROWS_MAX);
    const known = rows.map((row) => mapHeader(row).filter((column) => column !== null).length);
    const width = rows[0]?.length === rows[1]?.length ? (rows[0]?.length ?? 0) : 0;
    return Math.max(0, ...known) * 1000 + Math.min(width, 999);
  } catch {
    return 0;
  }
};

const delimiterOf = (text: string): string =>
  DELIMITERS.map((delimiter) => ({ delimiter, fit: fitOf(text, delimiter) })).reduce(
    (best, candidate) => (candidate.fit > best.fit ? candidate : best),
  ).delimiter;

/**
 * Reads delimited text into records, keeping blank ones so that row numbers match the spreadsheet.
 * @throws FileFault `file.not_table`, `file.too_many_rows`.
 */
export const readTable = (text: string): Omit<RawTable, "charset"> => {
  if (hasEndlessLine(text)) throw notTable("one of its lines is far longer than any row");
  const delimiter = delimiterOf(text);
  const rows = parseAll(text, delimiter);
  if (rows.length > ROWS_MAX) {
    throw new FileFault(
      "file.too_many_rows",
      `The table has more than ${ROWS_MAX} rows. Split it.`,
    );
  }
  return { delimiter, rows };
};

const parseAll = (text: string, delimiter: string): string[][] => {
  try {
    return records(text, delimiter, ROWS_MAX + 1);
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    throw notTable(why);
  }
};

const notTable = (why: string): FileFault =>
  new FileFault(
    "file.not_table",
    `The file is neither an XML invoice nor a readable table: ${why}.`,
  );
