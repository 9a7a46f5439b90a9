import { Icon } from "@/components/ui/icon";
import { SoftLink } from "@/components/ui/soft-link";
import { words } from "@/components/ui/words";

export type PagerProps = {
  /** First page is 1. */
  page: number;
  pageSize: number;
  /** Rows in all, under the current filters. */
  total: number;
  /** Address of a page of the same list, with its filters. */
  href: (page: number) => string;
};

export function Pager({ page, pageSize, total, href }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav
      aria-label={words.pageOf(page, pages)}
      className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm"
    >
      <p className="figures text-muted">
        {words.rowsOf(from, Math.min(total, page * pageSize), total)}
      </p>
      {pages > 1 && (
        <div className="flex items-center gap-2">
          <PageLink
            href={page > 1 ? href(page - 1) : undefined}
            word={words.previous}
            icon="chevron-left"
          />
          <span className="figures text-muted">{words.pageOf(page, pages)}</span>
          <PageLink
            href={page < pages ? href(page + 1) : undefined}
            word={words.next}
            icon="chevron-right"
          />
        </div>
      )}
    </nav>
  );
}

function PageLink(props: {
  href: string | undefined;
  word: string;
  icon: "chevron-left" | "chevron-right";
}) {
  const { href, word, icon } = props;
  const look =
    "inline-flex size-8 items-center justify-center rounded-md border pointer-coarse:size-11";
  if (!href) {
    return (
      <span aria-hidden="true" className={`${look} text-line-strong`}>
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <SoftLink
      href={href}
      aria-label={word}
      className={`${look} border-line-strong bg-surface hover:bg-sunken`}
    >
      <Icon name={icon} />
    </SoftLink>
  );
}
