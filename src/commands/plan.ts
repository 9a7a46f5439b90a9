import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { BYTES_MAX, planFile, sizeMessage } from "@/adapters/intake/plan-file";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { unreadableDocument } from "@/core/intake/judge";
import type { PlanChoices, PlannedDocument } from "@/core/intake/plan";
import { type Reason, reason } from "@/core/intake/reason";

const USAGE = `Usage: npm run plan -- FILE... [--json] [--as-of YYYY-MM-DD] [--decimal .|,] [--dates day-first|month-first]

Judges invoice files (UBL 2.1 XML, CSV) and prints what could be financed and why not.
  --json     an array of {file, documents} instead of a table
  --as-of    the day that past and future are judged against; default today in Hong Kong
  --decimal  decimal mark of ambiguous figures in tables
  --dates    order of day and month in ambiguous dates of tables
`;

type FilePlan = { readonly file: string; readonly documents: readonly PlannedDocument[] };

const planOne = async (file: string, choices: PlanChoices): Promise<FilePlan> => {
  try {
    const { size } = await stat(file);
    if (size > BYTES_MAX) return refused(file, reason("file.too_large", "/", sizeMessage(size)));
    const bytes = await readFile(file);
    return { file, documents: planFile({ name: file, bytes }, choices).documents };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(file, reason("file.unread", "/", `The file cannot be opened: ${why}.`));
  }
};

const refused = (file: string, why: Reason): FilePlan => ({
  file,
  documents: [unreadableDocument(why)],
});

const printJson = (plans: readonly FilePlan[]): string =>
  JSON.stringify(
    plans.map(({ file, documents }) => ({
      file,
      documents: documents.map((document) => ({
        kind: document.kind,
        number: document.number,
        issueDate: document.issueDate,
        currency: document.currency,
        amountDue: document.amountDue,
        dueDate: document.dueDate,
        dueDateSource: document.dueDateSource,
        verdict: document.verdict,
        reasons: document.reasons,
      })),
    })),
    null,
    2,
  );

const printText = (plans: readonly FilePlan[]): string =>
  plans
    .map(({ file, documents }) => {
      const blocks = documents.map((document) => {
        const { kind, number, currency, amountDue, dueDate, dueDateSource, verdict } = document;
        const due = dueDate === null ? "no due date" : `due ${dueDate} (${dueDateSource})`;
        const amount = amountDue === null ? "no amount" : `${currency ?? "?"} ${amountDue}`;
        const head = `  ${verdict.padEnd(11)} ${kind} ${number ?? "(no number)"}  ${amount}  ${due}`;
        const lines = document.reasons.map(
          ({ severity, code, path, message }) =>
            `    ${severity.padEnd(4)} ${code}  ${path}\n         ${message}`,
        );
        return [head, ...lines].join("\n");
      });
      return [file, ...blocks].join("\n");
    })
    .join("\n\n");

const readArguments = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      "as-of": { type: "string" },
      decimal: { type: "string" },
      dates: { type: "string" },
    },
  });
  const today = calendarDateAt(new Date(), HONG_KONG_OFFSET_SECONDS);
  const asOf: CalendarDate | undefined =
    values["as-of"] === undefined ? today : parseCalendarDate(values["as-of"]);
  const { decimal, dates } = values;
  if (asOf === undefined) throw new TypeError("--as-of needs a date such as 2027-01-31");
  if (decimal !== undefined && decimal !== "." && decimal !== ",") {
    throw new TypeError("--decimal is . or ,");
  }
  if (dates !== undefined && dates !== "day-first" && dates !== "month-first") {
    throw new TypeError("--dates is day-first or month-first");
  }
  const choices: PlanChoices = {
    asOf,
    ...(decimal === undefined ? {} : { decimalMark: decimal }),
    ...(dates === undefined ? {} : { dateOrder: dates }),
  };
  return { files: positionals, json: values.json, choices };
};

const main = async (): Promise<void> => {
  const { files, json, choices } = readArguments();
  if (files.length === 0 && !json) {
    process.stderr.write(USAGE);
    return;
  }
  const plans: FilePlan[] = [];
  for (const file of files) plans.push(await planOne(file, choices));
  process.stdout.write(`${json ? printJson(plans) : printText(plans)}\n`);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
