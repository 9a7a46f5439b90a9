import type { Custody } from "@/core/organisation/organisation";
import type { OrganisationKind } from "@/core/scope/scope";

/** Kinds that an administrator brings in; buyers come with a seller's orders, the platform is there. */
export const ONBOARDED_KINDS = [
  "seller",
  "lender",
  "warehouse",
] as const satisfies readonly OrganisationKind[];

/** What an administrator enters about a new organisation. */
export type OrganisationDraft = {
  readonly kind: (typeof ONBOARDED_KINDS)[number] | "platform" | "buyer";
  readonly name: string;
  readonly legalId: string | null;
  /** ISO 3166 two letters. */
  readonly country: string | null;
  readonly custody: Custody;
};

/** Each kind of organisation as people call it. */
export const kindWord: Record<OrganisationKind, string> = {
  seller: "Seller",
  lender: "Lender",
  warehouse: "Warehouse",
  buyer: "Buyer",
  platform: "Platform",
};

/** Names as they are stored: one spelling of spaces and letters, no control or direction signs. */
export const cleanName = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .replace(/\s+/g, " ");
