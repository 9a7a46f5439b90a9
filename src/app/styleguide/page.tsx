import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { AppShell } from "@/components/shell/app-shell";
import { readTheme, THEME_COOKIE } from "@/components/shell/theme";
import { StatusChip } from "@/components/status/status-chip";
import { Button, LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { ChartSamples } from "./chart-samples";
import { DecisionSamples } from "./decision-samples";
import { FormSamples } from "./form-samples";
import { ListSamples } from "./list-samples";
import { MoneySamples } from "./money-samples";
import { NoticeSamples } from "./notice-samples";
import { StatusSamples } from "./status-samples";
import { TokenSamples } from "./token-samples";

export const metadata = { title: "Style guide" };

/** Every part of the screen on one page; exists in development only. */
export default async function StyleguidePage() {
  if (process.env.NODE_ENV === "production") notFound();
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <AppShell
      persona="seller"
      organisation="Harbour Home Textiles Ltd"
      member="Mei Chan, maker"
      theme={theme}
      counts={{ "/orders": 12 }}
      environment={{ chainName: "Local chain 31337" }}
    >
      <PageHead
        back={{ href: "/receivables", label: "Receivables" }}
        title="QN-2026-000042"
        aside={<StatusChip subject="receivable" state="released" next />}
        sentence="Every part of the screen, as pages use it."
        action={
          <>
            <LinkButton href="/api/health" icon="download">
              Statement
            </LinkButton>
            <Button kind="primary">Offer HKD 96,000.00</Button>
          </>
        }
      />
      <div className="flex flex-col gap-10">
        <MoneySamples />
        <ListSamples />
        <ChartSamples />
        <DecisionSamples />
        <FormSamples />
        <NoticeSamples />
        <StatusSamples />
        <TokenSamples />
      </div>
    </AppShell>
  );
}
