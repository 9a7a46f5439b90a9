import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { planFile } from "@/adapters/intake/plan-file";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { ReasonCode, Verdict } from "@/core/intake/reason";

const SAMPLES =
  process.env.SAMPLES_DIR ?? fileURLToPath(new URL("../../../../shared/samples", import.meta.url));
const folder = join(SAMPLES, "ubl");
const present = existsSync(folder);

/** All samples are overdue on this day. */
const asOf = "2026-11-21" as CalendarDate;

type Expected = {
  readonly kind: "invoice" | "creditNote" | "unknown";
  readonly currency: string | null;
  readonly amountDue: string | null;
  readonly dueDate: string | null;
  readonly verdict: Verdict;
  readonly codes: readonly ReasonCode[];
};

const expected = (
  [kind, currency, amountDue, dueDate, verdict]: [
    Expected["kind"],
    string | null,
    string | null,
    string | null,
    Verdict,
  ],
  ...codes: ReasonCode[]
): Expected => ({ kind, currency, amountDue, dueDate, verdict, codes });

/** What a credit officer finds who reads the files; the reasons that decide are listed. */
const FILES: Readonly<Record<string, Expected>> = {
  "BIS3_Invoice_negativ.XML": expected(
    ["invoice", "DKK", "-782179.43", "2019-02-24", "reject"],
    "amount.not_positive",
  ),
  "LICENSE.txt": expected(["unknown", null, null, null, "reject"], "file.not_table"),
  "guide-example1.xml": expected(
    ["invoice", "EUR", "250.33", "2015-01-09", "hold"],
    "due_date.past",
  ),
  "guide-example2.xml": expected(
    ["invoice", "NOK", "801.78", "2013-07-20", "reject"],
    "payee.other_party",
    "amount.prepaid",
  ),
  "sample-discount-price.xml": expected(
    ["invoice", "EUR", "15.15", "2018-02-28", "hold"],
    "due_date.past",
    "buyer.related",
  ),
  "ubl-tc434-creditnote1.xml": expected(
    ["creditNote", "EUR", "100.11", null, "reject"],
    "kind.credit_note",
  ),
  "ubl-tc434-example1.xml": expected(
    ["invoice", "EUR", "250.33", "2015-01-09", "hold"],
    "due_date.past",
  ),
  "ubl-tc434-example2.xml": expected(
    ["invoice", "NOK", "801.78", "2013-07-20", "reject"],
    "payee.other_party",
    "amount.prepaid",
  ),
  "ubl-tc434-example3.xml": expected(
    ["invoice", "DKK", "2005.00", "2013-05-10", "hold"],
    "currency.no_coin",
    "due_date.past",
  ),
  "ubl-tc434-example4.xml": expected(
    ["invoice", "DKK", "4675.00", "2013-05-10", "hold"],
    "currency.no_coin",
    "due_date.past",
  ),
  "ubl-tc434-example5.xml": expected(
    ["invoice", "DKK", "2337.50", "2013-05-10", "reject"],
    "payee.other_party",
    "amount.prepaid",
  ),
  "ubl-tc434-example6.xml": expected(
    ["invoice", "DKK", "4675.00", "2013-05-10", "hold"],
    "currency.no_coin",
    "due_date.past",
  ),
  "ubl-tc434-example7.xml": expected(
    ["invoice", "SEK", "3200.00", "2013-04-10", "hold"],
    "currency.no_coin",
    "due_date.past",
    "due_date.from_terms",
  ),
};

const planSample = (file: string, day: CalendarDate) => {
  const { documents } = planFile(
    { name: file, bytes: readFileSync(join(folder, file)) },
    { asOf: day },
  );
  expect(documents).toHaveLength(1);
  return documents[0]!;
};

describe.skipIf(!present)(
  `published samples in ${folder}${present ? "" : " (absent: set SAMPLES_DIR)"}`,
  () => {
    test.each(Object.entries(FILES))("%s", (file, { codes, ...rest }) => {
      const document = planSample(file, asOf);
      expect(document).toMatchObject(rest);
      expect(document.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
    });

    test("none is left out", () => {
      expect(readdirSync(folder).sort()).toEqual(Object.keys(FILES).sort());
    });

    test("on its issue date, the plain euro invoice is financeable", () => {
      const document = planSample("guide-example1.xml", "2015-01-09" as CalendarDate);
      expect(document).toMatchObject({ verdict: "financeable", amountDue: "250.33", reasons: [] });
    });
  },
);
