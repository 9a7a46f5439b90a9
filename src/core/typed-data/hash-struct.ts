import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Hex, TypedData, TypedField } from "@/core/typed-data/typed-data";

type Types = Readonly<Record<string, readonly TypedField[]>>;

/** keccak-256 of bytes as 0x hex. */
export const keccakHex = (bytes: Uint8Array): Hex => `0x${bytesToHex(keccak_256(bytes))}`;

/** Bytes of a 0x hex string. Throws when it is not hex. */
export const bytesOf = (hex: Hex): Uint8Array => hexToBytes(hex.slice(2));

/** A 32-byte big-endian word; negative numbers in two's complement. Throws outside 256 bits. */
export const wordOf = (value: bigint): Uint8Array => {
  if (value >= 2n ** 256n || value < -(2n ** 255n)) throw new RangeError("outside 256 bits");
  return hexToBytes(BigInt.asUintN(256, value).toString(16).padStart(64, "0"));
};

/** keccak256(abi.encode(...)) of values that each fill one word: hex is padded on the left, as addresses are. */
export const hashWords = (...values: readonly (Hex | bigint)[]): Hex =>
  keccakHex(concatBytes(...values.map((value) => wordOf(BigInt(value)))));

const typeText = (types: Types, name: string): string =>
  `${name}(${(types[name] ?? []).map((field) => `${field.type} ${field.name}`).join(",")})`;

const encodeType = (types: Types, primary: string): string => {
  const others = Object.keys(types)
    .filter((name) => name !== primary)
    .sort();
  return [primary, ...others].map((name) => typeText(types, name)).join("");
};

const encodeValue = (types: Types, type: string, value: unknown): Uint8Array => {
  if (type.endsWith("[]")) {
    const items = (value as readonly unknown[]).map((item) =>
      encodeValue(types, type.slice(0, -2), item),
    );
    return keccak_256(concatBytes(...items));
  }
  const own = types[type];
  if (own) return bytesOf(hashStruct(types, type, value as object));
  if (type === "string") return keccak_256(utf8ToBytes(String(value)));
  if (type === "bool") return wordOf(value ? 1n : 0n);
  return wordOf(BigInt(value as Hex | bigint | number));
};

const reachable = (types: Types, name: string, seen: Record<string, readonly TypedField[]>) => {
  const own = types[name];
  if (!own || seen[name]) return seen;
  seen[name] = own;
  for (const field of own) reachable(types, field.type.replace("[]", ""), seen);
  return seen;
};

/** EIP-712 `hashStruct` for structs of one-word values, strings, arrays and other structs. */
export const hashStruct = (types: Types, primary: string, message: object): Hex => {
  const own = reachable(types, primary, {});
  const values = message as Readonly<Record<string, unknown>>;
  const words = (own[primary] ?? []).map((field) =>
    encodeValue(own, field.type, values[field.name]),
  );
  return keccakHex(concatBytes(keccak_256(utf8ToBytes(encodeType(own, primary))), ...words));
};

const DOMAIN: Types = {
  EIP712Domain: [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
    { name: "verifyingContract", type: "address" },
  ],
};

/** The 32 bytes that a signature over typed data signs. */
export const typedDataDigest = (data: TypedData<object>): Hex =>
  keccakHex(
    concatBytes(
      new Uint8Array([0x19, 0x01]),
      bytesOf(hashStruct(DOMAIN, "EIP712Domain", data.domain)),
      bytesOf(hashStruct(data.types, data.primaryType, data.message)),
    ),
  );
