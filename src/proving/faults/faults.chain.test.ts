import { expect, test } from "vitest";
import { allRows } from "@/proving/faults/all-rows";

test("each fault is tried once", () => {
  const names = allRows.map(({ row }) => row);
  expect(new Set(names).size).toBe(names.length);
});

test.each(allRows.map((row) => [row.row, row] as const))(
  "%s is held",
  async (_name, row) => {
    const verdict = await row.run("change");
    expect(verdict, `${row.promise}: ${verdict.figure}. ${verdict.why}`).toMatchObject({
      status: "held",
    });
  },
  180_000,
);
