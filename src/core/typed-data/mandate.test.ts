import { TypedDataEncoder } from "ethers";
import { expect, test } from "vitest";
import { buildMandate } from "@/core/mandate/mandate.build";
import { typedDataDigest } from "@/core/typed-data/hash-struct";
import {
  mandateHash,
  mandateRevocationTypedData,
  mandateTypedData,
  marketDomain,
} from "@/core/typed-data/mandate";

const domain = marketDomain(31_337, `0x${"77".repeat(20)}`);
const mutable = (types: object) => JSON.parse(JSON.stringify(types));
const mandate = buildMandate({ sellers: [`0x${"01".repeat(20)}`, `0x${"02".repeat(20)}`] });

test("a mandate's hash and digest are those of EIP-712 as ethers computes them", () => {
  const data = mandateTypedData(domain, mandate);
  const types = mutable(data.types);
  expect(mandateHash(mandate)).toBe(TypedDataEncoder.hashStruct("Mandate", types, mandate));
  expect(typedDataDigest(data)).toBe(TypedDataEncoder.hash(domain, types, mandate));
});

test("a revocation carries the whole mandate", () => {
  const data = mandateRevocationTypedData(domain, { mandate, expiry: 1_790_000_000 });
  const digest = TypedDataEncoder.hash(domain, mutable(data.types), data.message);
  expect(typedDataDigest(data)).toBe(digest);
});
