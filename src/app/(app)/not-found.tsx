import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";

/** The same words for what is not there and for what is not the reader's. */
export default function NotFound() {
  return (
    <Card flush>
      <EmptyState
        icon="search"
        title="There is nothing here that you can see"
        action={<LinkButton href="/home">Go to home</LinkButton>}
      >
        Check the link, or go back to the list.
      </EmptyState>
    </Card>
  );
}
