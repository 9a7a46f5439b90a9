import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";

export function NoticeSamples() {
  return (
    <Section title="Notices" frame="none">
      <div className="grid gap-3 lg:grid-cols-2">
        <Notice tone="fine" title="HKD 96,000.00 arrived">
          Released on 20 Nov 2026 to your account.
        </Notice>
        <Notice
          tone="attention"
          title="HKD 20,000.00 is still to pay"
          action={<Button size="small">Show how to pay</Button>}
        >
          We received HKD 100,000.00 on 19 Nov 2026. The rest is due in 12 days.
        </Notice>
        <Notice
          tone="wrong"
          title="3 of 1,000 rows cannot be read"
          action={<Button size="small">Show the rows</Button>}
        >
          Row 14, column &quot;amount&quot;: &quot;1.200,00&quot; is not a number. Nothing was
          saved.
        </Notice>
        <Notice tone="info" title="Two administrators are needed">
          Your colleague must approve this change.
        </Notice>
        <div className="flex flex-col gap-2 rounded-md border bg-surface p-4">
          <Skeleton className="h-5 w-40" />
          <Skeleton />
          <Skeleton className="h-4 w-2/3" />
        </div>
      </div>
    </Section>
  );
}
