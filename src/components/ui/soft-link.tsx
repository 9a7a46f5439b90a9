"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, startTransition } from "react";

export type SoftLinkProps = Omit<ComponentProps<"a">, "href"> & {
  href: string;
  /** False keeps the page where it stands, for tabs and sorting. */
  scroll?: boolean;
  /** Fetches the page when a pointer or the Tab key comes near. */
  ahead?: boolean;
};

const wantsAnotherWindow = (event: MouseEvent<HTMLAnchorElement>): boolean =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/**
 * A link inside the app: changes the page without loading it anew. A fraction of the framework's own
 * link, which matters on pages that a buyer opens once; without JavaScript it is a plain link.
 */
export function SoftLink({ href, scroll = true, ahead = true, ...rest }: SoftLinkProps) {
  const router = useRouter();
  const inside = href.startsWith("/");
  const fetchAhead = inside && ahead ? () => router.prefetch(href) : undefined;
  return (
    <a
      {...rest}
      href={href}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      onClick={(event) => {
        if (!inside || event.defaultPrevented || wantsAnotherWindow(event)) return;
        event.preventDefault();
        startTransition(() => router.push(href, { scroll }));
      }}
    />
  );
}
