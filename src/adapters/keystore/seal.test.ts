import { describe, expect, test } from "vitest";
import { lotSalt } from "./lot-salt";
import { sealWith } from "./seal";

const seal = sealWith("11".repeat(32));
const secret = Buffer.from("a secret of 32 bytes, or so it is");

describe("seal", () => {
  test("opens what it closed, for the same owner", () => {
    expect(Buffer.from(seal.open(seal.close(secret, "owner"), "owner"))).toEqual(secret);
  });
  test("never writes the same text twice", () => {
    expect(seal.close(secret, "owner")).not.toBe(seal.close(secret, "owner"));
  });
  test("refuses another owner, another key and altered text", () => {
    const cipher = seal.close(secret, "owner");
    const [iv = "", tag = "", text = ""] = cipher.split(".");
    expect(() => seal.open(cipher, "somebody else")).toThrow();
    expect(() => sealWith("22".repeat(32)).open(cipher, "owner")).toThrow();
    const other = text.startsWith("A") ? "B" : "A";
    expect(() => seal.open(`${iv}.${tag}.${other}${text.slice(1)}`, "owner")).toThrow();
    expect(() => seal.open(`${iv}.${tag.slice(0, 6)}.${text}`, "owner")).toThrow("damaged");
    expect(() => seal.open("", "owner")).toThrow("damaged");
  });
  test("wants a whole key", () => {
    expect(() => sealWith("11")).toThrow("64 hex digits");
  });
});

describe("lot salt", () => {
  const saltOf = (key: string) =>
    lotSalt({
      seal,
      sealedKeyOf: async (id) => (id === "quay" ? seal.close(Buffer.from(key), "quay") : null),
    });

  test("is the same for the same lot and key, and for nothing else", async () => {
    const salt = await saltOf("key")("quay", "lot");
    expect(salt).toMatch(/^0x[0-9a-f]{64}$/);
    expect(await saltOf("key")("quay", "lot")).toBe(salt);
    expect(await saltOf("key")("quay", "lot 2")).not.toBe(salt);
    expect(await saltOf("other")("quay", "lot")).not.toBe(salt);
  });
  test("there is none without a warehouse's key", async () => {
    await expect(saltOf("key")("seller", "lot")).rejects.toMatchObject({
      code: "object.not_found",
    });
  });
});
