import type { NavItem } from "./navigation";

const HASH = /^0x[0-9a-f]{6,64}$/i;

/** What the palette offers for a text: pages whose words start with it, and a check of a hash or reference. */
export const paletteMatches = (items: readonly NavItem[], text: string): NavItem[] => {
  const wanted = text.trim().toLowerCase();
  const pages = items.filter(({ word }) =>
    word
      .toLowerCase()
      .split(" ")
      .concat(word.toLowerCase())
      .some((part) => part.startsWith(wanted)),
  );
  if (!HASH.test(wanted)) return pages;
  const check: NavItem = {
    href: `/verify?q=${encodeURIComponent(text.trim())}`,
    word: "Check this on chain",
    icon: "shield-check",
  };
  return [check, ...pages];
};
