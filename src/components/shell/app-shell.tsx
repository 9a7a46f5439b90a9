import type { ReactNode } from "react";
import { RowKeys } from "@/components/list/row-keys";
import { EnvironmentBanner } from "./environment-banner";
import { MobileMenu } from "./mobile-menu";
import { NavLinks } from "./nav-links";
import { navigation, type Persona, publicNavigation } from "./navigation";
import { OfflineBanner } from "./offline-banner";
import { PaletteLauncher } from "./palette-launcher";
import { SkipLink } from "./skip-link";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

export type AppShellProps = {
  persona: Persona;
  /** The organisation acted for, and the person who acts. */
  organisation: string;
  member: string;
  theme: Theme | undefined;
  /** Replaces the organisation's name where a person belongs to several. */
  switcher?: ReactNode;
  /** Small figures beside navigation items, by address: what waits there. */
  counts?: Record<string, number>;
  /** Present when the chain is not a live one. */
  environment?: { chainName: string };
  /** Sign out, wallet, settings: stands at the foot of the navigation. */
  account?: ReactNode;
  children: ReactNode;
};

/** Navigation at the left, content at the right; on a phone the navigation opens from the top bar. */
export function AppShell(props: AppShellProps) {
  const { persona, environment, children } = props;
  const items = [...navigation[persona], ...publicNavigation];
  return (
    <>
      <SkipLink />
      <RowKeys />
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e bg-surface px-3 py-4 lg:flex">
          <div className="mb-4 px-2.5">
            <Wordmark />
          </div>
          <PaletteLauncher items={items} shortcuts />
          <Side {...props} />
        </div>
        <div className="min-w-0">
          {environment && <EnvironmentBanner {...environment} />}
          <OfflineBanner />
          <header className="sticky top-0 z-30 flex items-center justify-between gap-2 border-b bg-surface px-4 py-1 lg:hidden">
            <Wordmark />
            <div className="-me-2.5 flex items-center">
              <PaletteLauncher items={items} compact />
              <MobileMenu>
                <Side {...props} />
              </MobileMenu>
            </div>
          </header>
          <main id="content" tabIndex={-1} className="px-4 py-6 outline-none sm:px-8 sm:py-8">
            <div className="mx-auto max-w-6xl">{children}</div>
          </main>
        </div>
      </div>
    </>
  );
}

function Side(props: AppShellProps) {
  const { persona, organisation, member, theme, switcher, counts, account } = props;
  return (
    <div className="flex grow flex-col gap-4">
      <NavLinks items={navigation[persona]} counts={counts} />
      <hr />
      <NavLinks items={publicNavigation} label="Public" />
      <div className="mt-auto flex flex-col gap-3 border-t px-2.5 pt-4">
        <div className="min-w-0">
          {switcher ?? <p className="font-medium break-words">{organisation}</p>}
          <p className="text-sm break-words text-muted">{member}</p>
        </div>
        {account}
        <ThemeSwitch theme={theme} />
      </div>
    </div>
  );
}
