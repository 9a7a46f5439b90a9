import { describe, expect, test } from "vitest";
import { receivableStatus } from "./receivable-status";
import { actorWord, type StatusSubject, statusEntry, statusOptions, statusTable } from "./status";
import type { StatusEntry } from "./status-entry";

const rows = Object.entries(statusTable).flatMap(([subject, table]) =>
  Object.entries(table as Record<string, StatusEntry>).map(
    ([state, entry]) => [subject as StatusSubject, state, entry] as const,
  ),
);

describe("status table", () => {
  test("knows every state a receivable can be seen in", () => {
    expect(Object.keys(receivableStatus)).toEqual([
      "proposed",
      "countersigned",
      "registering",
      "registered",
      "offered",
      "funding",
      "funded",
      "partlyReleased",
      "released",
      "overdue",
      "settled",
      "cancelled",
      "refunded",
      "boughtBack",
      "defaulted",
      "disputed",
    ]);
  });

  test.each(rows)("%s %s has a short word and one sentence", (_subject, _state, entry) => {
    expect(entry.word).toMatch(/^[A-Z][a-z]+( [a-z]+){0,3}$/);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/);
    expect(actorWord(entry.next)).not.toBe("");
  });

  test.each(rows)("%s %s, when something is wrong or waits, names who acts", (_s, state, entry) => {
    if (entry.tone !== "attention" && entry.tone !== "active") return;
    expect(entry.next, state).not.toBe("nobody");
  });

  test("words are told apart within a subject", () => {
    for (const [subject, table] of Object.entries(statusTable)) {
      const words = Object.values(table as Record<string, StatusEntry>).map(({ word }) => word);
      expect(new Set(words).size, subject).toBe(words.length);
    }
  });

  test("filters list the states with their words", () => {
    expect(statusOptions("funding")).toEqual([
      { value: "submitted", label: "Sent" },
      { value: "funded", label: "In escrow" },
      { value: "failed", label: "Refused" },
    ]);
    expect(statusEntry("receivable", "settled").tone).toBe("fine");
  });
});
