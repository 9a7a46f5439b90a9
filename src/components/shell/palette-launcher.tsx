"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { NavItem } from "./navigation";

const CommandPalette = lazy(() => import("./command-palette"));

export type PaletteLauncherProps = {
  items: NavItem[];
  /** Only the magnifying glass, for a narrow bar. */
  compact?: boolean;
  /** Listens for Ctrl/Cmd-K and "/"; one launcher of a page does. */
  shortcuts?: boolean;
};

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable]") !== null;

/** Opens the palette; its code loads on the first use. "/" goes to the search field of the list instead. */
export function PaletteLauncher({
  items,
  compact = false,
  shortcuts = false,
}: PaletteLauncherProps) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  useEffect(() => {
    if (!shortcuts) return;
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setAsked(true);
        setOpen(true);
      } else if (event.key === "/" && !inField(event.target)) {
        const search = document.querySelector<HTMLElement>("[data-search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts]);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={compact ? "Search and go to" : undefined}
        onClick={show}
        className={
          compact
            ? "inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken"
            : "control mb-4 flex w-full items-center gap-2.5 rounded-md border border-line-strong px-2.5 text-muted hover:text-ink"
        }
      >
        <Icon name="search" size={compact ? 20 : 16} />
        {!compact && (
          <>
            <span className="grow text-start">Go to</span>
            <kbd className="rounded-sm border px-1 font-sans text-xs">Ctrl K</kbd>
          </>
        )}
      </button>
      {asked && (
        <Suspense fallback={null}>
          <CommandPalette items={items} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
