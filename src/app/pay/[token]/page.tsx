import type { Metadata } from "next";
import { LiveRefresh } from "@/components/live/live-refresh";
import { DebtPage } from "@/components/payment/debt-page";
import { LinkProblem } from "@/components/payment/link-problem";
import { MarkSeen } from "@/components/payment/mark-seen";
import { paymentWords } from "@/components/payment/words";
import { PublicShell } from "@/components/shell/public-shell";
import { readLink } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = {
  title: paymentWords.pay,
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

/** Is this debt right, and how do I pay it? */
export default async function PayPage({ params, searchParams }: Props) {
  const [{ token }, { code }] = await Promise.all([params, searchParams]);
  const caller = await api();
  const [link, environment] = await Promise.all([readLink(token), caller.session.environment()]);
  return (
    <PublicShell
      environment={environment.local ? { chainName: environment.chain.name } : undefined}
    >
      {link.state === "open" ? (
        <>
          <DebtPage debt={link.debt} token={token} code={code === "full" ? "full" : "address"} />
          <MarkSeen token={token} />
          <LiveRefresh topics={[`link:${token}`]} />
        </>
      ) : (
        <LinkProblem {...problemOf(link)} />
      )}
    </PublicShell>
  );
}

type Closed = Exclude<Awaited<ReturnType<typeof readLink>>, { state: "open" }>;

const problemOf = (link: Closed) => {
  if (link.state === "expired")
    return {
      title: paymentWords.linkExpired,
      next: paymentWords.linkExpiredNext(link.sellerName, link.reference),
    };
  if (link.state === "too-many")
    return {
      title: paymentWords.tooMany,
      next: paymentWords.tooManyNext,
    };
  return {
    title: paymentWords.linkUnknown,
    next: paymentWords.linkUnknownNext,
  };
};
