import { expect, test } from "vitest";
import { csvFile, csvMoney, csvRate, csvText } from "@/core/position/export";

test.each([
  ["Harbour Lane", "Harbour Lane"],
  ['5" pipe, long', '"5"" pipe, long"'],
  ["=1+1", "'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["-5", "'-5"],
])("text %s is written %s", (text, cell) => {
  expect(csvText(text)).toBe(cell);
});

test("money keeps every digit and its sign", () => {
  expect(csvMoney(-1_234_567_890_123n)).toBe("-1234567.890123");
  expect(csvMoney(80_000_000_000n)).toBe("80000.00");
});

test("rates have two decimals and lines end as the standard wants", () => {
  expect(csvRate(1_205)).toBe("12.05");
  expect(csvFile([["a", "b"], ["c"]])).toBe("\uFEFFa,b\r\nc\r\n");
});
