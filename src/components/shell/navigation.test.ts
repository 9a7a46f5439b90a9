import { expect, test } from "vitest";
import { currentItem, navigation } from "./navigation";
import { paletteMatches } from "./palette-match";

const { seller } = navigation;

test("the longest address that starts the path is the current one", () => {
  expect(currentItem(seller, "/home")?.word).toBe("Home");
  expect(currentItem(seller, "/orders/42")?.word).toBe("Orders");
  expect(currentItem(seller, "/homes")).toBeUndefined();
});

test("the palette finds pages by the start of a word", () => {
  expect(paletteMatches(seller, "or").map(({ word }) => word)).toEqual(["Orders"]);
  expect(paletteMatches(seller, "")).toHaveLength(seller.length);
  expect(paletteMatches(seller, "zz")).toEqual([]);
});

test("a pasted hash is offered for a check", () => {
  expect(paletteMatches(seller, " 0xABCDEF01 ")[0]?.href).toBe("/verify?q=0xABCDEF01");
});
