import type { IconName } from "@/components/ui/icon-names";

export type Persona = "seller" | "lender" | "warehouse" | "admin";

export type NavItem = { href: string; word: string; icon: IconName };

/** What stands at the left, by persona: the questions each comes with, in the order they ask them. */
export const navigation: Record<Persona, NavItem[]> = {
  seller: [
    { href: "/seller", word: "Home", icon: "house" },
    { href: "/seller/imports", word: "Import", icon: "upload" },
    { href: "/seller/orders", word: "Orders", icon: "package" },
    { href: "/seller/receivables", word: "Receivables", icon: "receipt-text" },
  ],
  lender: [
    { href: "/lender/market", word: "Market", icon: "scale" },
    { href: "/lender/portfolio", word: "Portfolio", icon: "hand-coins" },
  ],
  warehouse: [
    { href: "/warehouse", word: "To confirm", icon: "package-check" },
    { href: "/warehouse/history", word: "History", icon: "history" },
  ],
  admin: [
    { href: "/admin/repayments", word: "Repayments", icon: "chart-column" },
    { href: "/admin/organisations", word: "Organisations", icon: "building-2" },
    { href: "/admin/health", word: "Health", icon: "activity" },
  ],
};

/** Open to everybody, signed in or not. */
export const publicNavigation: NavItem[] = [
  { href: "/verify", word: "Verify", icon: "shield-check" },
];

/** The item that a path belongs to: the longest address that starts it. */
export const currentItem = (items: readonly NavItem[], path: string): NavItem | undefined =>
  items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((left, right) => right.href.length - left.href.length)[0];
