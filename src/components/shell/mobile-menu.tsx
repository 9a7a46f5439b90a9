"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { words } from "@/components/ui/words";

/**
 * The navigation on a phone: the browser's own modal dialog, so focus stays inside and Escape closes. It is
 * empty until it is first opened: the navigation stands in the page once, and only once is it brought to life.
 */
export function MobileMenu({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState(false);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(() => dialog.current?.close(), [path]);
  const open = () => {
    setAsked(true);
    dialog.current?.showModal();
  };
  const square = "inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken";
  return (
    <>
      <button
        type="button"
        aria-label="Menu"
        aria-haspopup="dialog"
        onClick={open}
        className={square}
      >
        <Icon name="menu" size={20} />
      </button>
      <dialog
        ref={dialog}
        aria-label="Menu"
        className="ms-auto me-0 h-dvh max-h-none w-[min(20rem,88vw)] border-s bg-surface p-4 text-ink backdrop:bg-scrim"
      >
        <div className="flex min-h-full flex-col">
          <div className="mb-2 flex justify-end">
            <button
              type="button"
              aria-label={words.close}
              onClick={() => dialog.current?.close()}
              className={square}
            >
              <Icon name="x" size={20} />
            </button>
          </div>
          {asked && children}
        </div>
      </dialog>
    </>
  );
}
