import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Seal } from "@/ports/seal";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A seal over one 32-byte key, given as 64 hex digits. `about` is authenticated, not stored. */
export const sealWith = (keyHex: string): Seal => {
  const key = Buffer.from(keyHex, "hex");
  if (key.length !== 32) throw new Error("The keystore key must be 64 hex digits.");
  return {
    close: (plain, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(about, "utf8"));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return [iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url")).join(".");
    },
    open: (sealed, about) => {
      const [iv, tag, text] = sealed.split(".").map((part) => Buffer.from(part, "base64url"));
      if (!iv || !tag || !text || iv.length !== IV_BYTES || tag.length !== TAG_BYTES)
        throw new Error("The sealed text is damaged.");
      const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about, "utf8"))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]);
    },
  };
};
