import type { Metadata } from "next";
import { PublicShell } from "@/components/shell/public-shell";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <PublicShell>
      <h1 className="sr-only">Not found</h1>
      <Card flush>
        <EmptyState
          icon="search"
          title="Nothing stands at this address"
          action={
            <>
              <a className="link control inline-flex items-center" href="/">
                To the start
              </a>
              <a className="link control inline-flex items-center" href="/verify">
                Check a document
              </a>
            </>
          }
        >
          The address may be mistyped, or it belongs to an organisation you are not signed in for.
        </EmptyState>
      </Card>
    </PublicShell>
  );
}
