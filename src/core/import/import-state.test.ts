import { expect, test } from "vitest";
import { shownState } from "@/core/import/import-state";

const table = {
  format: "csv",
  readsAny: true,
  asksColumns: false,
  anyFinanceable: true,
  anyHeld: false,
} as const;
const none = { ...table, anyFinanceable: false } as const;

test.each([
  ["planned", table, "planned"],
  ["planned", { ...table, asksColumns: true }, "planned"],
  ["planned", { ...table, anyHeld: true }, "planned"],
  ["planned", { ...none, anyHeld: true }, "held"],
  ["planned", none, "refused"],
  ["committed", none, "committed"],
  ["planned", { ...table, readsAny: false, asksColumns: true }, "unmapped"],
  ["planned", { ...table, readsAny: false }, "unreadable"],
  ["planned", { ...table, format: "unreadable" }, "unreadable"],
  ["committed", { ...table, readsAny: false, asksColumns: true }, "committed"],
  ["discarded", { ...table, readsAny: false }, "discarded"],
] as const)("a %s file that reads as %o is shown as %s", (state, plan, shown) => {
  expect(shownState(state, plan)).toBe(shown);
});
