import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { iconNames } from "./icon-names";

const sprite = readFileSync(new URL("../../../public/icons.svg", import.meta.url), "utf8");

test("the file of outlines and the list of names agree", () => {
  const drawn = Array.from(sprite.matchAll(/<symbol id="([^"]+)"/g), ([, name]) => name);
  expect(drawn).toEqual([...iconNames]);
});
