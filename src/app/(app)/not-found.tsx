import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";

export default function NotFoundPage() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <Card flush>
        <EmptyState
          icon="search"
          title="Nothing stands at this address"
          action={
            <LinkButton href="/home" kind="primary">
              To your start page
            </LinkButton>
          }
        >
          It may have been mistyped, or it belongs to another organisation.
        </EmptyState>
      </Card>
    </>
  );
}
