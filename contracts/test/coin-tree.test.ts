import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Interface } from "ethers";
import {
  businessCalendarAbi,
  orderLogAbi,
  reserveAttestationsAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";

const here = import.meta.dirname;
const read = (name: string): string => readFileSync(join(here, name), "utf8");

/** What every administered contract inherits. */
const INHERITED = new Set(["setAuthority"]);

const contracts = {
  SettlementCoin: settlementCoinAbi,
  ReserveAttestations: reserveAttestationsAbi,
  BusinessCalendar: businessCalendarAbi,
  OrderLog: orderLogAbi,
};

const lines = read("coin.tree")
  .split("\n")
  .slice(2)
  .filter((line) => line !== "");
const heads = lines.filter((line) => !line.startsWith(" "));
const leaves = lines.filter((line) => line.startsWith("  ")).map((line) => line.split(" -> ")[1]);

const files = readdirSync(here);
const solidity = files.filter((name) => name.endsWith(".t.sol")).map(read);
const inSolidity = new Set(
  solidity.flatMap((text) =>
    [...text.matchAll(/function test(?:Fuzz)?_(\w+)\(/g)].map(([, name]) => name),
  ),
);
const typescript = files.filter((name) => /^coin-.*\.test\.ts$/.test(name)).map(read);

/** Titles as they are written; a form of the signature stands in its place. */
const titles = new Set(
  typescript.flatMap((text) =>
    [...text.matchAll(/\btest\(\s*[`"]([^`"]+)[`"]/g)].flatMap(([, title = ""]) =>
      ["v, r, s", "bytes"].map((form) => title.replace(`\${form}`, form)),
    ),
  ),
);

describe("the tree of the coin's cases", () => {
  test("has every function that changes something", () => {
    for (const [name, abi] of Object.entries(contracts)) {
      new Interface(abi).forEachFunction((each) => {
        if (each.constant || INHERITED.has(each.name)) return;
        assert.ok(heads.includes(`${name}.${each.name}`), `${name}.${each.name} is missing`);
      });
    }
  });

  test("names no function twice and none that is not there", () => {
    assert.equal(new Set(heads).size, heads.length);
    for (const head of heads) {
      const [name = "", method = ""] = head.split(".");
      const face = new Interface(contracts[name as keyof typeof contracts]);
      let found = false;
      face.forEachFunction((each) => {
        found ||= each.name === method;
      });
      assert.ok(found, head);
    }
  });

  test("every case has its test", () => {
    assert.ok(leaves.length > 150);
    for (const leaf of leaves) {
      const quoted = /^"(.*)"$/.exec(leaf ?? "")?.[1];
      const has = quoted === undefined ? inSolidity.has(leaf) : titles.has(quoted);
      assert.ok(has, `there is no test ${leaf}`);
    }
  });
});
