"use client";

import clsx from "clsx";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useId, useState } from "react";
import { Icon } from "@/components/ui/icon";
import "@/components/ui/style-nonce";
import type { NavItem } from "./navigation";
import { paletteMatches } from "./palette-match";

export type CommandPaletteProps = {
  items: NavItem[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Type, arrow, Enter: goes to a page, or checks a pasted hash. */
export default function CommandPalette({ items, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,94vw)] -translate-x-1/2 overflow-hidden rounded-lg border bg-raised shadow-float"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <PaletteBody items={items} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ items, close }: { items: NavItem[]; close: () => void }) {
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const matches = paletteMatches(items, text);
  const follow = (item: NavItem | undefined) => {
    if (!item) return;
    close();
    router.push(item.href);
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") follow(matches[at]);
    if (step === undefined || matches.length === 0) return;
    event.preventDefault();
    setAt((at + step + matches.length) % matches.length);
  };
  return (
    <>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Icon name="search" className="text-muted" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={matches[at] ? `${id}-${at}` : undefined}
          aria-label="Page, reference or hash"
          placeholder="Page, reference or hash"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={steer}
          className="min-h-12 grow bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <div id={id} role="listbox" aria-label="Matches" className="max-h-80 overflow-y-auto p-1.5">
        {matches.map((item, index) => (
          <div
            key={item.href}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onPointerMove={() => setAt(index)}
            onClick={() => follow(item)}
            onKeyDown={steer}
            className={clsx(
              "flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md px-2.5",
              index === at && "bg-accent-soft text-accent",
            )}
          >
            <Icon name={item.icon} />
            {item.word}
          </div>
        ))}
      </div>
      <p
        role="status"
        className={clsx("px-4 text-muted", matches.length === 0 ? "pb-4" : "sr-only")}
      >
        {matches.length === 0 ? "No page starts with these letters." : `${matches.length} matches`}
      </p>
    </>
  );
}
