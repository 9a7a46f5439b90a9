import Link from "next/link";
import { DateText, Moment } from "@/components/date/date-text";
import { lastDateOf } from "@/components/organisation/organisation-table";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";
import { type Proposal, proposalWord } from "@/core/approval/approval";
import { DecideButtons } from "./decide-buttons";

export type ApprovalLine = {
  id: string;
  proposal: Proposal;
  organisation: { id: string; name: string };
  effect: string;
  reason: string;
  state: "open" | "approved" | "rejected";
  maker: { id: string; name: string };
  checker: { name: string } | null;
  createdAt: Date;
  decidedAt: Date | null;
};

export type ApprovalListProps = {
  rows: ApprovalLine[];
  me: { id: string; mayDecide: boolean };
};

const chips = {
  open: { tone: "attention", word: "Waits for approval" },
  approved: { tone: "fine", word: "Approved" },
  rejected: { tone: "neutral", word: "Rejected" },
} as const;

/** Why this reader cannot decide a proposal; null when they can. */
const hindrance = (row: ApprovalLine, me: ApprovalListProps["me"]): string | null => {
  if (!me.mayDecide) return "Only a checker or administrator can decide.";
  if (row.maker.id === me.id) return "You proposed this, so somebody else must decide it.";
  return null;
};

/** Proposals with their exact effect, who proposed them and why, and the decision. */
export function ApprovalList({ rows, me }: ApprovalListProps) {
  if (rows.length === 0)
    return (
      <Card flush>
        <EmptyState icon="badge-check" title="No proposals here">
          Changes to organisations, licences and administrators stand here until a second
          administrator has decided.
        </EmptyState>
      </Card>
    );
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Card>
            <ApprovalCard row={row} me={me} />
          </Card>
        </li>
      ))}
    </ul>
  );
}

function ApprovalCard({ row, me }: { row: ApprovalLine; me: ApprovalListProps["me"] }) {
  const { proposal, organisation, effect, reason, state, maker, checker } = row;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">
          {proposalWord[proposal.kind]}:{" "}
          <Link className="link" href={`/organisations/${organisation.id}`}>
            {organisation.name}
          </Link>
        </p>
        <Chip {...chips[state]} />
      </div>
      <p>{effect}</p>
      {proposal.kind === "licence.grant" && (
        <p className="text-sm text-muted">
          The licence holds through <DateText date={lastDateOf(new Date(proposal.expiresAt))} />.
        </p>
      )}
      <p className="text-sm text-muted">
        {maker.name}, <Moment at={row.createdAt} />: {reason}
      </p>
      {checker && row.decidedAt && (
        <p className="text-sm text-muted">
          {chips[state].word} by {checker.name}, <Moment at={row.decidedAt} />
        </p>
      )}
      {state === "open" && (
        <DecideButtons
          approvalId={row.id}
          title={`${proposalWord[proposal.kind]}: ${organisation.name}`}
          effect={effect}
          hindrance={hindrance(row, me)}
        />
      )}
    </div>
  );
}
