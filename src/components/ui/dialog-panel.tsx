"use client";

import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { words } from "./words";
import "./style-nonce";

export type DialogPanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  sentence?: ReactNode;
  children?: ReactNode;
};

/** The panel itself; loaded when first opened. A sheet at the bottom on a phone. */
export default function DialogPanel(props: DialogPanelProps) {
  const { open, onOpenChange, title, sentence, children } = props;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed z-50 overflow-y-auto rounded-lg border bg-raised p-5 shadow-float max-sm:inset-x-2 max-sm:bottom-2 max-sm:max-h-[90dvh] sm:top-1/2 sm:left-1/2 sm:max-h-[85dvh] sm:w-[min(34rem,92vw)] sm:-translate-1/2"
        >
          <div className="mb-3 flex items-start justify-between gap-4">
            <div>
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              {sentence && <p className="text-muted">{sentence}</p>}
            </div>
            <Dialog.Close
              aria-label={words.close}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <Icon name="x" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
