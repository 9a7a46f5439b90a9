"use client";

import clsx from "clsx";
import { type ReactNode, useRef, useState } from "react";
import { Icon } from "./icon";

export type FileDropProps = {
  id: string;
  /** What to drop here: "Drop a UBL or CSV file, or choose one". */
  label: ReactNode;
  hint?: ReactNode;
  /** As in an input: ".xml,.csv". */
  accept?: string;
  multiple?: boolean;
  /** Inside a plain form: the name of the field. */
  name?: string;
  busy?: boolean;
  onFiles?: (files: File[]) => void;
};

/** The browser's own file field, as large as a door: click, keyboard, drop, and a phone's camera roll. */
export function FileDrop(props: FileDropProps) {
  const { id, label, hint, accept, multiple = false, name, busy = false, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [names, setNames] = useState<string[]>([]);
  const take = (list: FileList | null) => {
    const files = Array.from(list ?? []);
    if (files.length === 0) return;
    setNames(files.map((file) => file.name));
    onFiles?.(files);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (busy) return;
        if (input.current) input.current.files = event.dataTransfer.files;
        take(event.dataTransfer.files);
      }}
      className={clsx(
        "relative flex cursor-pointer flex-col items-center justify-center rounded-lg border border-dashed border-line-strong px-6 py-10 text-center",
        "focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent",
        over ? "border-accent bg-accent-soft" : "bg-surface hover:bg-sunken",
      )}
    >
      <Icon
        name={busy ? "loader-circle" : "upload"}
        size={22}
        className={clsx("mb-2 text-accent", busy && "animate-spin")}
      />
      <span className="font-medium">{label}</span>
      {hint && <span className="mt-1 max-w-[52ch] text-sm text-muted">{hint}</span>}
      <input
        ref={input}
        id={id}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={busy}
        onChange={(event) => take(event.target.files)}
        className="sr-only"
      />
      <span role="status" className="figures mt-2 text-sm">
        {names.join(", ")}
      </span>
    </label>
  );
}
