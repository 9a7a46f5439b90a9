import { expect, test } from "vitest";
import { Refusal } from "@/core/refusal";

test("a refusal of another copy of the class is one of ours", () => {
  class Copy extends Error {
    override name = "Refusal";
    code = "object.not_found";
  }
  expect(new Copy()).toBeInstanceOf(Refusal);
  expect(new Refusal("object.not_found")).toBeInstanceOf(Refusal);
  expect(new Error("Refusal")).not.toBeInstanceOf(Refusal);
});
