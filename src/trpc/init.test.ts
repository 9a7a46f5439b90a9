import { expect, test } from "vitest";
import { object, string } from "zod";
import type { Context } from "./context";
import { callerOf, publicProcedure, router } from "./init";

const echo = router({
  say: publicProcedure.input(object({ text: string() })).query(({ input }) => input.text),
});
const caller = callerOf(echo)({ scope: null } as Context);

test.each(["a\0b", "\0", "\ud800", "a\udc00b"])(
  "a text no database can keep is refused at the door: %j",
  async (text) => {
    await expect(caller.say({ text })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);

test("nor as the name of a field", async () => {
  const input = { text: "a", "b\0": "c" };
  await expect(caller.say(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("every other text comes in as it is", async () => {
  expect(await caller.say({ text: "Grüße, 海港 \u{1F600}\n" })).toBe("Grüße, 海港 \u{1F600}\n");
});
