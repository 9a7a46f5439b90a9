import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Hash under which a link's token is stored: SHA-256 of its text, 64 lower-case hex digits. */
export const tokenHashOf = (token: string): string => bytesToHex(sha256(utf8ToBytes(token)));

/** The token of a link as it stands in the address: random bytes as base64url without padding. */
export const tokenOf = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
