"use client";

import clsx from "clsx";
import { useState } from "react";
import { Icon } from "./icon";
import { words } from "./words";

export type CopyButtonProps = {
  value: string;
  /** What is copied, for the accessible name: "address". */
  what: string;
  /** With a word beside the icon. */
  labelled?: boolean;
  className?: string;
};

export function CopyButton({ value, what, labelled = false, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button
      type="button"
      onClick={copy}
      title={words.copyOf(what)}
      aria-label={labelled ? undefined : words.copyOf(what)}
      className={clsx(
        "inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 rounded-sm align-middle text-muted hover:bg-sunken hover:text-ink",
        labelled && "control rounded-md border border-line-strong px-3 font-medium text-ink",
        className,
      )}
    >
      <Icon name={copied ? "check" : "copy"} size={labelled ? 16 : 14} />
      {labelled && (copied ? words.copied : words.copyOf(what))}
      <span role="status" className="sr-only">
        {copied && !labelled ? words.copied : ""}
      </span>
    </button>
  );
}
