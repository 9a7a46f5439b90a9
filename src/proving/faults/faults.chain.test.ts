import { expect, test } from "vitest";
import { allRows } from "@/proving/faults/all-rows";

/** The product has no such part yet: nothing can be shown, and the row says so. */
const CANNOT = new Set<string>(["F28", "F29"]);

test("each fault is tried once", () => {
  const names = allRows.map(({ row }) => row);
  expect(new Set(names).size).toBe(names.length);
});

test.each(allRows.map((row) => [row.row, row] as const))(
  "%s is held",
  async (name, row) => {
    const verdict = await row.run("change");
    expect(verdict, `${row.promise}: ${verdict.figure}. ${verdict.why}`).toMatchObject({
      status: CANNOT.has(name) ? "cannot" : "held",
    });
  },
  180_000,
);
