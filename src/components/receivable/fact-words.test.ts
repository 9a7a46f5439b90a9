import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ReceivableFact } from "@/core/receivable/timeline";
import { factSentences, factText } from "./fact-words";

const account = (digit: string): string => `0x${digit.repeat(40)}`;
const around = {
  currency: "HKD",
  collectionAccount: account("C"),
  names: new Map([[account("a"), "Victoria Bank"]]),
} as const;
const fact = (name: string, args: ReceivableFact["args"]): ReceivableFact => ({
  key: name,
  name,
  args,
  at: new Date(0),
  blockNumber: 1,
  txHash: "0x01",
  final: true,
});

type AbiEntry = { type: string; name?: string; inputs?: { name: string }[] };

/** Every event of the contract that names a receivable, from its bindings. */
const eventsOfReceivables = (): string[] => {
  const bindings = readFileSync("src/adapters/chain/generated/abi.ts", "utf8");
  const list = /receivablesAbi = (\[.*\]) as const/.exec(bindings)?.[1] ?? "[]";
  return (JSON.parse(list) as AbiEntry[]).flatMap(({ type, name, inputs }) =>
    type === "event" && name && inputs?.some((input) => input.name === "receivable") ? [name] : [],
  );
};

test("every event that names a receivable has a sentence", () => {
  const events = eventsOfReceivables();
  expect(events.length).toBeGreaterThan(10);
  const named = [...events, "TransferSingle", "TransferBatch", "Transfer"];
  expect(named.filter((name) => !Object.hasOwn(factSentences, name))).toEqual([]);
});

describe("facts in words", () => {
  const value = "1500000";
  test.each<[string, ReceivableFact["args"], string]>([
    [
      "TransferSingle",
      { from: account("0"), to: account("A"), value },
      "Notes for HKD 1.50 made for Victoria Bank",
    ],
    [
      "TransferSingle",
      { from: account("b"), to: account("0"), value },
      "Notes for HKD 1.50 of a lender redeemed",
    ],
    [
      "Transfer",
      { from: account("b"), to: account("c"), value },
      "HKD 1.50 arrived in the collection account",
    ],
    ["PaidOut", { holder: account("a"), amount: value }, "HKD 1.50 paid to Victoria Bank"],
    [
      "PaidOut",
      { holder: account("a"), amount: value, parked: true },
      "HKD 1.50 could not be paid to Victoria Bank",
    ],
    [
      "Parked",
      { account: account("e"), amount: value },
      "HKD 1.50 set aside for Quaynote to claim",
    ],
    ["SomethingNew", {}, "Another event of the contract"],
  ])("%s", (name, args, text) => {
    expect(factText(fact(name, args), around)).toBe(text);
  });
});
