import { expect, test } from "vitest";
import { extendedExpiry, isShown, linkExpiry } from "./buyer-link";

const DAY = 86_400_000;
const now = new Date("2026-11-22T04:00:00Z");
const after = (days: number): Date => new Date(now.getTime() + days * DAY);
const due = (days: number) => ({ status: "released", dueAt: after(days) });

test("a link lives 60 days after the due date, and never less than 30 from now", () => {
  expect(linkExpiry(due(10), now)).toMatchObject({ value: after(70) });
  expect(linkExpiry(due(-40), now)).toMatchObject({ value: after(30) });
  expect(linkExpiry({ ...due(10), status: "settled" }, now)).toMatchObject({
    code: "receivable.over",
  });
});

test("extending by less than a day leaves the link as it is", () => {
  const until = (expiresAt: Date) => extendedExpiry(due(-40), { expiresAt }, now);
  expect(until(after(3))).toMatchObject({ value: after(30) });
  expect(until(after(29))).toMatchObject({ value: after(30) });
  const almost = new Date(after(29).getTime() + 1);
  expect(until(almost)).toMatchObject({ value: almost });
  expect(extendedExpiry({ ...due(1), status: "cancelled" }, { expiresAt: now }, now)).toMatchObject(
    { code: "receivable.over" },
  );
});

test("a page shows the link there is, or that there is none", () => {
  const link = { madeAt: now };
  expect(isShown(null, null)).toBe(true);
  expect(isShown(link, new Date(now))).toBe(true);
  expect(isShown(link, null)).toBe(false);
  expect(isShown(null, now)).toBe(false);
  expect(isShown(link, after(-1))).toBe(false);
});
