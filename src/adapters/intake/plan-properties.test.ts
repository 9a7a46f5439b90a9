import { readFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { planFile } from "@/adapters/intake/plan-file";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { printDecimal } from "@/core/decimal";
import type { PlanChoices } from "@/core/intake/plan";
import { COLUMN_NAMES } from "@/core/intake/table/columns";
import { parseDecimal } from "@/core/money";

// Hundreds of random files a test: no statement about speed, only about hanging.
vi.setConfig({ testTimeout: 30_000 });

const choices: PlanChoices = { asOf: "2026-11-21" as CalendarDate };

const invoice = readFileSync(new URL("../../core/intake/fixtures/invoice.xml", import.meta.url));

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,;"'|-]{0,12}[A-Za-z]$/);

const cents = fc
  .bigInt({ min: 1n, max: 10n ** 9n })
  .map((units) => printDecimal({ units, scale: 2 }));

const orders = fc.uniqueArray(
  fc.record({
    number: fc.stringMatching(/^[0-9A-Z]{1,12}$/),
    lines: fc.array(fc.record({ description: word, amount: cents }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  { minLength: 1, maxLength: 12, selector: ({ number }) => number },
);

test("every order of a table comes back with its lines and its exact sum, whatever the delimiter", () => {
  fc.assert(
    fc.property(
      orders,
      fc.constantFrom(",", ";", "\t", "|"),
      fc.boolean(),
      (made, delimiter, shuffled) => {
        const records = made.flatMap(({ number, lines }) =>
          lines.map(({ description, amount }, at) => ({
            order_number: number,
            buyer_name: "Nordwind Handels GmbH",
            currency: "HKD",
            issue_date: "2026-11-01",
            due_date: "2027-01-10",
            line_id: String(at + 1),
            description,
            amount,
          })),
        );
        const written = shuffled ? [...records].reverse() : records;
        const text = stringify(written, { header: true, columns: [...COLUMN_NAMES], delimiter });
        const { documents, table } = planFile(
          { name: "orders.csv", bytes: Buffer.from(text) },
          choices,
        );
        expect(documents).toHaveLength(made.length);
        for (const { number, lines } of made) {
          const document = documents.find((candidate) => candidate.number === number);
          const sum = lines.reduce((total, { amount }) => total + (parseDecimal(amount) ?? 0n), 0n);
          expect(document).toMatchObject({ verdict: "financeable" });
          expect(parseDecimal(document!.amountDue!)).toBe(sum);
          const read = document!.lines.map((line) => line.description).sort();
          expect(read).toEqual(lines.map(({ description }) => description.trim()).sort());
        }
        expect(table!.rows.every(({ document }) => document !== null)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("a damaged invoice is always planned: one document, a verdict, and a reason where it is not good", () => {
  const damage = fc.record({
    at: fc.nat({ max: invoice.length - 1 }),
    remove: fc.nat({ max: 40 }),
    insert: fc.uint8Array({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const bytes = damages.reduce<Uint8Array>(
        (whole, { at, remove, insert }) =>
          Buffer.concat([whole.subarray(0, at), insert, whole.subarray(at + remove)]),
        invoice,
      );
      const { documents } = planFile({ name: "damaged.xml", bytes }, choices);
      expect(documents).toHaveLength(1);
      const [document] = documents;
      expect(document!.verdict === "financeable" || document!.reasons.length > 0).toBe(true);
      if (document!.verdict === "financeable") {
        expect(parseDecimal(document!.amountDue!)).toBeGreaterThan(0n);
      }
    }),
    { numRuns: 300 },
  );
});

test("random text is always planned", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          "order_number",
          "amount",
          "buyer_name",
          "currency",
          ",",
          ";",
          "\n",
          '"',
          "1.5",
          "<",
          "/>",
          "A",
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (content) => {
      const { documents } = planFile({ name: "x", bytes: Buffer.from(content) }, choices);
      expect(documents.length).toBeGreaterThan(0);
      for (const document of documents) {
        expect(document.verdict === "financeable" || document.reasons.length > 0).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
