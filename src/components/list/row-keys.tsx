"use client";

import { useEffect } from "react";

const rowLinks = (): HTMLElement[] =>
  Array.from(document.querySelectorAll<HTMLElement>("[data-keyboard-rows] [data-row-link]"));

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]") !== null;

/** Up and down (or k and j) walk the rows of a list; Enter follows the row's own link. */
export function RowKeys() {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
      if (step === undefined || typing(event.target)) return;
      const links = rowLinks();
      const at = links.indexOf(document.activeElement as HTMLElement);
      if (at < 0 && event.key.startsWith("Arrow") && document.activeElement !== document.body)
        return;
      const next = links[at < 0 ? 0 : at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, []);
  return null;
}
