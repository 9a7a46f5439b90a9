import type { ReactNode } from "react";
import { Icon } from "./icon";
import { SoftLink } from "./soft-link";

export type PageHeadProps = {
  /** The page's h1. */
  title: ReactNode;
  /** One sentence: the question this page answers. */
  sentence?: ReactNode;
  /** The one main action, and at most one quiet one beside it. */
  action?: ReactNode;
  /** Where this page hangs below. */
  back?: { href: string; label: string };
  /** Chips beside the title: status, environment. */
  aside?: ReactNode;
};

export function PageHead({ title, sentence, action, back, aside }: PageHeadProps) {
  return (
    <header className="mb-6">
      {back && (
        <SoftLink
          href={back.href}
          className="mb-1 -ms-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-sm text-muted hover:text-ink"
        >
          <Icon name="chevron-left" size={14} />
          {back.label}
        </SoftLink>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-[72ch]">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-xl font-semibold text-balance">{title}</h1>
            {aside}
          </div>
          {sentence && <p className="mt-0.5 text-muted text-pretty">{sentence}</p>}
        </div>
        {action && (
          <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:*:grow">
            {action}
          </div>
        )}
      </div>
    </header>
  );
}
