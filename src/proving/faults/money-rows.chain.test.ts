import { expect, test } from "vitest";
import { moneyRows } from "@/proving/faults/money-rows";

test.each(moneyRows.map((row) => [row.row, row] as const))(
  "%s is held",
  async (_name, row) => {
    const verdict = await row.run("change");
    expect(verdict, `${row.promise}: ${verdict.figure}. ${verdict.why}`).toMatchObject({
      status: "held",
    });
  },
  240_000,
);
