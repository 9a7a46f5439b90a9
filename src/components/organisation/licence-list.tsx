import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { LicenceState } from "@/core/licence/licence";
import type { LicenceClass } from "@/core/licence/licence-class";
import { classWord } from "@/core/licence/licence-class";
import { lastDateOf } from "./organisation-table";
import { ProposeButton } from "./propose-button";

export type LicenceLine = {
  id: string;
  class: LicenceClass;
  number: string;
  regulator: string;
  expiresAt: Date;
  state: LicenceState;
};

export type LicenceListProps = {
  organisationId: string;
  licences: LicenceLine[];
  /** Whether the reader may propose a revocation. */
  mayPropose: boolean;
};

const columns: Column<LicenceLine>[] = [
  { key: "number", head: "Licence", card: "lead", cell: ({ number }) => number },
  { key: "class", head: "Class", cell: (licence) => classWord[licence.class] },
  { key: "regulator", head: "Regulator", cell: ({ regulator }) => regulator },
  {
    key: "until",
    head: "Holds until",
    nowrap: true,
    cell: ({ expiresAt }) => <DateText date={lastDateOf(expiresAt)} />,
  },
  {
    key: "state",
    head: "State",
    cell: ({ state }) => <StatusChip subject="licence" state={state} />,
  },
];

/** A lender's licences, newest expiry first; an expired one shows as such by itself. */
export function LicenceList({ organisationId, licences, mayPropose }: LicenceListProps) {
  const act: Column<LicenceLine> = {
    key: "act",
    head: "Change",
    cell: ({ id, number, state }) =>
      state === "revoked" ? (
        ""
      ) : (
        <ProposeButton
          organisationId={organisationId}
          change={{ kind: "licence.revoke", licenceId: id }}
          word="Propose to revoke"
          effect={`Licence ${number} no longer holds, now and on chain. What the lender holds is still repaid.`}
          danger
        />
      ),
  };
  return (
    <DataTable
      bare
      caption="Licences"
      columns={mayPropose ? [...columns, act] : columns}
      rows={licences}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="landmark" title="No licence yet">
          Without a licence in force a lender can look but not fund.
        </EmptyState>
      }
    />
  );
}
