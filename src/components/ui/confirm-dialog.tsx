"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button, type ButtonKind } from "./button";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { words } from "./words";

const DialogPanel = lazy(() => import("./dialog-panel"));

export type DialogProps = {
  /** The button that opens it; a verb. */
  trigger: ReactNode;
  triggerKind?: ButtonKind;
  triggerIcon?: IconName;
  triggerSize?: "normal" | "small";
  disabled?: boolean;
  title: ReactNode;
  /** One sentence under the title. */
  sentence?: ReactNode;
  children?: ReactNode | ((close: () => void) => ReactNode);
};

/** A button with the panel it opens; the panel's code loads on the first press. */
export function Dialog(props: DialogProps) {
  const { trigger, triggerKind, triggerIcon, triggerSize, disabled, children, ...panel } = props;
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        kind={triggerKind}
        icon={triggerIcon}
        size={triggerSize}
        disabled={disabled}
        aria-haspopup="dialog"
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        {trigger}
      </Button>
      {asked && (
        <Suspense fallback={null}>
          <DialogPanel open={open} onOpenChange={setOpen} {...panel}>
            {typeof children === "function" ? children(close) : children}
          </DialogPanel>
        </Suspense>
      )}
    </>
  );
}

export type ConfirmDialogProps = Omit<DialogProps, "children"> & {
  /** What happens, in words, and that it cannot be undone where that is so. */
  children: ReactNode;
  /** The word on the button that does it: the act itself, never "OK". */
  confirm: ReactNode;
  confirmKind?: ButtonKind;
  /** Closes when it resolves; what it throws is shown inside and the dialog stays. */
  onConfirm: () => Promise<void>;
};

/** What went wrong and, where the refusal carries it, what to do now. */
const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const next = (error as { data?: { next?: unknown } }).data?.next;
  return typeof next === "string" ? `${error.message} ${next}` : error.message;
};

/** Asks once, in words, before anything that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { children, confirm, confirmKind = "primary", onConfirm, ...dialog } = props;
  return (
    <Dialog {...dialog}>
      {(close) => (
        <ConfirmBody confirm={confirm} kind={confirmKind} onConfirm={onConfirm} close={close}>
          {children}
        </ConfirmBody>
      )}
    </Dialog>
  );
}

function ConfirmBody(props: {
  children: ReactNode;
  confirm: ReactNode;
  kind: ButtonKind;
  onConfirm: () => Promise<void>;
  close: () => void;
}) {
  const { children, confirm, kind, onConfirm, close } = props;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const act = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>{children}</div>
      {refusal && (
        <p role="alert" className="mt-3 flex gap-2 text-wrong">
          <Icon name="octagon-x" className="mt-[3px]" />
          {refusal}
        </p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button onClick={close} disabled={busy}>
          {words.cancel}
        </Button>
        <Button kind={kind} busy={busy} onClick={act}>
          {confirm}
        </Button>
      </div>
    </>
  );
}
