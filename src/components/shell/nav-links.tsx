"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { SoftLink } from "@/components/ui/soft-link";
import { currentItem, type NavItem } from "./navigation";

export type NavLinksProps = {
  items: NavItem[];
  counts?: Record<string, number>;
  /** Names the list, for screen readers. */
  label?: string;
};

/** A page is fetched ahead when a pointer or the Tab key comes near, not before: first visits stay light. */
export function NavLinks({ items, counts = {}, label = "Main" }: NavLinksProps) {
  const current = currentItem(items, usePathname() ?? "");
  return (
    <nav aria-label={label}>
      <ul className="flex flex-col gap-0.5">
        {items.map((item) => {
          const count = counts[item.href] ?? 0;
          return (
            <li key={item.href}>
              <SoftLink
                href={item.href}
                aria-current={item === current ? "page" : undefined}
                className={clsx(
                  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 pointer-coarse:min-h-11",
                  item === current
                    ? "bg-accent-soft font-medium text-accent"
                    : "text-muted hover:bg-sunken hover:text-ink",
                )}
              >
                <Icon name={item.icon} />
                <span className="grow">{item.word}</span>
                {count > 0 && (
                  <span className="figures rounded-full bg-sunken px-1.5 text-xs text-ink">
                    {count.toLocaleString("en")}
                    <span className="sr-only"> waiting</span>
                  </span>
                )}
              </SoftLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
