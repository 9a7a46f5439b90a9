import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Facts } from "@/components/ui/section";
import { kindWord } from "@/core/organisation/draft";
import type { Custody } from "@/core/organisation/organisation";
import type { OrganisationKind } from "@/core/scope/scope";

export type OrganisationFactsProps = {
  organisation: {
    kind: OrganisationKind;
    number: number;
    legalId: string | null;
    country: string | null;
    custody: Custody;
    account: string | null;
    createdAt: Date;
  };
};

/** What an organisation is, in labels and values. */
export function OrganisationFacts({ organisation }: OrganisationFactsProps) {
  const { kind, number, legalId, country, custody, account, createdAt } = organisation;
  return (
    <Facts
      columns={3}
      facts={[
        { label: "Kind", value: kindWord[kind] },
        { label: "Registration number", value: legalId ?? "Not given" },
        { label: "Country", value: country ?? "Not given" },
        { label: "Number on chain", value: <span className="figures">{number}</span> },
        {
          label: "Account on chain",
          value: account ? <Hash value={account} what="address" /> : "None yet",
        },
        {
          label: "Who keeps its key",
          value: custody === "platform" ? "The platform" : "Its own wallet",
        },
        { label: "Entered", value: <Moment at={createdAt} /> },
      ]}
    />
  );
}
