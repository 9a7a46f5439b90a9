import Link from "next/link";

const look =
  "inline-flex min-h-6 items-center text-sm text-muted hover:text-ink pointer-coarse:min-h-11";

/** Own settings, own organisation and the way out. Signing out is a plain form. */
export function AccountMenu({ organisationId }: { organisationId: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link href="/account" className={look}>
        Your account
      </Link>
      <Link href={`/organisations/${organisationId}`} className={look}>
        Organisation
      </Link>
      <form method="post" action="/api/auth/signout">
        <input type="hidden" name="callbackUrl" value="/" />
        <button type="submit" className={look}>
          Sign out
        </button>
      </form>
    </div>
  );
}
