import { describe, expect, test } from "vitest";
import { answerHeaders, cleanHeaders } from "./headers";

const cleaned = (
  headers: Record<string, string | undefined>,
  trustedProxies = 0,
): Record<string, string | undefined> => {
  const copy = { ...headers };
  cleanHeaders(copy, { socket: "192.0.2.9", trustedProxies, id: "request-1" });
  return copy;
};

describe("who sends a request", () => {
  test.each<[string, number, string]>([
    ["", 0, "192.0.2.9"],
    ["203.0.113.1", 0, "192.0.2.9"],
    ["203.0.113.1", 1, "203.0.113.1"],
    ["198.51.100.7, 203.0.113.1", 1, "203.0.113.1"],
    ["198.51.100.7, 203.0.113.1", 2, "198.51.100.7"],
    ["203.0.113.1", 5, "203.0.113.1"],
    [" , ", 2, "192.0.2.9"],
  ])('"%s" behind %i proxies is %s', (said, proxies, address) => {
    expect(cleaned({ "x-forwarded-for": said }, proxies)["x-forwarded-for"]).toBe(address);
  });
});

test("what only a proxy or the framework may say is taken out", () => {
  const forged = {
    "x-middleware-subrequest": "src/proxy:src/proxy",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-request-id": "mine",
    "x-real-ip": "203.0.113.1",
    "x-file-name": "orders.csv",
    cookie: "a=b",
  };
  expect(cleaned(forged)).toEqual({
    "x-file-name": "orders.csv",
    cookie: "a=b",
    "x-forwarded-for": "192.0.2.9",
    "x-request-id": "request-1",
  });
});

test("a proxy that is trusted may say under which name it was reached", () => {
  const said = { "x-forwarded-host": "quaynote.example", "x-forwarded-proto": "https" };
  expect(cleaned(said, 1)).toMatchObject(said);
});

test("only an encrypted site asks to be visited encrypted", () => {
  expect(answerHeaders(true)).toHaveProperty("strict-transport-security");
  expect(answerHeaders(false)).not.toHaveProperty("strict-transport-security");
});
