import { expect, test } from "vitest";
import { booksRows } from "./books-rows";

const CANNOT = new Set(["F28", "F29"]);

test.each(booksRows.map((row) => [row.row, row] as const))(
  "%s",
  async (row, { run }) => {
    const { status, figure, why } = await run("change");
    expect(figure).not.toBe("");
    expect(status, `${figure}: ${why}`).toBe(CANNOT.has(row) ? "cannot" : "held");
  },
  120_000,
);
