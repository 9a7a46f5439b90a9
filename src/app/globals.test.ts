import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const tokens = new Map(
  Array.from(css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)).map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

const channel = (hex: string, at: number): number => {
  const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const papers = ["canvas", "surface", "raised", "sunken"];
const meanings = ["accent", "fine", "attention", "wrong", "info"];
const textPairs = [
  ...["ink", "muted", "faint", ...meanings].flatMap((ink) => papers.map((paper) => [ink, paper])),
  ...meanings.map((meaning) => [meaning, `${meaning}-soft`]),
  ...meanings.map((meaning) => ["ink", `${meaning}-soft`]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
] as [string, string][];
const edgePairs = [
  ["line-strong", "surface"],
  ["line-strong", "canvas"],
  ["accent", "canvas"],
] as [string, string][];

describe.each(["light", "dark"] as const)("contrast in the %s theme", (theme) => {
  const ratio = (one: string, other: string): number => {
    const left = tokens.get(one)?.[theme];
    const right = tokens.get(other)?.[theme];
    if (!left || !right) throw new Error(`no colour ${one} or ${other}`);
    return contrast(left, right);
  };

  test.each(textPairs)("%s on %s is readable text", (ink, paper) => {
    expect(ratio(ink, paper)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)("%s on %s is a visible edge", (edge, paper) => {
    expect(ratio(edge, paper)).toBeGreaterThanOrEqual(3);
  });
});
