import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { budgetOf, discoverRoutes, isOf, viewersOf } from "./routes";

const folder = mkdtempSync(join(tmpdir(), "routes-"));
afterAll(() => rmSync(folder, { recursive: true }));

const plant = (path: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), "");
};

test("finds every page and nothing else", () => {
  for (const path of [
    "page.tsx",
    "layout.tsx",
    "(people)/seller/orders/page.tsx",
    "(people)/seller/orders/[id]/page.tsx",
    "seller/orders/_parts/page.tsx",
    "api/health/page.tsx",
    "styleguide/page.tsx",
  ]) {
    plant(path);
  }
  expect(discoverRoutes(folder)).toEqual(["/", "/seller/orders", "/seller/orders/[id]"]);
});

test("an address belongs to its own route before it belongs to a pattern", () => {
  const routes = ["/seller/orders/[id]", "/seller/orders/new", "/docs/[...path]"];
  expect(isOf("/seller/orders/[id]", "/seller/orders/42", routes)).toBe(true);
  expect(isOf("/seller/orders/[id]", "/seller/orders/new", routes)).toBe(false);
  expect(isOf("/seller/orders/[id]", "/seller/orders/42/lines", routes)).toBe(false);
  expect(isOf("/docs/[...path]", "/docs/a/b", routes)).toBe(true);
});

test("personas and budgets follow the address", () => {
  expect(viewersOf("/")).toEqual(["visitor"]);
  expect(viewersOf("/pay/[token]")).toEqual(["visitor"]);
  expect(viewersOf("/organisations/[id]")).toEqual(["platform"]);
  expect(viewersOf("/home")).toContain("warehouse");
  expect(viewersOf("/account")).toEqual(["seller"]);
  expect(budgetOf("/verify")).toBe(145);
  expect(budgetOf("/orders")).toBe(170);
});
