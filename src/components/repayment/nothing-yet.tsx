import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";
import { repaymentWords as words } from "./words";

/** Before the first release: what will stand here. */
export function NothingYet() {
  return (
    <Card className="mb-8">
      <EmptyState
        icon="chart-column"
        title={words.nothingYet}
        action={<LinkButton href="/receivables">{words.onReceivables}</LinkButton>}
      >
        {words.nothingYetHint}
      </EmptyState>
    </Card>
  );
}
