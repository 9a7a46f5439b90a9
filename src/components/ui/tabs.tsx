import clsx from "clsx";
import { SoftLink } from "./soft-link";

export type TabsProps = {
  /** Names the set, for screen readers. */
  label: string;
  /** Each tab is an address of its own, so it survives reload and sharing. */
  tabs: { key: string; href: string; word: string; count?: number }[];
  current: string;
};

export function Tabs({ label, tabs, current }: TabsProps) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b">
      <ul className="flex gap-1">
        {tabs.map(({ key, href, word, count }) => (
          <li key={key}>
            <SoftLink
              href={href}
              scroll={false}
              aria-current={key === current ? "page" : undefined}
              className={clsx(
                "flex min-h-10 items-center gap-2 border-b-2 px-3 whitespace-nowrap",
                "-outline-offset-2!",
                key === current
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {word}
              {count !== undefined && (
                <span className="figures rounded-full bg-sunken px-1.5 text-xs text-muted">
                  {count.toLocaleString("en")}
                </span>
              )}
            </SoftLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
