import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

export type EmptyStateProps = {
  icon?: IconName;
  /** What will stand here. */
  title: ReactNode;
  /** What makes it appear. */
  children?: ReactNode;
  /** A sample to try, or the way to the page that fills this one. */
  action?: ReactNode;
  className?: string;
};

export function EmptyState({
  icon = "file-text",
  title,
  children,
  action,
  className,
}: EmptyStateProps) {
  return (
    <div className={clsx("flex flex-col items-center px-6 py-12 text-center", className)}>
      <span className="mb-3 rounded-full border bg-sunken p-2.5 text-muted">
        <Icon name={icon} size={20} />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="mt-1 max-w-[52ch] text-muted text-pretty">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
