import { Interface } from "ethers";
import { describe, expect, test } from "vitest";
import { revertOf, revertReason } from "@/adapters/chain/errors";
import { receivablesAbi } from "@/adapters/chain/generated/abi";
import { NodeAnswer } from "@/adapters/chain/provider";

describe("a contract's refusal", () => {
  const contract = new Interface(receivablesAbi);
  const id = `0x${"ab".repeat(32)}`;
  const data = contract.encodeErrorResult("WrongStatus", [id, 4]);

  test("is decoded with its arguments and worded", () => {
    expect(revertReason(data)).toEqual({
      code: "WrongStatus",
      says: "The receivable is not in a state in which this is possible.",
      args: { receivable: id, actual: "4" },
    });
  });

  test("is found where geth and where anvil put it", () => {
    expect(revertOf(new NodeAnswer("execution reverted", data))?.code).toBe("WrongStatus");
    expect(revertOf(new NodeAnswer("execution reverted", { data }))?.code).toBe("WrongStatus");
  });

  test("without words is spelled from its name", () => {
    const unknown = contract.encodeErrorResult("EmptyBatch", []);
    expect(revertReason(unknown).says).toBe("Empty batch.");
  });

  test("is not seen in an answer about something else", () => {
    expect(revertOf(new NodeAnswer("rate limit reached", null))).toBeNull();
  });
});
