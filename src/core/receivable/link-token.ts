import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Hash under which a link's token is stored: SHA-256 of its text, 64 lower-case hex digits. */
export const tokenHashOf = (token: string): string => bytesToHex(sha256(utf8ToBytes(token)));
