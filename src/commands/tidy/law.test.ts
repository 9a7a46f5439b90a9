import { describe, expect, test } from "vitest";
import { cycleStrays } from "./cycles";
import { importStrays } from "./rooms";
import { impureStrays, lengthStrays, nameStrays } from "./shape";
import { codeLines, importsOf } from "./source";
import { wordStrays } from "./words";

const file = (path: string, text: string) => ({ path, text });

describe("imports", () => {
  test.each([
    ["src/core/invoice/approve.ts", 'import { pool } from "@/adapters/db/pool";'],
    ["src/core/invoice/approve.ts", 'import type { Pool } from "../../adapters/db/pool";'],
    ["src/core/invoice/approve.ts", 'export { pool } from "@/adapters/db/pool";'],
    ["src/core/invoice/approve.ts", 'type P = import("@/adapters/db/pool").Pool;'],
    ["src/core/invoice/approve.ts", 'const load = () => import("@/adapters/db/pool");'],
    ["src/core/invoice/approve.ts", 'import { readFile } from "node:fs/promises";'],
    ["src/core/invoice/approve.ts", 'import { ethers } from "ethers";'],
    ["src/ports/clock.ts", 'import { z } from "zod";'],
    ["src/usecases/invoice/approve-invoice.ts", 'import { env } from "@/env";'],
    ["src/usecases/invoice/approve-invoice.ts", 'import { prisma } from "@/adapters/db/prisma";'],
    ["src/adapters/db/pool.ts", 'import { signer } from "@/adapters/chain/signer";'],
    ["src/adapters/mail/send.ts", 'import { pool } from "../db/pool";'],
    ["src/adapters/mail/send.ts", 'import { PrismaClient } from "@/adapters/db/generated/client";'],
    ["src/adapters/mail/send.ts", 'import { PrismaClient } from "@prisma/client";'],
    ["src/adapters/db/pool.ts", 'import { ethers } from "ethers";'],
    ["src/trpc/offer-router.ts", 'import { wire } from "@/wire";'],
    ["src/workers/main.ts", 'import { root } from "@/trpc/root";'],
    ["src/components/ui/button.tsx", 'import { caller } from "@/trpc/server";'],
    ["src/components/ui/button.tsx", 'import { ethers } from "ethers";'],
    ["src/app/orders/page.tsx", 'import { wire } from "@/wire";'],
    ["src/app/orders/page.tsx", 'import { pool } from "@/adapters/db/pool";'],
    ["src/usecases/invoice/approve.test.ts", 'import { pool } from "@/adapters/db/pool";'],
    ["src/lib/anything.ts", "export const x = 1;"],
    ["contracts/deploy/deploy.ts", 'import { pool } from "../../src/adapters/db/pool";'],
    ["e2e/journeys/life.spec.ts", 'import { wire } from "../../src/wire";'],
  ])("%s may not hold %s", (path, text) => {
    expect(importStrays([file(path, text)])).toHaveLength(1);
  });

  test.each([
    ["src/core/invoice/approve.ts", 'import type { Money } from "@/core/money";'],
    ["src/core/invoice/approve.ts", '// import { pool } from "@/adapters/db/pool";'],
    ["src/core/invoice/approve.ts", "export const text = 'import x from \"ethers\"';"],
    ["src/adapters/db/pool.ts", 'import pg from "pg"; import { env } from "@/env";'],
    ["src/adapters/db/pool.db.test.ts", 'import { wire } from "@/wire";'],
    ["src/app/api/health/route.ts", 'import { wire } from "@/wire";'],
    ["src/commands/stack.ts", 'import { deploy } from "../../contracts/deploy/deploy";'],
  ])("%s may hold %s", (path, text) => {
    expect(importStrays([file(path, text)])).toEqual([]);
  });

  test("are found in every form, and not in comments and strings", () => {
    const text = `
      import a, { type B } from "a"; import type { C } from "c"; import "side";
      export * from "d"; export { e } from "e";
      const f = await import("f"); type G = import("g").G;
      // import "no"
      const s = \`import "no" from "no"\`;
      const jsx = <p>import "no"</p>;`;
    expect(importsOf(file("x.tsx", text)).sort()).toEqual(["a", "c", "d", "e", "f", "g", "side"]);
  });
});

describe("cycles", () => {
  test("are found through types, aliases and later imports", () => {
    const files = [
      file("src/core/a.ts", 'import type { B } from "./b";'),
      file("src/core/b.ts", 'import { c } from "@/core/deep/c";'),
      file("src/core/deep/c.ts", 'const later = () => import("../a");'),
      file("src/core/d.ts", 'import type { B } from "./b";'),
    ];
    const [stray, ...others] = cycleStrays(files);
    expect(stray?.says).toContain(
      "src/core/a.ts -> src/core/b.ts -> src/core/deep/c.ts -> src/core/a.ts",
    );
    expect(others).toEqual([]);
    expect(cycleStrays(files.slice(1))).toEqual([]);
  });
});

describe("shape", () => {
  test("counts code, not comments or empty lines", () => {
    const text = '// one\n\nconst a = "// no comment";\n/* two\nthree */\nconst b = 1; // four\n';
    expect(codeLines(file("a.ts", text))).toBe(2);
    const solidity = 'contract A {\n  // one\n  string s = "//";\n\n  /* two\n */\n}\n';
    expect(codeLines(file("A.sol", solidity))).toBe(3);
  });

  test.each([
    ["src/core/long.ts", 401],
    ["src/app/orders/page.tsx", 81],
    ["src/app/page.tsx", 81],
    ["contracts/Long.sol", 401],
    ["contracts/mocks/Long.sol", 401],
    ["contracts/interfaces/ILong.sol", 401],
    ["contracts/test/long.ts", 401],
  ])("%s may not hold %i lines", (path, lines) => {
    const text = (count: number) => "let a;\n".repeat(count);
    expect(lengthStrays([file(path, text(lines))])).toHaveLength(1);
    expect(lengthStrays([file(path, text(lines - 1))])).toEqual([]);
  });

  test("a comment is as long as code, but not on a page", () => {
    const text = "// one\n".repeat(401);
    expect(lengthStrays([file("src/core/long.ts", text)])).toHaveLength(1);
    expect(lengthStrays([file("contracts/Long.sol", text)])).toHaveLength(1);
    expect(lengthStrays([file("src/app/page.tsx", text)])).toEqual([]);
  });

  test.each([
    "src/core/invoice/index.ts",
    "src/core/utils/money.ts",
    "src/adapters/db/helpers.ts",
    "src/usecases/service/approve.ts",
    "src/app/orders/route.ts",
  ])("%s is no name", (path) => expect(nameStrays([file(path, "")])).toHaveLength(1));

  test.each([
    ["src/core/a.ts", "export const now = () => Date.now();"],
    ["src/usecases/a.ts", "const at = new Date();"],
    ["src/core/a.ts", "const id = crypto.randomUUID();"],
    ["src/adapters/db/a.ts", "const url = process.env.DATABASE_URL;"],
    ["src/components/ui/a.tsx", "const url = process.env.NEXT_PUBLIC_URL;"],
  ])("%s may not hold %s", (path, text) => {
    expect(impureStrays([file(path, text)])).toHaveLength(1);
    expect(impureStrays([file(path, `// ${text}`)])).toEqual([]);
  });
});

describe("words", () => {
  test.each([
    `// ${"TO"}DO later`,
    `a ${"white"}list of buyers`,
    `see /${"work"}/notes`,
    `https://${"registry"}.example.org/x`,
    `// @ts-${"ignore"}`,
  ])("%s is found", (text) => expect(wordStrays([file("README.md", text)])).toHaveLength(1));

  test("say where they are and what to write", () => {
    expect(wordStrays([file("a.md", `x\n${"white"}list`)])[0]?.says).toContain("line 2");
  });

  test("leave ordinary words alone", () => {
    const bench = ["work", "shop"].join("/");
    const text = `https://example.org/${bench} of a frame/${bench}; the registry. A proxy.`;
    expect(wordStrays([file("README.md", text)])).toEqual([]);
  });
});
