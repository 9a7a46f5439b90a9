import clsx from "clsx";
import { words } from "./words";

export type SkeletonProps = { className?: string };

/** One grey block in the place of a figure or line. */
export function Skeleton({ className = "h-4 w-full" }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx("block animate-breathe rounded-sm bg-line", className)}
    />
  );
}

export type PageSkeletonProps = {
  /** Rows of the list that is on its way. */
  rows?: number;
  /** Figures above it. */
  figures?: number;
};

/** The whole page while it loads; for `loading.tsx`. */
export function PageSkeleton({ rows = 8, figures = 0 }: PageSkeletonProps) {
  return (
    <div role="status">
      <span className="sr-only">{words.working}</span>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      {figures > 0 && (
        <div className="mt-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
          {Array.from({ length: figures }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical blocks
            <Skeleton key={index} className="h-24" />
          ))}
        </div>
      )}
      <div className="mt-6 rounded-lg border bg-surface p-4">
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical blocks
          <Skeleton key={index} className="my-3 h-5" />
        ))}
      </div>
    </div>
  );
}
