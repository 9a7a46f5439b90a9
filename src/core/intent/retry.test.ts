import { expect, test } from "vitest";
import { retry } from "@/core/intent/retry";

test("a failed sweep may be tried again", () => {
  const decision = retry({ id: "1", kind: "sweep", status: "failed" });
  expect(decision).toMatchObject({ ok: true, value: { status: "waiting" } });
});

test("what is under way is not tried twice", () => {
  expect(retry({ id: "1", kind: "sweep", status: "sent" })).toMatchObject({
    ok: false,
    code: "intent.not_failed",
  });
});

test("what a person signed is for that person to sign again", () => {
  expect(retry({ id: "1", kind: "fund", status: "failed" })).toMatchObject({
    ok: false,
    code: "intent.not_retryable",
  });
});
