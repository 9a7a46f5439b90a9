import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { SoftLink } from "./soft-link";

/** `primary`: the one main action. `quiet`: without a frame. `danger`: cannot be undone. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

type Look = { kind?: ButtonKind; size?: "normal" | "small"; icon?: IconName; wide?: boolean };

const kinds: Record<ButtonKind, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent text-accent hover:bg-accent-soft",
  danger: "border-wrong bg-surface text-wrong hover:bg-wrong-soft",
};

const lookOf = ({ kind = "secondary", size = "normal", wide = false }: Look): string =>
  clsx(
    "inline-flex items-center justify-center gap-2 rounded-md border font-medium",
    "transition-colors duration-100 ease-out disabled:cursor-not-allowed disabled:opacity-60",
    size === "small"
      ? "min-h-7 px-2.5 py-1 text-sm pointer-coarse:min-h-10"
      : "control px-4 py-1.5",
    wide && "w-full",
    kinds[kind],
  );

export type ButtonProps = Look &
  Omit<ComponentProps<"button">, "size"> & {
    /** Shows a turning mark, says so to screen readers and refuses a second press. */
    busy?: boolean;
  };

/** A button is a verb that says what it does ("Fund HKD 80,000.00"). Type is `button` unless set. */
export function Button(props: ButtonProps) {
  const { kind, size, icon, wide, busy = false, className, children, disabled, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      className={clsx(lookOf({ kind, size, wide }), className)}
    >
      {busy ? <Icon name="loader-circle" className="animate-spin" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export type LinkButtonProps = Look & {
  href: string;
  children: ReactNode;
  className?: string;
  /** Offers the target as a download under this name; the browser fetches it directly. */
  download?: string;
};

/** Looks like a button, goes somewhere. Addresses under /api and downloads load without the router. */
export function LinkButton(props: LinkButtonProps) {
  const { kind, size, icon, wide, href, children, className, download } = props;
  const look = clsx(lookOf({ kind, size, wide }), "no-underline", className);
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (download !== undefined || href.startsWith("/api/")) {
    return (
      <a href={href} download={download} className={look}>
        {content}
      </a>
    );
  }
  return (
    <SoftLink href={href} className={look}>
      {content}
    </SoftLink>
  );
}
