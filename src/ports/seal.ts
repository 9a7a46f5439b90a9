/** Encrypts small secrets for the database; `about` binds a cipher text to what it belongs to. */
export type Seal = {
  /** Answers AES-256-GCM cipher text as base64url parts iv.tag.text. */
  readonly close: (plain: Uint8Array, about: string) => string;
  /** @throws Error when the text was altered, belongs to something else or the key is wrong. */
  readonly open: (cipher: string, about: string) => Uint8Array;
};
