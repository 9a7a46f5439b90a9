import { describe, expect, test } from "vitest";
import { bumped, FEE_CAP, firstFees, gasLimitFor } from "@/core/relay/fees";
import { nextStep, type Outlook, type Patience } from "@/core/relay/next-step";

const patience: Patience = {
  resendAfterMs: 10_000,
  bumpAfterMs: 48_000,
  attemptsMax: 10,
  finalityDepth: 2,
};
const start = Date.UTC(2026, 10, 21, 12);
const at = (seconds: number) => new Date(start + seconds * 1000);

const sent: Outlook = {
  status: "sent",
  txHash: "0x1",
  blockNumber: null,
  nonce: 7,
  attempts: 1,
  signedAt: at(0),
  broadcastAt: at(0),
  receipt: null,
  minedNonce: 7,
  headNumber: 100,
  now: at(1),
};

describe("the next step of an intent under way", () => {
  test("stored bytes that were never sent are sent, however old they are", () => {
    const signed: Outlook = { ...sent, status: "signed", broadcastAt: null, now: at(9_000) };
    expect(nextStep(signed, patience).kind).toBe("broadcast");
  });

  test("a young one is left alone", () => {
    expect(nextStep(sent, patience).kind).toBe("wait");
  });

  test("one that may have been dropped is sent again, the same bytes", () => {
    expect(nextStep({ ...sent, now: at(10) }, patience).kind).toBe("broadcast");
  });

  test("a stuck one is replaced after 48 seconds, with the same nonce", () => {
    expect(nextStep({ ...sent, now: at(48) }, patience).kind).toBe("bump");
  });

  test("one behind a stuck one does not pay more for it", () => {
    expect(nextStep({ ...sent, minedNonce: 6, now: at(48) }, patience).kind).toBe("broadcast");
  });

  test("after ten attempts it is only sent again, and somebody is called", () => {
    const tenth: Outlook = { ...sent, attempts: 10, now: at(900) };
    expect(nextStep(tenth, patience).kind).toBe("exhausted");
    expect(nextStep({ ...tenth, broadcastAt: at(899) }, patience).kind).toBe("wait");
  });

  test("an old attempt mined after a bump is success", () => {
    const receipt = { hash: "0x1", blockNumber: 100, succeeded: true };
    const step = nextStep({ ...sent, attempts: 3, txHash: "0x3", receipt }, patience);
    expect(step).toEqual({ kind: "mined", receipt, final: false });
  });

  test("a spent nonce with one of our hashes in a block is no failure", () => {
    const receipt = { hash: "0x1", blockNumber: 100, succeeded: true };
    expect(nextStep({ ...sent, minedNonce: 8, receipt }, patience).kind).toBe("mined");
  });

  test("a spent nonce without any of our hashes is foreign", () => {
    expect(nextStep({ ...sent, minedNonce: 8 }, patience).kind).toBe("foreign");
  });

  test("a revert is told with its block", () => {
    const receipt = { hash: "0x1", blockNumber: 100, succeeded: false };
    expect(nextStep({ ...sent, receipt }, patience)).toEqual({ kind: "reverted", receipt });
  });

  test("a mined one waits for depth, then is final", () => {
    const receipt = { hash: "0x1", blockNumber: 99, succeeded: true };
    const mined: Outlook = { ...sent, status: "mined", blockNumber: 99, receipt };
    expect(nextStep(mined, patience).kind).toBe("wait");
    expect(nextStep({ ...mined, headNumber: 101 }, patience)).toEqual({
      kind: "mined",
      receipt,
      final: true,
    });
  });

  test("a reorganisation moves it to another block", () => {
    const receipt = { hash: "0x1", blockNumber: 101, succeeded: true };
    const mined: Outlook = { ...sent, status: "mined", blockNumber: 99, receipt, headNumber: 102 };
    expect(nextStep(mined, patience)).toEqual({ kind: "mined", receipt, final: false });
  });

  test("a reorganisation that drops it makes it lost, not failed", () => {
    const mined: Outlook = { ...sent, status: "mined", blockNumber: 99 };
    expect(nextStep(mined, patience).kind).toBe("lost");
  });
});

describe("fees of a replacement", () => {
  const last = { maxFeePerGas: 1_000_000_001n, maxPriorityFeePerGas: 1_000n };

  test("rise by at least 12.5 %, rounded up, even when the chain asks less", () => {
    expect(bumped(last, { maxFeePerGas: 1n, maxPriorityFeePerGas: 1n })).toEqual({
      maxFeePerGas: 1_125_000_002n,
      maxPriorityFeePerGas: 1_125n,
    });
  });

  test("rise by at most 20 %, even when the chain asks more", () => {
    expect(bumped(last, { maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n })).toEqual({
      maxFeePerGas: 1_200_000_001n,
      maxPriorityFeePerGas: 1_200n,
    });
  });

  test("stop at the cap, and reach it exactly where a whole step would pass it", () => {
    expect(bumped({ ...last, maxFeePerGas: FEE_CAP }, last)).toBeNull();
    const near = { maxFeePerGas: (FEE_CAP * 10n) / 12n + 10n, maxPriorityFeePerGas: 1_000n };
    const wild = { maxFeePerGas: FEE_CAP * 9n, maxPriorityFeePerGas: 1_000n };
    expect(bumped(near, wild)?.maxFeePerGas).toBe(FEE_CAP);
  });

  test("the first fees are within the cap, or there are none", () => {
    const asked = { maxFeePerGas: FEE_CAP * 2n, maxPriorityFeePerGas: 7n };
    expect(firstFees(asked, FEE_CAP)).toEqual({ maxFeePerGas: FEE_CAP, maxPriorityFeePerGas: 7n });
    expect(firstFees(asked, FEE_CAP + 1n)).toBeNull();
  });

  test("the gas limit leaves a margin", () => {
    expect(gasLimitFor(100_000n)).toBe(165_000n);
  });
});
