import Link from "next/link";
import { Notice } from "@/components/ui/notice";

export type StandingNoticeProps = {
  status: "draft" | "active" | "suspended";
  organisationId: string;
};

/** Says why nothing can be done while the organisation may not act. */
export function StandingNotice({ status, organisationId }: StandingNoticeProps) {
  if (status === "active") return null;
  const details = (
    <Link href={`/organisations/${organisationId}`} className="link">
      See what is missing
    </Link>
  );
  if (status === "draft")
    return (
      <Notice
        tone="attention"
        title="Your organisation is not active yet"
        action={details}
        className="mb-6"
      >
        You can look around. Acting starts when two administrators of the platform have approved it.
      </Notice>
    );
  return (
    <Notice tone="wrong" title="Your organisation is suspended" action={details} className="mb-6">
      You can look but not act. What is owed to you is still paid or kept for you.
    </Notice>
  );
}
