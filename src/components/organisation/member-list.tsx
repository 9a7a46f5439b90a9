import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { MemberRole } from "@/core/scope/scope";
import { MemberRoleControl } from "./member-role-control";

export type MemberLine = {
  userId: string;
  name: string;
  email: string | null;
  wallet: string | null;
  role: MemberRole;
  createdAt: Date;
};

export type MemberListProps = {
  organisation: { id: string; name: string };
  people: MemberLine[];
  /** Whether the reader may change roles here. */
  mayChange: boolean;
  /** Roles that can act need a second administrator here. */
  byApproval: boolean;
};

/** Who belongs to an organisation and what they may do. */
export function MemberList({ organisation, people, mayChange, byApproval }: MemberListProps) {
  const columns: Column<MemberLine>[] = [
    { key: "name", head: "Name", card: "lead", cell: ({ name }) => name },
    { key: "email", head: "Email", cell: ({ email }) => email ?? "" },
    {
      key: "wallet",
      head: "Wallet",
      cell: ({ wallet }) => (wallet ? <Hash value={wallet} what="address" /> : "None"),
    },
    { key: "since", head: "Since", cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      key: "role",
      head: "Role",
      cell: ({ userId, name, role }) =>
        mayChange ? (
          <MemberRoleControl
            organisation={organisation}
            person={{ userId, name }}
            role={role}
            byApproval={byApproval}
          />
        ) : (
          role
        ),
    },
  ];
  return (
    <DataTable
      bare
      caption="Members"
      columns={columns}
      rows={people}
      rowKey={({ userId }) => userId}
      empty={
        <EmptyState icon="building-2" title="Nobody yet">
          Add the first administrator of this organisation.
        </EmptyState>
      }
    />
  );
}
