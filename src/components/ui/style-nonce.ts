"use client";

/**
 * Lets the style that an open dialog puts into the page's head, so that nothing behind it scrolls, carry the number of
 * this page: the content policy admits no other. The library that makes it looks for the number under this name.
 */
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}
