/** The name with its mark: a bollard on a quay. A plain link, so that public pages carry no router code for it. */
export function Wordmark({ href = "/" }: { href?: string }) {
  return (
    <a href={href} className="inline-flex min-h-8 items-center gap-2 rounded-sm font-semibold">
      <svg aria-hidden="true" width={22} height={22} viewBox="0 0 32 32">
        <rect width={32} height={32} rx={7} className="fill-accent" />
        <path
          d="M8 21.5h16M11 21.5v-4.2a5 5 0 1 1 10 0v4.2M16 8.2v2.4"
          fill="none"
          strokeWidth={2.4}
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-on-accent"
        />
      </svg>
      Quaynote
    </a>
  );
}
