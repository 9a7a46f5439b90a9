import type { SourceFile, Stray } from "./source";

/** Built from pieces, so that this file does not hold the words it looks for. */
const word = (...pieces: string[]): string => pieces.join("");

type Banned = { pattern: RegExp; instead: string };

const BANNED: Banned[] = [
  {
    pattern: new RegExp(`\\b(${word("TO", "DO")}|${word("FIX", "ME")}|${word("X", "XX")})\\b`),
    instead: "do it now, or leave it out",
  },
  {
    pattern: new RegExp(`\\b${word("white", "list")}`, "i"),
    instead: '"allow-list"',
  },
  {
    pattern: new RegExp(word("lorem", " ipsum"), "i"),
    instead: "the words a person will read",
  },
  {
    pattern: new RegExp(`(?<![\\w.])/${word("wo", "rk")}/`),
    instead: "a path from the project's folder",
  },
  {
    pattern: new RegExp(
      `\\b(${word("regis", "try")}|${word("pro", "xy")})\\.[a-z0-9-]+\\.[a-z]{2,}`,
    ),
    instead: "no address of a package registry",
  },
  {
    pattern: new RegExp(`@ts-(${word("ign", "ore")}|nocheck)`),
    instead: "mend what the compiler found",
  },
];

/** Words that do not belong here, each with what to write instead. */
export const wordStrays = (files: SourceFile[]): Stray[] =>
  files.flatMap(({ path, text }) =>
    BANNED.flatMap(({ pattern, instead }) => {
      const found = pattern.exec(text);
      if (!found) return [];
      const line = text.slice(0, found.index).split("\n").length;
      return [{ path, rule: "word", says: `line ${line} says "${found[0]}": write ${instead}` }];
    }),
  );
