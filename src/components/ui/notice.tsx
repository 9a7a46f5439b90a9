import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { toneLook } from "./tone";

export type NoticeProps = {
  tone: "fine" | "attention" | "wrong" | "info";
  /** What happened, as a sentence. */
  title: ReactNode;
  /** Where, what to do now, and that nothing was lost. */
  children?: ReactNode;
  action?: ReactNode;
  /** Announces it when it appears after an act of the reader. */
  live?: boolean;
  className?: string;
};

export function Notice({ tone, title, children, action, live = false, className }: NoticeProps) {
  const look = toneLook[tone];
  const role = live ? (tone === "wrong" ? "alert" : "status") : undefined;
  return (
    <div
      role={role}
      className={clsx("flex gap-3 rounded-md border p-3.5", look.soft, look.line, className)}
    >
      <Icon name={look.icon} size={18} className={clsx("mt-0.5", look.text)} />
      <div className="min-w-0 grow">
        <p className={clsx("font-medium", look.text)}>{title}</p>
        {children && <div className="mt-0.5 text-pretty">{children}</div>}
        {action && <div className="mt-2.5 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}

type FailureNoticeProps = {
  failure: { says: string; next: string } | null | undefined;
  className?: string;
};

/** What an act of the reader failed of and what to do now; nothing where it did not. */
export function FailureNotice({ failure, className }: FailureNoticeProps) {
  if (!failure) return null;
  return (
    <Notice tone="wrong" live title={failure.says} className={className}>
      {failure.next}
    </Notice>
  );
}
