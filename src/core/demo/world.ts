import type { LicenceClass } from "@/core/licence/licence-class";
import type { ONBOARDED_KINDS } from "@/core/organisation/draft";
import type { Custody } from "@/core/organisation/organisation";
import { DEMO_PASSWORD, demoSignIns, practiceKeys } from "./demo";

export type DemoLicence = {
  readonly class: LicenceClass;
  readonly number: string;
  readonly regulator: string;
  /** Last calendar date on which it holds. */
  readonly lastDate: string;
};

export type DemoOrganisation = {
  readonly kind: (typeof ONBOARDED_KINDS)[number];
  readonly name: string;
  readonly legalId: string;
  readonly country: string;
  readonly custody: Custody;
  /** The key of its own wallet, for custody `wallet`. */
  readonly walletKey?: string;
  readonly licence?: DemoLicence;
};

/** The organisations of the practice world; each has the members that demoSignIns name for it. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    kind: "seller",
    name: "Harbour Lane Trading",
    legalId: "HK-2841907",
    country: "HK",
    custody: "platform",
  },
  {
    kind: "seller",
    name: "Kowloon Bright Supplies",
    legalId: "HK-3017552",
    country: "HK",
    custody: "platform",
  },
  {
    kind: "warehouse",
    name: "Rotterdam Quay Logistics",
    legalId: "NL-24385561",
    country: "NL",
    custody: "platform",
  },
  {
    kind: "lender",
    name: "Victoria Bank",
    legalId: "HK-0000417",
    country: "HK",
    custody: "platform",
    licence: {
      class: "authorised-institution",
      number: "B-0417",
      regulator: "Hong Kong Monetary Authority",
      lastDate: "2029-12-31",
    },
  },
  {
    kind: "lender",
    name: "Tai Mo Credit Fund",
    legalId: "KY-338120",
    country: "HK",
    custody: "wallet",
    walletKey: practiceKeys.lender.privateKey,
    licence: {
      class: "fund",
      number: "BQF-119",
      regulator: "Securities and Futures Commission",
      lastDate: "2029-12-31",
    },
  },
  {
    kind: "lender",
    name: "Causeway Lapsed Finance",
    legalId: "HK-1190023",
    country: "HK",
    custody: "platform",
    licence: {
      class: "money-lender",
      number: "ML-0932/2024",
      regulator: "Licensing Court of Hong Kong",
      lastDate: "2025-06-30",
    },
  },
  {
    kind: "lender",
    name: "Peak Unlicensed Capital",
    legalId: "HK-2990718",
    country: "HK",
    custody: "platform",
  },
];

/** The platform and its two administrators. */
export const demoFounding = () => {
  const [first, second] = demoSignIns.filter(({ persona }) => persona === "platform");
  if (!first || !second) throw new Error("The practice world needs two administrators.");
  const founder = ({ email, name }: typeof first) => ({ email, name, password: DEMO_PASSWORD });
  return {
    organisationName: first.organisation,
    founders: [founder(first), founder(second)] as const,
  };
};

/** Buyers that the first demo seller knows already; more come with its orders. */
export const demoBuyers = [
  { key: "name:nordlicht handels gmbh", name: "Nordlicht Handels GmbH", country: "DE" },
  { key: "name:maison verdier sas", name: "Maison Verdier SAS", country: "FR" },
] as const;

/** Coins each demo lender and the practice buyer begin with, per currency, in minor units. */
export const DEMO_LENDER_MINOR = 50_000_000_000_000n;
export const DEMO_BUYER_MINOR = 20_000_000_000_000n;
