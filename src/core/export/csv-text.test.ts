import { expect, it } from "vitest";
import { csvText } from "@/core/export/csv-text";

it("guards text against formulas and leaves figures alone", () => {
  const text = csvText(
    ["a", "b"],
    [
      ["=1+1", { figure: "-12.50" }],
      ['say "hi"', "x,y"],
    ],
  );
  expect(text).toBe('\uFEFFa,b\r\n\'=1+1,-12.50\r\n"say ""hi""","x,y"\r\n');
});
