import { expect, test } from "vitest";
import { type RetriedIntent, retry } from "@/core/intent/retry";

const sweep: RetriedIntent = { id: "1", kind: "sweep", status: "failed", isOvertaken: false };

test("a failed sweep may be tried again", () => {
  const decision = retry(sweep);
  expect(decision).toMatchObject({ ok: true, value: { status: "waiting" } });
});

test("what is under way is not tried twice", () => {
  expect(retry({ ...sweep, status: "sent" })).toMatchObject({
    ok: false,
    code: "intent.not_failed",
  });
});

test("what a person signed is for that person to sign again", () => {
  expect(retry({ ...sweep, kind: "fund" })).toMatchObject({
    ok: false,
    code: "intent.not_retryable",
  });
});

test("a word about an account is not repeated over a later one", () => {
  expect(retry({ ...sweep, kind: "set-participant", isOvertaken: true })).toMatchObject({
    ok: false,
    code: "intent.overtaken",
  });
});
