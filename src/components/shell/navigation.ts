import type { IconName } from "@/components/ui/icon-names";

export type Persona = "seller" | "lender" | "warehouse" | "buyer" | "admin";

export type NavItem = { href: string; word: string; icon: IconName };

/** What stands at the left, by persona: the questions each comes with, in the order they ask them. */
export const navigation: Record<Persona, NavItem[]> = {
  seller: [
    { href: "/home", word: "Home", icon: "house" },
    { href: "/imports", word: "Import", icon: "upload" },
    { href: "/orders", word: "Orders", icon: "package" },
    { href: "/receivables", word: "Receivables", icon: "receipt-text" },
  ],
  lender: [
    { href: "/home", word: "Home", icon: "house" },
    { href: "/market", word: "Market", icon: "scale" },
    { href: "/positions", word: "Positions", icon: "hand-coins" },
  ],
  warehouse: [
    { href: "/home", word: "Home", icon: "house" },
    { href: "/confirmations", word: "To confirm", icon: "package-check" },
    { href: "/history", word: "History", icon: "history" },
  ],
  buyer: [{ href: "/home", word: "Home", icon: "house" }],
  admin: [
    { href: "/home", word: "Home", icon: "house" },
    { href: "/repayments", word: "Repayments", icon: "chart-column" },
    { href: "/organisations", word: "Organisations", icon: "building-2" },
    { href: "/approvals", word: "Approvals", icon: "badge-check" },
    { href: "/operations", word: "Operations", icon: "activity" },
    { href: "/audit", word: "Audit trail", icon: "history" },
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
