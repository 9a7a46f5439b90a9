import type { ReactNode } from "react";
import { EnvironmentBanner } from "./environment-banner";
import { publicNavigation } from "./navigation";
import { SkipLink } from "./skip-link";
import { Wordmark } from "./wordmark";

export type PublicShellProps = {
  environment?: { chainName: string };
  /** `narrow` for a form or a buyer's page, `wide` for figures and tables. */
  width?: "narrow" | "wide";
  /** At the end of the top bar: "Sign in", or nothing on a buyer's page. */
  action?: ReactNode;
  children: ReactNode;
};

/** Pages without an account: sign-in, a buyer's link, verification. No client code of its own. */
export function PublicShell({ environment, width = "narrow", action, children }: PublicShellProps) {
  const measure = width === "narrow" ? "max-w-2xl" : "max-w-5xl";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {environment && <EnvironmentBanner {...environment} />}
      <header className="border-b bg-surface px-4">
        <div className={`mx-auto flex min-h-14 items-center justify-between gap-4 ${measure}`}>
          <Wordmark />
          <nav aria-label="Public" className="flex items-center gap-4">
            {publicNavigation.map(({ href, word }) => (
              <a
                key={href}
                href={href}
                className="inline-flex min-h-8 items-center text-muted hover:text-ink"
              >
                {word}
              </a>
            ))}
            {action}
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="grow px-4 py-8 outline-none sm:py-10">
        <div className={`mx-auto ${measure}`}>{children}</div>
      </main>
    </div>
  );
}
