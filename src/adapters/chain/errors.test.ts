import { Interface } from "ethers";
import { describe, expect, test } from "vitest";
import { outcomeOfAnswer, revertOf, revertReason } from "@/adapters/chain/errors";
import { receivablesAbi } from "@/adapters/chain/generated/abi";
import { NodeAnswer } from "@/adapters/chain/provider";

const said: readonly (readonly [string, string, string])[] = [
  ["geth", "already known", "sent"],
  ["geth", "known transaction: 0xabc", "sent"],
  ["nethermind", "AlreadyKnown", "sent"],
  ["besu", "Known transaction", "sent"],
  ["anvil", "transaction already imported", "sent"],
  ["geth", "nonce too low: next nonce 7, tx nonce 6", "nonce-used"],
  ["nethermind", "OldNonce, Current nonce: 7, nonce of rejected tx: 6", "nonce-used"],
  ["besu", "Nonce too low", "nonce-used"],
  ["hardhat", "Nonce too low. Expected nonce to be 7 but got 6.", "nonce-used"],
  ["arbitrum", "nonce too low: address 0x1, tx: 6 state: 7", "nonce-used"],
  ["geth", "replacement transaction underpriced", "underpriced"],
  ["geth", "transaction underpriced: tip needed 1, tip permitted 0", "underpriced"],
  [
    "erigon",
    "INTERNAL_ERROR: could not replace existing tx: replacement fee too low",
    "underpriced",
  ],
  ["nethermind", "FeeTooLow, MaxFeePerGas too low", "underpriced"],
  ["besu", "Gas price below configured minimum gas price", "underpriced"],
  ["geth", "max fee per gas less than block base fee: address 0x1", "underpriced"],
  ["geth", "insufficient funds for gas * price + value: balance 0", "not-sent"],
  ["erigon", "nonce too high", "not-sent"],
  ["geth", "intrinsic gas too low: gas 100, minimum needed 21000", "not-sent"],
  ["geth", "exceeds block gas limit", "not-sent"],
  ["geth", "txpool is full", "not-sent"],
  ["geth", "invalid chain id for signer: have 1 want 31337", "not-sent"],
  ["somebody", "the moon is in the wrong house", "unknown"],
  ["proxy", "upstream connect error or disconnect/reset", "unknown"],
];

describe("a node's answer to a broadcast", () => {
  test.each(said)("%s: %s", (_node, message, kind) => {
    expect(outcomeOfAnswer(message).kind).toBe(kind);
  });
});

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
