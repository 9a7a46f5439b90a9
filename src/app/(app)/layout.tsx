import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LiveRefresh } from "@/components/live/live-refresh";
import { AccountMenu } from "@/components/session/account-menu";
import { OrganisationSwitch } from "@/components/session/organisation-switch";
import { StandingNotice } from "@/components/session/standing-notice";
import { AppShell } from "@/components/shell/app-shell";
import { readTheme, THEME_COOKIE } from "@/components/shell/theme";
import { signedIn, toSignIn } from "@/trpc/page";
import { api } from "@/trpc/server";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const me = await signedIn();
  if (!me) return toSignIn();
  const caller = await api();
  const { organisation, organisations, person } = me;
  const isPlatform = organisation.kind === "platform";
  const [environment, waiting, jar] = await Promise.all([
    caller.session.environment(),
    isPlatform ? caller.approval.waiting() : 0,
    cookies(),
  ]);
  return (
    <AppShell
      persona={organisation.kind === "platform" ? "admin" : organisation.kind}
      organisation={organisation.name}
      member={person.name}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      switcher={
        organisations.length > 1 ? (
          <OrganisationSwitch current={organisation.id} organisations={[...organisations]} />
        ) : undefined
      }
      counts={{ "/approvals": waiting }}
      environment={environment.local ? { chainName: environment.chain.name } : undefined}
      account={<AccountMenu organisationId={organisation.id} />}
    >
      <StandingNotice status={organisation.status} organisationId={organisation.id} />
      {children}
      <LiveRefresh />
    </AppShell>
  );
}
