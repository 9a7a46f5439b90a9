import clsx from "clsx";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { SoftLink } from "@/components/ui/soft-link";
import { words } from "@/components/ui/words";

/** First 6 and last 4 characters, as people compare them. */
export const shortHash = (value: string): string =>
  value.length <= 13 ? value : `${value.slice(0, 6)}…${value.slice(-4)}`;

export type HashProps = {
  value: string;
  /** What it is, for the accessible name of the copy button: "address", "transaction". */
  what: string;
  /** Where it can be checked: our own page, or an explorer's (opens in a new tab). */
  href?: string;
  /** All characters, for a payment instruction. */
  full?: boolean;
  /** Leaves the copy button out in dense rows. */
  bare?: boolean;
  className?: string;
};

export function Hash({ value, what, href, full = false, bare = false, className }: HashProps) {
  const text = (
    <span
      title={full ? undefined : value}
      className={clsx("font-mono text-[0.92em]", full ? "break-all" : "whitespace-nowrap")}
    >
      {full ? value : shortHash(value)}
    </span>
  );
  return (
    <span className={clsx("inline-flex items-center gap-1 align-baseline", className)}>
      {href ? <HashLink href={href}>{text}</HashLink> : text}
      {!bare && <CopyButton value={value} what={what} />}
    </span>
  );
}

function HashLink({ href, children }: { href: string; children: React.ReactNode }) {
  if (href.startsWith("/")) {
    return (
      <SoftLink href={href} ahead={false} className="link inline-flex min-h-6 items-center">
        {children}
      </SoftLink>
    );
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="link inline-flex min-h-6 items-center gap-1"
    >
      {children}
      <Icon name="external-link" size={12} label={words.opensNewTab} />
    </a>
  );
}
