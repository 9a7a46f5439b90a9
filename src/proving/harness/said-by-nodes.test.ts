import { describe, expect, test } from "vitest";
import { outcomeOfAll, outcomeOfAnswer } from "@/adapters/chain/node-wording";
import type { BroadcastOutcome } from "@/ports/chain-sender";
import { saidByNodes } from "@/proving/harness/said-by-nodes";

describe("a node's answer to a broadcast", () => {
  test.each(saidByNodes)("%s: %s", (_node, words, means) => {
    expect(outcomeOfAnswer(words)).toEqual({ kind: means, says: words });
  });
});

describe("the answers of several nodes", () => {
  const together = (...kinds: BroadcastOutcome["kind"][]) =>
    outcomeOfAll(kinds.map((kind) => ({ kind, says: kind }))).kind;

  test("one that took it decides", () => {
    expect(together("unusable", "refused", "unknown", "sent")).toBe("sent");
  });

  test("silence beside a refusal is no refusal", () => {
    expect(together("unusable", "unknown")).toBe("unknown");
    expect(together("refused", "unknown")).toBe("unknown");
  });

  test("bytes are unusable only where every node says so", () => {
    expect(together("unusable", "refused")).toBe("refused");
    expect(together("unusable", "unusable")).toBe("unusable");
  });

  test("a fee too low is worth a higher one whatever the others say", () => {
    expect(together("unknown", "underpriced", "refused")).toBe("underpriced");
  });
});
