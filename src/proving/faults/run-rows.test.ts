import { expect, test } from "vitest";
import type { FaultRow } from "@/proving/faults/fault-row";
import { runRows } from "@/proving/faults/run-rows";

const rowOf = (row: `F${number}`, run: FaultRow["run"]): FaultRow => ({ row, promise: "p", run });

test("every row is told, and one that throws is broken", async () => {
  const told: string[] = [];
  const all = await runRows(
    [
      rowOf("F1", (depth) => Promise.resolve({ status: "held", figure: depth, why: "" })),
      rowOf("F2", () => Promise.reject(new Error("the node went away"))),
    ],
    "nightly",
    ({ row, status }) => told.push(`${row} ${status}`),
  );
  expect(told).toEqual(["F1 held", "F2 broken"]);
  expect(all[0]?.figure).toBe("nightly");
  expect(all[1]?.why).toBe("the node went away");
});
