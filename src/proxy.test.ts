import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { PAGE_HEADER } from "@/core/session/session";
import { config, proxy } from "./proxy";

test("a page learns its own address, whatever the browser claims", () => {
  const request = new NextRequest("http://localhost/orders?page=2&q=a%20b", {
    headers: { [PAGE_HEADER]: "/approvals" },
  });
  const passed = proxy(request).headers;
  expect(passed.get(`x-middleware-request-${PAGE_HEADER}`)).toBe("/orders?page=2&q=a%20b");
});

test("every page has a policy with a number of its own, which the pages learn too", () => {
  const policies = [1, 2].map(() => {
    const passed = proxy(new NextRequest("http://localhost/orders")).headers;
    const policy = passed.get("content-security-policy");
    expect(passed.get("x-middleware-request-content-security-policy")).toBe(policy);
    return policy ?? "";
  });
  expect(policies[0]).toMatch(/script-src 'nonce-[\w+/=]{40,}' 'strict-dynamic'/);
  expect(policies[0]).not.toBe(policies[1]);
});

test.each<[string, boolean]>([
  ["/", true],
  ["/receivables/0xab", true],
  ["/api/uploads", false],
  ["/_next/static/chunk.js", false],
  ["/icons.svg", false],
  ["/wp-login.php", true],
  ["/receivables/a.svg", true],
])("%s passes by: %s", (path, passes) => {
  expect(config.matcher.some((each) => new RegExp(`^${each}$`).test(path))).toBe(passes);
});
