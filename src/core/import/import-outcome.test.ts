import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { plannedDocument, planOf } from "@/core/import/import.build";
import { countOutcomes, type Outcome, outcomesOf } from "@/core/import/import-outcome";
import { reason } from "@/core/intake/reason";
import { draftOrder } from "@/core/order/order-draft";

const warehouseId = "w1";
const judge = (
  documents: Parameters<typeof planOf>[0],
  over: Partial<Parameters<typeof outcomesOf>[1]> = {},
): Outcome[] =>
  outcomesOf(planOf(documents), { warehouseId, known: new Map(), included: new Map(), ...over });

describe("import outcomes", () => {
  it("knows the same order again, and holds one with other content", () => {
    const document = plannedDocument();
    const draft = draftOrder(document, { warehouseId });
    const known = new Map([[draft?.orderKey ?? "", draft?.contentHash ?? ""]]);
    expect(judge([document], { known })[0]?.verdict).toBe("duplicate");
    const dearer = plannedDocument({ amountDue: "1234.51" });
    expect(judge([dearer], { known })[0]).toMatchObject({ verdict: "hold", includable: false });
  });

  it("lets a person include what was held, with the due date it lacks", () => {
    const held = plannedDocument({
      dueDate: null,
      dueDateSource: "none",
      verdict: "hold",
      reasons: [reason("due_date.missing", "/", "There is no due date.")],
    });
    expect(judge([held])[0]).toMatchObject({ includable: true, needsDueDate: true, draft: null });
    const without = judge([held], { included: new Map([[0, {}]]) });
    expect(without[0]?.verdict).toBe("hold");
    const dueDate = "2027-02-15" as CalendarDate;
    const [included] = judge([held], { included: new Map([[0, { dueDate }]]) });
    expect(included?.draft).toMatchObject({ dueDate, dueDateSource: "entered" });
  });

  it("never includes a rejected document or one of another seller", () => {
    const rejected = plannedDocument({ verdict: "reject" });
    const foreign = plannedDocument({
      verdict: "hold",
      reasons: [reason("seller.not_you", "/", "Another seller.")],
    });
    const outcomes = judge([rejected, foreign]);
    expect(outcomes.map(({ includable }) => includable)).toEqual([false, false]);
    const forced = judge([rejected], { included: new Map([[0, {}]]) });
    expect(forced[0]).toMatchObject({ verdict: "reject", draft: null });
  });

  it("counts every document exactly once", () => {
    const some = fc.record({
      verdict: fc.constantFrom("financeable" as const, "hold" as const, "reject" as const),
      amountDue: fc.constantFrom("1.00", "-1.00", null),
      number: fc.constantFrom("A", "B", null),
    });
    fc.assert(
      fc.property(fc.array(some), (all) => {
        const { read, financeable, hold, reject, duplicate } = countOutcomes(
          judge(all.map((over) => plannedDocument(over))),
        );
        expect(financeable + hold + reject + duplicate).toBe(read);
        expect(read).toBe(all.length);
      }),
    );
  });
});
