import { describe, expect, test } from "vitest";
import { collectionMetadata, tokenMetadata, tokenOfFile } from "./token-metadata";

const digits = `${"ab".repeat(31)}c0`;
const facts = {
  id: `0x${digits}`,
  status: "released",
  documentHash: `0x${"01".repeat(32)}`,
  ordersRoot: `0x${"02".repeat(32)}`,
  orderCount: 1_000,
} as const;

describe("the file of a token", () => {
  test("names the title by the even id and the note by the odd one", () => {
    expect(tokenOfFile(`${digits}.json`)).toEqual({ receivableId: facts.id, kind: "title" });
    const note = tokenOfFile(`${digits.slice(0, -1)}1.json`);
    expect(note).toEqual({ receivableId: facts.id, kind: "note" });
  });

  test("keeps the zeros in front", () => {
    const file = `${"0".repeat(63)}3.json`;
    expect(tokenOfFile(file)?.receivableId).toBe(`0x${"0".repeat(63)}2`);
  });

  test.each([
    "",
    digits,
    `0x${digits}.json`,
    `${digits.toUpperCase()}.json`,
    `${digits.slice(1)}.json`,
    "../x.json",
    `${digits}.json/`,
  ])("is no other name: %s", (file) => {
    expect(tokenOfFile(file)).toBeNull();
  });
});

test("a note counts as the coin does, a title is one", () => {
  const shown = (kind: "title" | "note") =>
    tokenMetadata({ receivableId: facts.id, kind }, facts, "https://quay.example");
  expect(shown("note")).toMatchObject({ decimals: 6, properties: { status: "released" } });
  expect(shown("title")).toMatchObject({
    decimals: 0,
    external_url: `https://quay.example/verify?q=${facts.id}`,
  });
  expect(collectionMetadata("https://quay.example")).toMatchObject({ name: "Quaynote" });
});
